import { beforeEach, describe, expect, test } from 'vitest'
import { keepFile, send, useActs } from '@/kernel/acts'
import type { Session } from '@/kernel/session'
import { waitingWords } from '@/kernel/ui'
import { wordsReady } from '@/kernel/words'
import { Browser } from './doubles/browser'

let browser: Browser
let session: Session
let hub: HubDouble

/** A hub whose line is down: it takes what is pushed and patched, and knows nothing else. */
class HubDouble {
  down = true
  /** It keeps this person's streams: none has changed. */
  knowsMe = false
  met = new Date('2026-11-21T09:00:00.000Z')
  full = false
  to = 0
  storedTo = 0
  backedUpTo = 0
  /** What the server has said to this device and signed, as the hub remembers it. */
  word = ''
  files = new Map<string, number>()
  pushes = 0

  answer(path: string, method: string): Response | undefined {
    if (!this.down) return undefined
    const file = /files\/([0-9a-f]+)$/.exec(path)?.[1]
    if (path === '/sync/v1/push') return this.push()
    if (file && method === 'HEAD') return this.file(file, 200)
    if (file && method === 'PATCH') {
      this.files.set(file, 8)
      return this.file(file, 204)
    }
    const { epoch } = browser.server
    const time = new Date().toISOString()
    if (this.knowsMe) return Response.json({ epoch, time, streams: [], reset: [], after_ms: 0 }, { headers: this.headers })
    return this.no('line_down')
  }

  private get headers(): Record<string, string> {
    return { 'Throughgate-Hub': this.met.toISOString() }
  }

  private no(code: string): Response {
    return Response.json({ code, says: 'No.', after_ms: 15_000 }, { headers: this.headers, status: 503 })
  }

  private push(): Response {
    if (this.full) return this.no('hub_full')
    this.pushes += 1
    const { epoch } = browser.server
    const reached = { stored_to: this.storedTo, backed_up_to: this.backedUpTo, hub_to: this.to, hub_met: this.met.toISOString() }
    const limits = { acts: 500, bytes: 1e6, file_bytes: 1e7 }
    const rest = { results: [], need_files: [], after_ms: 0, limits, seal: [], revoked: false, word: this.word }
    return Response.json({ epoch, time: new Date().toISOString(), ...reached, ...rest }, { headers: this.headers })
  }

  private file(h: string, status: number): Response {
    const headers = { ...this.headers, 'Upload-Offset': String(this.files.get(h) ?? 0) }
    return new Response(null, { status, headers })
  }
}

beforeEach(async () => {
  browser = await Browser.new()
  session = await browser.withSam()
  session.exchange.stop()
  hub = new HubDouble()
  browser.server.before = (path, method) => hub.answer(path, method)
})

async function save(count: number): Promise<void> {
  for (let i = 1; i <= count; i += 1) await send('talk.ask@1', { words: `ask ${i}` }, { about: '' })
}

async function exchange(): Promise<void> {
  await session.exchange.start()
  await session.exchange.settled()
}

describe('at the hub', () => {
  test('what a hub took is said to be there, and is neither sent nor dropped', async () => {
    await save(3)
    hub.to = 2
    await exchange()
    expect(session.exchange.facts).toMatchObject({ outcome: 'hub', waiting: { acts: 3, hub: 2 } })
    expect((await session.waiting.after(0, 10)).map((act) => act.n)).toEqual([1, 2, 3])
    const acts = useActs()
    await expect.poll(() => acts.value.map((act) => act.status).sort()).toEqual(['at_hub', 'at_hub', 'saved'])
    await wordsReady()
    expect(waitingWords(3, 2)).toBe('1 thing not sent yet. 2 things are at the hub, waiting for the line.')
  })

  test('it is offered again until the server itself has it', async () => {
    await save(2)
    hub.to = 2
    await exchange()
    hub.down = false
    await session.exchange.now()
    expect([...browser.server.acts.keys()]).toEqual([1, 2])
    expect(session.exchange.facts).toMatchObject({ outcome: 'good', waiting: { acts: 0, hub: 0 } })
  })

  test('a hub may hand on the word of the server, and that is never taken back', async () => {
    await save(3)
    Object.assign(hub, { to: 3, word: await browser.server.word('', { stored_to: 2, backed_up_to: 1 }) })
    await exchange()
    expect(await session.waiting.reached()).toEqual({ stored_to: 2, backed_up_to: 1 })
    expect((await session.waiting.after(0, 10)).map((act) => act.n)).toEqual([2, 3])
    hub.word = await browser.server.word('', { stored_to: 0, backed_up_to: 0 })
    await session.exchange.now()
    expect(await session.waiting.reached()).toEqual({ stored_to: 2, backed_up_to: 1 })
  })

  test('what a hub says of itself never makes this device drop anything, or call it sent', async () => {
    await save(3)
    Object.assign(hub, { to: 3, storedTo: 3, backedUpTo: 3 })
    await exchange()
    expect(await session.waiting.reached()).toEqual({ stored_to: 0, backed_up_to: 0 })
    expect((await session.waiting.after(0, 10)).map((act) => act.n)).toEqual([1, 2, 3])
  })

  test('it gets the files of what it holds, and they count as sent only once the server has them', async () => {
    const file = await keepFile(new Blob(['12345678'], { type: 'image/webp' }))
    await send('talk.ask@1', { words: 'with a photo' }, { about: '', files: [file] })
    hub.to = 1
    await exchange()
    expect([...hub.files.keys()]).toEqual([file.h])
    expect(session.exchange.facts.waiting.files).toBe(1)
    hub.down = false
    await session.exchange.now()
    expect(browser.server.files.has(file.h)).toBe(true)
    expect(session.exchange.facts.waiting.files).toBe(0)
  })

  test('what it gives is as old as its last word with the server, which the bar says', async () => {
    const { facts } = session.exchange
    const before = facts.last!
    hub.met = new Date(before.getTime() - 60_000)
    await exchange()
    expect(facts.last).toEqual(before)
    hub.met = new Date(before.getTime() + 60_000)
    await session.exchange.now()
    expect(facts).toMatchObject({ outcome: 'hub', last: before })
    hub.knowsMe = true
    await session.exchange.now()
    expect(facts.last).toEqual(hub.met)
  })

  test('a full hub is told in words, and everything stays here', async () => {
    await save(1)
    hub.full = true
    await exchange()
    expect(session.exchange.facts).toMatchObject({ outcome: 'hub_full', waiting: { acts: 1, hub: 0 } })
    expect(hub.pushes).toBe(0)
  })
})

