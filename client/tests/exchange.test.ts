import { beforeEach, describe, expect, test, vi } from 'vitest'
import { send, useActs } from '@/kernel/acts'
import { useCan, useRows, useTakenAway } from '@/kernel/feeds'
import type { Session } from '@/kernel/session'
import { Browser } from './doubles/browser'
import { ALI, SAM } from './doubles/server'

const MINE = `person/${SAM.id}`
const YEAR_MS = 365 * 24 * 3600 * 1000

let browser: Browser
let session: Session

beforeEach(async () => {
  browser = await Browser.new()
  session = await browser.withSam()
})

async function save(count: number): Promise<void> {
  session.exchange.stop()
  for (let i = 1; i <= count; i += 1) await send('talk.ask@1', { words: `ask ${i}` }, { about: '' })
}

async function exchange(): Promise<void> {
  await session.exchange.start()
  await session.exchange.settled()
}

describe('handing in', () => {
  test('halves the batch until the server takes it, and loses nothing', async () => {
    await save(11)
    browser.server.mostActs = 3
    await exchange()
    expect(browser.server.storedTo).toBe(11)
    const sizes = browser.server.pushes().map((push) => (push.acts as unknown[]).length)
    expect(sizes.filter(Boolean)).toEqual([11, 5, 2, 2, 2, 2, 2, 1])
  })

  test('of a full outbox goes part by part, and each act is listed once', async () => {
    await save(205)
    await exchange()
    expect(browser.server.acts.size).toBe(205)
    const sizes = browser.server.pushes().map((push) => (push.acts as unknown[]).length)
    expect(sizes.filter(Boolean)).toEqual([200, 5])
    const own = await session.waiting.own(session.here!.vault)
    expect(own.map((act) => act.n).sort((a, b) => a - b)).toEqual(Array.from({ length: 205 }, (_, i) => i + 1))
    expect(new Set(own.map((act) => act.r))).toEqual(new Set(['accepted']))
  })

  test('of a full outbox is seen to go down, part by part', async () => {
    await save(405)
    const shown: number[] = []
    browser.server.before = (path) => void (path === '/sync/v1/push' && shown.push(session.exchange.facts.waiting.acts))
    await exchange()
    expect(shown.slice(0, 3)).toEqual([405, 205, 5])
    expect(session.exchange.facts.waiting.acts).toBe(0)
  })

  test('of a full outbox has its list read once for all that is told meanwhile', async () => {
    await save(3)
    const acts = useActs()
    await expect.poll(() => acts.value).toHaveLength(3)
    const read = vi.spyOn(session.waiting, 'own')
    for (let i = 0; i < 20; i += 1) session.changes.tell('acts')
    await save(1)
    await expect.poll(() => acts.value).toHaveLength(4)
    expect(read.mock.calls.length).toBeLessThan(5)
  })

  test('offers again what lost its answer, and the server has it once', async () => {
    await save(2)
    let lost = true
    browser.server.after = (path) => {
      if (lost && path === '/sync/v1/push') throw ((lost = false), new TypeError('lost'))
    }
    await exchange()
    expect(session.exchange.facts).toMatchObject({ outcome: 'no_contact', waiting: { acts: 2 } })
    await session.exchange.now()
    expect(browser.server.acts.size).toBe(2)
    expect(session.exchange.facts).toMatchObject({ outcome: 'good', waiting: { acts: 0 } })
  })

  test('keeps the sealed bytes until they are in the backup, and offers them to a server that was restored', async () => {
    browser.server.backedUpTo = 1
    await save(3)
    await exchange()
    expect((await session.waiting.after(0, 10)).map((act) => act.n)).toEqual([2, 3])

    const server = browser.server
    for (const n of [2, 3]) server.acts.delete(n)
    Object.assign(server, { storedTo: 1, epoch: 'epoch-2' })
    await session.exchange.now()
    expect([...server.acts.keys()]).toEqual([1, 2, 3])
    expect(session.exchange.facts.waiting.acts).toBe(0)
  })

  test('drops them below the backup, and keeps what their maker sees', async () => {
    await save(2)
    await exchange()
    expect(await session.waiting.after(0, 10)).toEqual([])
    expect((await session.waiting.own(session.here!.vault)).map((act) => act.r)).toEqual(['accepted', 'accepted'])
  })

  test('to a server that never knew this device waits for a new code, and then begins a chain of its own', async () => {
    await save(2)
    browser.server.before = () => Response.json({ code: 'not_enrolled', says: '' }, { status: 401 })
    await exchange()
    expect(session.exchange.facts.outcome).toBe('unknown_device')
    await session.lock()

    const { server } = browser
    server.before = () => undefined
    server.device = { ...server.device, id: '018f0000-0000-7000-8000-0000000000ff' }
    server.codes.set('AGAIN222', SAM)
    const kept = await session.waiting.after(0, 10)
    await session.enrol('AGAIN222')
    await session.choose({ kind: 'pin', value: '271828' })
    await send('talk.ask@1', { words: 'the first of the new chain' }, { about: '' })
    await session.exchange.settled()
    expect([...server.acts.values()].map(({ raw }) => [raw.n, raw.device])).toEqual([[1, server.device.id]])
    expect(session.exchange.facts).toMatchObject({ outcome: 'good', waiting: { acts: 0 } })
    const aside = await session.store.db.use((db) => db.getAll('acts'))
    expect(aside.filter((act) => act.n < 0).map((act) => act.ct).sort()).toEqual(kept.map((act) => act.ct).sort())
  })

  test('is honest about a server that is busy, and about one that is not there', async () => {
    await save(1)
    browser.server.before = () => Response.json({ code: 'busy', says: '', after_ms: 60_000 }, { status: 503 })
    await exchange()
    expect(session.exchange.facts.outcome).toBe('busy')
    browser.server.before = () => new Response('<h1>Sign in to the wifi</h1>', { status: 200, headers: { 'Content-Type': 'text/html' } })
    await session.exchange.now()
    expect(session.exchange.facts).toMatchObject({ outcome: 'no_contact', waiting: { acts: 1 } })
  })

  test('comes again after as long as the server asks, and as long again by chance', async () => {
    const waits = vi.spyOn(globalThis, 'setTimeout')
    browser.server.before = () => Response.json({ code: 'busy', says: '', after_ms: 60_000 }, { status: 503 })
    await exchange()
    expect(waits.mock.calls.map(([, ms]) => ms)).toContain(90_000)
  })

  test.each([
    [true, 60_000],
    [false, 15_000]
  ])('where the browser has promised to keep it (%s) comes again after %s ms', async (persisted, ms) => {
    browser.persisted = persisted
    const waits = vi.spyOn(globalThis, 'setTimeout')
    session.exchange.stop()
    await exchange()
    expect(waits.mock.calls.map(([, each]) => each)).toContain(ms)
  })

  test('puts a clock that is a year off right by itself', async () => {
    browser.server.ahead = YEAR_MS
    await save(1)
    await exchange()
    expect(session.exchange.facts.outcome).toBe('good')
    await send('talk.ask@1', { words: 'later' }, { about: '' })
    await session.exchange.settled()
    const offsets = [...browser.server.acts.values()].map(({ raw }) => raw.clock.off_ms)
    expect(offsets[0]).toBeLessThan(1000)
    expect(offsets[1]).toBeCloseTo(YEAR_MS, -3)
  })

  test('tells staff what waits and whether the browser promised to keep it', async () => {
    browser.persisted = false
    await save(2)
    await exchange()
    const [first] = browser.server.pushes().slice(-1)
    expect(first!.state).toMatchObject({ version: '1.0.0', persisted: false, usage: 1, quota: 2 })
  })
})

