import { beforeEach, describe, expect, test } from 'vitest'
import { keepFile, NotSaved, send, useActs } from '@/kernel/acts'
import { Browser } from './doubles/browser'
import { SAM } from './doubles/server'

const DAY_MS = 24 * 3600 * 1000
const YEAR_MS = 365 * DAY_MS
let browser: Browser

beforeEach(async () => {
  browser = await Browser.new()
})

const dead = () => {
  throw new TypeError('no network')
}

const say = { about: 'worker', words: 'Please call me' }
const ask = (words = say.words) => send('talk.ask@1', { ...say, words }, { about: 'talk' })

async function caught(work: Promise<unknown>): Promise<NotSaved> {
  return work.then(
    () => expect.fail('it said that it was saved'),
    (error: unknown) => error as NotSaved
  )
}

describe('an act', () => {
  test('reaches the server with a chain and signatures that hold, sealed to the server alone', async () => {
    const session = await browser.withSam()
    for (const words of ['one', 'two', 'three']) await ask(words)
    await session.exchange.settled()

    const raws = [...browser.server.acts.values()].map(({ raw }) => raw)
    expect(raws.map((raw) => (raw.say as typeof say).words)).toEqual(['one', 'two', 'three'])
    expect(raws[0]).toMatchObject({ v: 1, n: 1, by: SAM.id, do: 'talk.ask@1', device: browser.server.device.id, files: [] })
    expect(JSON.stringify(browser.server.pushes())).not.toContain('two')
  })

  test('made with no network is saved, survives a restart, and is sent later by a locked device', async () => {
    await browser.withSam()
    browser.server.before = dead
    await ask()
    expect(browser.server.acts.size).toBe(0)

    const again = await browser.app()
    expect(again.facts.stage).toBe('locked')
    expect(again.exchange.facts.waiting.acts).toBe(1)
    browser.server.before = () => undefined
    await again.exchange.now()
    expect(browser.server.acts.size).toBe(1)
    expect(again.exchange.facts.waiting.acts).toBe(0)
  })

  test('is listed with the status it has', async () => {
    const session = await browser.withSam()
    browser.server.before = dead
    await ask()
    const acts = useActs()
    await expect.poll(() => acts.value.map((act) => act.status)).toEqual(['saved'])
    browser.server.before = () => undefined
    browser.server.outcome = () => ({ r: 'refused', code: 'closed', says: 'It had closed.' })
    await session.exchange.now()
    await expect.poll(() => acts.value[0]).toMatchObject({ status: 'refused', says: 'It had closed.', about: 'talk', command: 'talk.ask@1' })
  })

  test('is saved though the browser closes the database while it is read back', async () => {
    const session = await browser.withSam()
    session.exchange.stop()
    const { db } = session.store
    const use = db.use.bind(db)
    let closed = 0
    db.use = (work) =>
      use((real) => {
        const get = async (store: 'acts', key: string) => {
          if (store === 'acts' && closed++ === 0) throw new DOMException('closed', 'AbortError')
          return real.get(store as never, key)
        }
        return work(new Proxy(real, { get: (target, name) => (name === 'get' ? get : bound(target, name)) }))
      })
    await ask()
    expect(closed).toBe(2)
    expect(await session.waiting.own(session.here!.vault)).toHaveLength(1)
  })

  test('is never called saved where it cannot be read back', async () => {
    const session = await browser.withSam()
    session.exchange.stop()
    const { db } = session.store
    const use = db.use.bind(db)
    db.use = async (work) => {
      const broken = (real: Parameters<typeof work>[0]) =>
        new Proxy(real, { get: (target, name) => (name === 'get' ? async (store: string, key: string) => (store === 'acts' ? undefined : target.get(store as 'acts', key)) : bound(target, name)) })
      return use((real) => work(broken(real)))
    }
    expect((await caught(ask())).reason).toBe('not_read_back')
    db.use = use
    expect(await session.waiting.count()).toEqual({ acts: 0 })
    await ask('again')
    expect((await session.waiting.after(0, 10)).map((act) => act.n)).toEqual([1])
  })

  test('is refused in words when space has run out', async () => {
    const session = await browser.withSam()
    session.exchange.stop()
    const { db } = session.store
    const use = db.use.bind(db)
    db.use = (work) => (String(work).includes('outbox_keys') ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : use(work))
    expect((await caught(ask())).message).toBe('not_saved.full')
  })

  test('is refused in words when nobody is unlocked, or when it is far too big', async () => {
    const session = await browser.withSam()
    expect((await caught(ask('x'.repeat(300_000)))).reason).toBe('too_big')
    await session.lock()
    expect((await caught(ask())).reason).toBe('locked')
  })

  test('finds its place in the chain though many are made at once, from two writers', async () => {
    const session = await browser.withSam()
    session.exchange.stop()
    const { Outbox } = await import('@/kernel/outbox/outbox')
    const other = new Outbox(session.store, session.world.clock, browser.locks.manager)
    other.unlock((await session.store.setting('seal'))!)
    const vault = session.here!.vault
    const order = { command: 'talk.ask@1', say, about: '', files: [] }
    const adds = Array.from({ length: 20 }, (_, i) => (i % 2 ? other : session.outbox).add(order, browser.server.device.id, vault))
    await Promise.all(adds)
    await session.exchange.start()
    await session.exchange.settled()
    expect([...browser.server.acts.keys()]).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
  })

  test('cannot fork the chain where the browser has lost the lock', async () => {
    const session = await browser.withSam()
    session.exchange.stop()
    const noLocks = { request: (_: string, work: () => unknown) => work() } as unknown as LockManager
    const { Outbox } = await import('@/kernel/outbox/outbox')
    const loose = new Outbox(session.store, session.world.clock, noLocks)
    loose.unlock((await session.store.setting('seal'))!)
    const order = { command: 'talk.ask@1', say, about: '', files: [] }
    const tries = await Promise.allSettled([1, 2, 3].map(() => loose.add(order, browser.server.device.id, session.here!.vault)))
    const refused = tries.filter((one) => one.status === 'rejected').map((one) => (one.reason as NotSaved).reason)
    expect(refused).toEqual(['other_tab', 'other_tab'])
    expect((await session.waiting.after(0, 10)).length).toBe(1)
  })
})

