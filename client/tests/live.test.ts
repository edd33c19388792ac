import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Session } from '@/kernel/session'
import { Browser } from './doubles/browser'
import { SAM } from './doubles/server'

const MINE = `person/${SAM.id}`

let browser: Browser
let session: Session

/** The open answer, as far as the server has written it. */
let say: (event: string, data: object) => void
let end: () => void
let opened: number

beforeEach(async () => {
  browser = await Browser.new()
  opened = 0
  browser.server.put(MINE, 'talk.requests', 'old', { id: 'old' })
  browser.server.before = (path) => (path === '/sync/v1/live' ? stream() : undefined)
  session = await browser.withSam()
  await session.exchange.settled()
  await vi.waitFor(() => expect(session.live.open).toBe(true))
})

function stream(): Response {
  opened += 1
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => controller.enqueue(new TextEncoder().encode(text))
      // In two parts, as a line may deliver it.
      say = (event, data) => (write(`event: ${event}\nda`), write(`ta: ${JSON.stringify(data)}\n\n`))
      end = () => controller.close()
      write(': here\n\n')
    }
  })
  return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } })
}

const pulls = () => browser.server.seen.filter(({ path }) => path === '/sync/v1/pull').length

describe('what the server says', () => {
  test('brings what is new', async () => {
    browser.server.put(MINE, 'talk.requests', 'one', { id: 'one' })
    say('pull', { at: 2, within_ms: 0 })
    await vi.waitFor(async () => expect(await session.here!.vault.rowsOf('talk.requests')).toHaveLength(2))
  })

  test('is one exchange, however often it is said, and none for what an exchange has brought already', async () => {
    const before = pulls()
    browser.server.put(MINE, 'talk.requests', 'one', { id: 'one' })
    for (let n = 0; n < 5; n += 1) say('pull', { at: 2, within_ms: 0 })
    await vi.waitFor(() => expect(pulls()).toBe(before + 1))
    await session.exchange.settled()
    say('pull', { at: 2, within_ms: 0 })
    await new Promise((done) => setTimeout(done, 50))
    expect(pulls()).toBe(before + 1)
  })

  test('does not hurry a device that was asked to wait', async () => {
    const live = browser.server.before
    browser.server.before = (path, method) => live(path, method) ?? Response.json({ code: 'busy', says: '', after_ms: 60_000 }, { status: 503 })
    await session.exchange.now()
    const asked = browser.server.seen.length
    expect(session.exchange.facts.outcome).toBe('busy')
    say('pull', { at: 9, within_ms: 0 })
    await new Promise((done) => setTimeout(done, 50))
    expect(browser.server.seen.length).toBe(asked)
  })
})

describe('the line', () => {
  test('closes when the person leaves, and when nobody looks', async () => {
    session.live.seen(false)
    expect(session.live.open).toBe(false)
    session.live.seen(true)
    await session.exchange.now()
    await vi.waitFor(() => expect(opened).toBe(2))
    await session.lock()
    expect(session.live.open).toBe(false)
  })

  test('that was ended is opened again by the exchange that follows', async () => {
    end()
    await vi.waitFor(() => expect(session.live.open).toBe(false))
    await session.exchange.now()
    await vi.waitFor(() => expect(session.live.open).toBe(true))
    expect(opened).toBe(2)
  })

  test('is not asked for again of a server that has none', async () => {
    end()
    await vi.waitFor(() => expect(session.live.open).toBe(false))
    browser.server.before = () => undefined
    const asked = () => browser.server.seen.filter(({ path }) => path === '/sync/v1/live').length
    await session.exchange.now()
    await vi.waitFor(() => expect(asked()).toBe(1))
    await session.exchange.now()
    await new Promise((done) => setTimeout(done, 50))
    expect(asked()).toBe(1)
  })
})