describe('fetching', () => {
  test('brings rows, changes and removals of a stream', async () => {
    const rows = useRows<{ words: string }>('talk.requests')
    browser.server.put(MINE, 'talk.requests', 'r1', { words: 'one' })
    browser.server.put(MINE, 'talk.requests', 'r2', { words: 'two' })
    browser.server.scopeV += 1
    await session.exchange.now()
    await expect.poll(() => rows.value.map((row) => row.value.words).sort()).toEqual(['one', 'two'])

    browser.server.put(MINE, 'talk.requests', 'r1', { words: 'one, answered' })
    browser.server.remove(MINE, 'talk.requests', 'r2')
    await session.exchange.now()
    await expect.poll(() => rows.value).toEqual([{ key: 'r1', rev: 2, value: { words: 'one, answered' } }])
  })

  test('takes a long snapshot page by page', async () => {
    for (let i = 0; i < 1203; i += 1) browser.server.put(MINE, 'library.items', `item-${i}`, { i })
    browser.server.scopeV += 1
    await session.exchange.now()
    expect(session.exchange.facts.outcome).toBe('good')
    expect((await session.here!.vault.rowsOf('library.items')).length).toBe(1203)
  })

  test('of a long one, the first page shows at once and the rest when all is there, also where nothing was known before', async () => {
    let told = 0
    session.changes.on('library.items', () => (told += 1))
    for (let i = 0; i < 2203; i += 1) browser.server.put('shared/wing', 'library.items', `item-${i}`, { i })
    browser.server.scopeV += 1
    await session.exchange.now()
    expect(told).toBe(2)
    expect((await session.here!.vault.rowsOf('library.items')).length).toBe(2203)
  })

  test('rebuilds the one stream whose digest does not agree', async () => {
    browser.server.put(MINE, 'talk.requests', 'r1', { words: 'one' })
    browser.server.put('everyone', 'news.items', 'n1', { title: 'News' })
    browser.server.scopeV += 1
    await session.exchange.now()
    // A change that never reached the log: what a server's mistake or a torn disk would leave.
    browser.server.stream(MINE).rows.set('talk.requests r2', { feed: 'talk.requests', key: 'r2', rev: 1, value: { words: 'two' } })
    const from = browser.server.seen.length
    await session.exchange.now()
    expect((await session.here!.vault.rowsOf('talk.requests')).map((row) => row.key).sort()).toEqual(['r1', 'r2'])
    const asked = browser.server.seen.slice(from).filter(({ path }) => path.endsWith('/pull'))
    expect(asked.map(({ body }) => (body.streams as { s: string; at: string }[]).map(({ s, at }) => [s, at]))).toEqual([
      [[MINE, '1'], ['everyone', '1']],
      [[MINE, '']]
    ])
  })

  test('takes everything anew from a server that was restored, and touches neither outbox nor drafts', async () => {
    browser.server.put(MINE, 'talk.requests', 'r1', { words: 'one' })
    browser.server.scopeV += 1
    await session.exchange.now()
    await session.here!.vault.putDraft('talk:new', { words: 'half' })
    browser.server.before = (path) => {
      if (path.endsWith('/push')) return Response.json({ code: 'busy', says: '', after_ms: 1 }, { status: 503 })
      return undefined
    }
    await send('talk.ask@1', { words: 'kept' }, { about: '' })
    await session.exchange.settled()
    browser.server.before = () => undefined
    browser.server.streams.clear()
    browser.server.put(MINE, 'talk.requests', 'r9', { words: 'from the backup' })
    browser.server.epoch = 'epoch-2'
    await session.exchange.now()
    expect((await session.here!.vault.rowsOf('talk.requests')).map((row) => row.key)).toEqual(['r9'])
    expect((await session.here!.vault.drafts()).get('talk:new')).toEqual({ words: 'half' })
    expect(browser.server.acts.size).toBe(1)
  })

  test('explains what the access policy stopped, and takes its rows away', async () => {
    const can = useCan('talk')
    const gone = useTakenAway()
    browser.server.put(MINE, 'family.messages', 'm1', { words: 'hello' })
    browser.server.put(MINE, 'talk.requests', 'r1', { words: 'one' })
    browser.server.can = [{ c: 'talk', ok: true, essential: true }]
    browser.server.scopeV += 1
    await session.exchange.now()
    await expect.poll(() => can.value).toEqual({ ok: true })

    const why = 'Messages are stopped until Friday. Ask your wing office.'
    browser.server.remove(MINE, 'family.messages', 'm1')
    browser.server.drop = [{ feed: 'family.messages', why, wipe: true }]
    browser.server.can = [{ c: 'talk', ok: false, says: 'No access to IT', until: '2026-12-01T00:00:00Z' }]
    browser.server.scopeV += 1
    await session.exchange.now()
    await expect.poll(() => gone.value.map((one) => one.why)).toEqual([why])
    await expect.poll(() => can.value).toEqual({ ok: false, says: 'No access to IT', until: '2026-12-01T00:00:00Z' })
    expect(await session.here!.vault.rowsOf('family.messages')).toEqual([])
    expect((await session.here!.vault.rowsOf('talk.requests')).length).toBe(1)
    expect(session.exchange.facts.outcome).toBe('good')
  })
})