describe('a second tab', () => {
  test('says that the app is open elsewhere, and opens by itself when the first closes', async () => {
    const first = await browser.withSam()
    const second = await browser.app({ restart: false })
    await expect.poll(() => second.facts.stage).toBe('other_tab')
    expect(first.facts.stage).toBe('open')
    browser.locks.close('throughgate-tab')
    await expect.poll(() => second.facts.stage).toBe('locked')
  })
})

/** The device's own clock falls back by a year, as after a flat battery, and comes right again; the server's does neither. */
async function whileAYearBehind(work: () => Promise<unknown>): Promise<void> {
  browser.now -= YEAR_MS
  browser.server.ahead += YEAR_MS
  await work()
  browser.now += YEAR_MS
  browser.server.ahead -= YEAR_MS
}

describe('a clock that was a year behind', () => {
  test('takes nothing from the list of what was sent', async () => {
    const session = await browser.withSam()
    await whileAYearBehind(ask)
    await session.exchange.settled()
    await session.exchange.now()
    expect((await session.waiting.own(session.here!.vault)).map((act) => act.r)).toEqual(['accepted'])
  })

  test('takes no photo from a draft; one that no act ever names goes after ninety days', async () => {
    const session = await browser.withSam()
    let h = ''
    await whileAYearBehind(async () => ({ h } = await keepFile(new Blob(['photo'], { type: 'image/webp' }))))
    await session.exchange.now()
    await session.exchange.now()
    const { vault } = session.here!
    await expect(session.files.forKeeper(h, vault)).resolves.toMatchObject({ n: 5 })
    browser.now += 91 * DAY_MS
    await session.exchange.now()
    await expect(session.files.forKeeper(h, vault)).rejects.toThrow('no such file')
  })
})