describe('a hub that lies', () => {
  type Said = Record<string, unknown>

  /** Its line is up, and it changes what the server answers to a push. */
  function lies(change: (said: Said) => Said | Promise<Said>): void {
    hub.down = false
    browser.server.between = async (path, answer) =>
      path.endsWith('/push') ? Response.json(await change((await answer.json()) as Said), { status: answer.status }) : answer
  }

  async function saysThatAllIsBackedUp(): Promise<void> {
    await session.exchange.start()
    await session.exchange.settled()
  }

  const everything = async () => (await session.waiting.after(0, 10)).map((act) => act.n)

  test('in the name of the server is not believed: acts stand at the hub, and all of them stay', async () => {
    await save(2)
    lies((said) => ({ ...said, stored_to: 2, backed_up_to: 2, word: undefined }))
    await saysThatAllIsBackedUp()
    expect(await session.waiting.reached()).toEqual({ stored_to: 0, backed_up_to: 0 })
    expect(await everything()).toEqual([1, 2])
    expect(session.exchange.facts).toMatchObject({ outcome: 'hub', waiting: { acts: 2, hub: 2 } })
  })

  test('with a word of its own making is not believed either', async () => {
    await save(1)
    lies(async (said) => {
      const [header, , sig] = (said.word as string).split('.')
      const word = { device: session.facts.device!.id, epoch: said.epoch, stored_to: 9, backed_up_to: 9, missing: [], revoked: true, gone: [], keys: [] }
      return { ...said, word: [header, btoa(JSON.stringify(word)), sig].join('.') }
    })
    await saysThatAllIsBackedUp()
    expect(await everything()).toEqual([1])
    expect(session.facts.stage).toBe('open')
  })

  test('with a word that was said to another device, or before a restore, changes nothing', async () => {
    await save(1)
    for (const other of [{ device: '018f0000-0000-7000-8000-0000000000df' }, { epoch: 'epoch-0' }]) {
      lies(async (said) => ({ ...said, word: await browser.server.word('', { backed_up_to: 1, ...other }) }))
      await saysThatAllIsBackedUp()
      expect(await everything()).toEqual([1])
    }
  })

  test('cannot end a device, send somebody away, or give out a key of its own', async () => {
    const seal = await session.store.setting('seal')
    const mine = { kty: 'EC', crv: 'P-256', x: 'bWluZQ', y: 'bWluZQ', kid: 'mine' }
    lies((said) => ({ ...said, revoked: true, gone: [{ person: session.facts.me!.id, why: 'No.' }], seal: [mine] }))
    await saysThatAllIsBackedUp()
    expect(session.facts.stage).toBe('open')
    expect(await session.store.setting('seal')).toEqual(seal)
    expect(await session.store.setting('leaving')).toEqual([])
  })

  test('cannot end a device by a refusal either', async () => {
    hub.down = false
    browser.server.before = (path) => (path.endsWith('/pull') ? Response.json({ code: 'revoked', says: 'Ended.' }, { status: 410 }) : undefined)
    await saysThatAllIsBackedUp()
    expect(session.facts.stage).toBe('open')
  })

  test('cannot say that the server was restored', async () => {
    await save(1)
    const epoch = await session.store.setting('epoch')
    hub.down = false
    browser.server.before = (path) =>
      path.endsWith('/push') ? Response.json({ code: 'other_epoch', says: '', epoch: 'mine', stored_to: 0 }, { status: 409 }) : undefined
    await saysThatAllIsBackedUp()
    expect(await session.store.setting('epoch')).toBe(epoch)
    expect(await everything()).toEqual([1])
  })
})