test('what is shared with others comes beside what is theirs, and goes when it is for them no longer', async () => {
  browser.server.put(MINE, 'talk.requests', 'r1', { words: 'one' })
  browser.server.put('shared/wing', 'library.items', 'i1', { title: 'What is on' })
  browser.server.scopeV += 1
  await session.exchange.now()
  expect((await session.here!.vault.rowsOf('library.items')).length).toBe(1)

  browser.server.streams.delete('shared/wing')
  browser.server.scopeV += 1
  await session.exchange.now()
  expect(await session.here!.vault.rowsOf('library.items')).toEqual([])
  expect((await session.here!.vault.rowsOf('talk.requests')).length).toBe(1)
})

describe('leaving', () => {
  test('someone who moved away: their vault goes after their last act, and the lock screen says why', async () => {
    await save(1)
    const why = 'You have moved to HMP Marsh End. Your things are on your new tablet.'
    browser.server.put(MINE, 'talk.requests', 'r1', {})
    browser.server.drop = [{ s: MINE, why, wipe: true }]
    browser.server.streams.clear()
    browser.server.scopeV += 1
    await exchange()
    await expect.poll(() => session.facts.people).toEqual([])
    expect(session.facts).toMatchObject({ stage: 'locked', farewells: [why] })
    expect(browser.server.acts.size).toBe(1)
    expect((await indexedDB.databases()).map((db) => db.name)).toEqual(['throughgate'])
  })

  test('someone who left without coming back: nobody need unlock, and only their own things go', async () => {
    await session.enrol('ALIALI22')
    await session.choose({ kind: 'pictures', value: 'bus-cat-fish-key' })
    await session.unlock(SAM.id, '271828')
    let down = true
    browser.server.before = (path) => {
      if (down) throw new TypeError(`no network for ${path}`)
      return undefined
    }
    await save(2)
    await session.lock()
    const why = 'Sam does not use this device any more.'
    browser.server.gone = [{ person: SAM.id, why }]
    await exchange()
    expect(session.facts.people.length, 'nothing goes before it is handed in').toBe(2)
    down = false
    await exchange()
    expect(browser.server.acts.size).toBe(2)
    expect(session.facts).toMatchObject({ stage: 'locked', farewells: [why], people: [{ id: ALI.id }] })
    expect((await indexedDB.databases()).map((db) => db.name).sort()).toEqual(['throughgate', `vault-${ALI.id}`])
    expect(aboard(browser.server.pushes().at(-1)!), 'it tells the server so').toEqual([ALI.id])
    await session.exchange.now()
    expect(session.facts.farewells, 'it is said once').toEqual([why])
  })

  test('the photos of someone who left go before their vault does', async () => {
    const photo = await session.files.keep(new Blob(['a photo'], { type: 'image/webp' }), session.here!.vault)
    let lost = true
    browser.server.before = (path) => {
      if (lost && path.includes('/files/')) throw new TypeError('the link drops')
      return undefined
    }
    await session.outbox.add({ command: 'talk.ask@1', say: {}, about: '', files: [photo] }, session.facts.device!.id, session.here!.vault)
    await session.lock()
    browser.server.gone = [{ person: SAM.id, why: 'Sam has left.' }]
    await session.exchange.now()
    expect(browser.server.acts.size).toBe(1)
    expect(session.facts.people.length).toBe(1)
    lost = false
    await session.exchange.now()
    await session.exchange.now()
    expect(browser.server.files.size).toBe(1)
    expect(session.facts.people).toEqual([])
  })

  test('someone who left and is back keeps what they have now', async () => {
    await session.lock()
    await session.store.setSetting('leaving', [{ person: SAM.id, why: 'Sam has left.' }])
    session.exchange.stop()
    browser.server.codes.set('SAMBACK2', SAM)
    await session.enrol('SAMBACK2')
    await session.choose({ kind: 'pin', value: '161803' })
    await session.exchange.now()
    expect(session.facts).toMatchObject({ stage: 'open', farewells: [], people: [{ id: SAM.id }] })
  })

  test('a revoked device hands in what waits, then wipes itself and says so', async () => {
    await session.enrol('ALIALI22')
    await session.choose({ kind: 'pictures', value: 'bus-cat-fish-key' })
    expect(session.facts.people.map((person) => person.id).sort()).toEqual([SAM.id, ALI.id].sort())
    await save(2)
    browser.server.revoked = true
    let down = true
    browser.server.before = (path) => {
      if (down && path.endsWith('/push')) throw new TypeError('no network')
      return undefined
    }
    await exchange()
    expect(session.facts.people.length).toBe(2)
    down = false
    await session.exchange.now()
    await session.exchange.now()
    expect(browser.server.acts.size).toBe(2)
    expect(session.facts).toMatchObject({ stage: 'revoked', people: [] })
    expect((await indexedDB.databases()).map((db) => db.name)).toEqual(['throughgate'])

    const again = await browser.app()
    expect(again.facts.stage).toBe('revoked')
  })

  test('a revoked device keeps what the server has not backed up, and starts over only then', async () => {
    browser.server.backedUpTo = 0
    await save(1)
    browser.server.revoked = true
    await exchange()
    await session.exchange.now()
    expect(browser.server.acts.size).toBe(1)
    expect(session.facts).toMatchObject({ stage: 'revoked', people: [], emptied: false })
    await session.startOver()
    expect((await session.waiting.after(0, 10)).length).toBe(1)
    browser.server.backedUpTo = null
    await session.exchange.now()
    expect(session.facts.emptied).toBe(true)
    await session.startOver()
    expect(await indexedDB.databases()).toEqual([])
  })

  test('a revoked device that nobody unlocks learns it from the answer to a push', async () => {
    await session.lock()
    browser.server.revoked = true
    await session.exchange.now()
    expect(session.facts).toMatchObject({ stage: 'revoked', people: [] })
    expect((await indexedDB.databases()).map((db) => db.name)).toEqual(['throughgate'])
    await session.startOver()
    expect(await indexedDB.databases()).toEqual([])
  })
})

/** Whose things the device said are on it, with a push. */
function aboard(push: Record<string, unknown>): string[] {
  const { vaults } = push.state as { vaults: { person: string }[] }
  return vaults.map(({ person }) => person)
}
