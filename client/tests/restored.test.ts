/** A server that was restored from a backup, or has a new seal key: what the device does so that nothing is lost. */
import { beforeEach, describe, expect, test } from 'vitest'
import { keepFile, send, useActs } from '@/kernel/acts'
import type { Session } from '@/kernel/session'
import { Browser } from './doubles/browser'
import { ALI, SAM } from './doubles/server'

const MINE = `person/${SAM.id}`

let browser: Browser
let session: Session

beforeEach(async () => {
  browser = await Browser.new()
  session = await browser.withSam()
})

const ask = (words: string) => send('talk.ask@1', { words }, { about: words })

async function asks(...words: string[]): Promise<void> {
  for (const one of words) await ask(one)
  await session.exchange.settled()
}

const numbers = () => [...browser.server.acts.keys()].sort((a, b) => a - b)
const keysSent = () => browser.server.pushes().flatMap(({ keys }) => keys as { jwe: string; slip: string }[])

describe('a restore', () => {
  test('further back than the device keeps: what it has goes on, what is lost is said to be lost', async () => {
    await asks('one', 'two', 'three')
    const acts = useActs()
    const standing = () => Object.fromEntries(acts.value.map((act) => [act.about, act.status]))
    browser.server.restore(1)
    await asks('four')
    expect(browser.server.pushes().at(-1)!.state).toMatchObject({ first: 4 })
    expect(browser.server.missing).toEqual([[2, 3]])
    expect(numbers()).toEqual([1, 4])
    expect(session.exchange.facts).toMatchObject({ outcome: 'good', waiting: { acts: 0 } })
    await expect.poll(standing).toEqual({ one: 'accepted', two: 'held', three: 'held', four: 'accepted' })
    expect(acts.value.find((act) => act.about === 'two')!.says).toBe('status.missing_why')

    browser.server.missing = []
    await session.exchange.now()
    await expect.poll(standing).toEqual({ one: 'accepted', two: 'sent', three: 'sent', four: 'accepted' })
  })

  test('counts from what has been dropped, whatever the server says of its backup later', async () => {
    browser.server.backedUpTo = 2
    await asks('one', 'two', 'three')
    browser.server.backedUpTo = 0
    await session.exchange.now()
    expect(await session.waiting.first()).toBe(3)
    expect((await session.waiting.after(0, 10)).map((act) => act.n)).toEqual([3])
  })

  test('to before the enrolment: the same device again, with vault, drafts and the same PIN, and all that it made', async () => {
    browser.server.backedUpTo = 0
    await asks('one', 'two')
    await session.here!.vault.putDraft('talk:new', { words: 'half' })
    browser.server.restore(0, { knows: false })
    await session.exchange.now()
    expect(session.exchange.facts).toMatchObject({ outcome: 'unknown_device', waiting: { acts: 2 } })
    await ask('three')
    await session.lock()

    browser.server.codes.set('AGAIN222', SAM)
    const id = session.facts.device!.id
    await session.enrol('AGAIN222')
    expect(session.facts).toMatchObject({ stage: 'locked', arriving: null })
    await session.unlock(SAM.id, '271828')
    await session.exchange.settled()
    expect(session.facts.device!.id).toBe(id)
    expect(numbers()).toEqual([1, 2, 3])
    expect((await session.here!.vault.drafts()).get('talk:new')).toEqual({ words: 'half' })
    expect(session.exchange.facts).toMatchObject({ outcome: 'good', waiting: { acts: 0 } })

    const later = await browser.app()
    await later.unlock(SAM.id, '271828')
    expect(later.here!.token).toBe('token-Sam')
  })

  test('to before the enrolment, for somebody who has no vault here: they choose a PIN as anybody does', async () => {
    browser.server.restore(0, { knows: false })
    browser.server.codes.set('AGAIN222', ALI)
    await session.enrol('AGAIN222')
    expect(session.facts).toMatchObject({ stage: 'choose', arriving: { id: ALI.id } })
  })

  test('a device that was known is told of the epoch by the outbox, even where somebody joined it first', async () => {
    browser.server.backedUpTo = 0
    await asks('one', 'two')
    browser.server.restore(1)
    browser.server.before = (path) => (path.endsWith('/enrol') ? undefined : Response.json({ code: 'busy', says: '' }, { status: 503 }))
    await session.enrol('ALIALI22')
    browser.server.before = () => undefined
    await session.exchange.now()
    expect(numbers()).toEqual([1, 2])
    expect(session.exchange.facts.outcome).toBe('good')
  })

  test('takes every row anew, even where a number means something else now', async () => {
    browser.server.put(MINE, 'talk.requests', 'r1', { words: 'answered on Tuesday' })
    browser.server.scopeV += 1
    await session.exchange.now()
    browser.server.streams.clear()
    browser.server.put(MINE, 'talk.requests', 'r1', { words: 'not answered yet' })
    browser.server.restore(0)
    await session.exchange.now()
    const rows = await session.here!.vault.rowsOf('talk.requests')
    expect(rows.map((row) => row.value)).toEqual([{ words: 'not answered yet' }])
  })

  test('asks again for a photo that the backup lacks, and a locked device sends it', async () => {
    browser.server.backedUpTo = 0
    const file = await keepFile(new Blob([new Uint8Array(1000)], { type: 'image/webp' }))
    await send('supervision.submit_checkin@1', {}, { files: [file], about: '' })
    await session.exchange.settled()
    await session.exchange.now()
    await session.lock()
    browser.server.restore(1)
    await session.exchange.now()
    expect(browser.server.files.has(file.h)).toBe(true)

    browser.server.backedUpTo = 1
    await session.exchange.now()
    expect(await session.files.forSending(file.h)).toBeNull()
  })
})

describe('a new seal key', () => {
  test('is used from the next act on, by whoever stays unlocked; what the old one sealed still opens', async () => {
    browser.server.backedUpTo = 0
    await asks('one')
    await browser.server.rotate()
    await session.exchange.now()
    await asks('two')
    const kids = keysSent().map(({ jwe }) => (JSON.parse(atob(jwe.split('.')[0]!)) as { kid: string }).kid)
    expect(kids).toEqual(['seal-1', 'seal-2'])
    browser.server.restore(0)
    await session.exchange.now()
    expect(numbers()).toEqual([1, 2])
  })

  test('every key that is handed in carries what the server gave to its person', async () => {
    await asks('one')
    expect(keysSent().map(({ slip }) => slip)).toEqual([`slip of ${session.facts.device!.id}`])
  })
})