describe('a file', () => {
  const photo = () => new Blob([new Uint8Array(600_000).map((_, i) => i % 251)], { type: 'image/webp' })

  test('goes in chunks, from where it stopped when an answer was lost', async () => {
    const session = await browser.withSam()
    const file = await keepFile(photo())
    let lost = 0
    browser.server.after = (_, method) => {
      if (method === 'PATCH' && lost++ === 1) throw new TypeError('lost')
    }
    await send('supervision.submit_checkin@1', { photo: file.h }, { files: [file], about: 'checkin' })
    await session.exchange.settled()
    expect(session.exchange.facts).toMatchObject({ outcome: 'no_contact', waiting: { acts: 0, files: 1 } })
    await session.exchange.now()
    expect(browser.server.files.get(file.h)?.length).toBe(600_000)
    expect(session.exchange.facts).toMatchObject({ outcome: 'good', waiting: { files: 0 } })
    const patches = browser.server.seen.filter(({ method }) => method === 'PATCH')
    expect(patches.map(({ headers }) => headers.get('Upload-Offset'))).toEqual(['0', '262144', '524288'])
  })

  test('comes through a line that drops after every piece', async () => {
    const session = await browser.withSam()
    const file = await keepFile(photo())
    let left = 0
    browser.server.before = (_, method) => {
      if (method === 'PATCH' && left-- <= 0) throw new TypeError('the line drops')
      return undefined
    }
    await send('supervision.submit_checkin@1', { photo: file.h }, { files: [file], about: 'checkin' })
    await session.exchange.settled()
    for (let drops = 1; drops <= 3; drops += 1) {
      expect(session.exchange.facts.waiting).toMatchObject({ acts: 0, files: 1 })
      left = 1
      await session.exchange.now()
    }
    expect(browser.server.files.get(file.h)?.length).toBe(600_000)
    expect(session.exchange.facts).toMatchObject({ outcome: 'good', waiting: { files: 0 } })
  })

  test('is refused in words at whichever step the browser takes the database away', async () => {
    const session = await browser.withSam()
    session.exchange.stop()
    const { db } = session.store
    const use = db.use.bind(db)
    let left = 0
    db.use = (work) => (left-- > 0 ? use(work) : Promise.reject(new DOMException('gone', 'AbortError')))
    for (let step = 0; step < 3; step += 1) {
      left = step
      const reason = await keepFile(photo()).then(
        () => 'kept',
        (error: unknown) => (error instanceof NotSaved ? error.reason : String(error))
      )
      expect(['device_error', 'not_read_back']).toContain(reason)
    }
  })

  test('of which a server that died has every byte, and has not taken it, is finished', async () => {
    const session = await browser.withSam()
    const file = await keepFile(photo())
    browser.server.uploads.set(file.h, new Uint8Array(await photo().arrayBuffer()))
    await send('supervision.submit_checkin@1', { photo: file.h }, { files: [file], about: 'checkin' })
    await session.exchange.settled()
    expect(browser.server.files.has(file.h)).toBe(true)
    expect(session.exchange.facts).toMatchObject({ outcome: 'good', waiting: { files: 0 } })
  })

  test('is sent while nobody is unlocked, and then only its keeper can read it here', async () => {
    const session = await browser.withSam()
    browser.server.before = dead
    const file = await keepFile(photo())
    await send('supervision.submit_checkin@1', {}, { files: [file], about: '' })
    const again = await browser.app()
    browser.server.before = () => undefined
    await again.exchange.now()
    expect(browser.server.files.has(file.h)).toBe(true)
    expect(await again.files.forSending(file.h)).toBeNull()
    await again.unlock(SAM.id, '271828')
    expect((await again.files.forKeeper(file.h, again.here!.vault)).n).toBe(600_000)
    void session
  })
})

function bound(target: object, name: string | symbol): unknown {
  const value = Reflect.get(target, name) as unknown
  return typeof value === 'function' ? value.bind(target) : value
}
