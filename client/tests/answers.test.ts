import { beforeEach, expect, test, vi } from 'vitest'
import { markRead, unreadOf, type Answer } from '@/kernel/feeds'
import { answers } from '@/capabilities/talk/answers'
import { rightNow, setClock } from '@/kernel/words'
import { Browser } from './doubles/browser'
import { SAM } from './doubles/server'

const MINE = `person/${SAM.id}`
let browser: Browser

beforeEach(async () => {
  browser = await Browser.new()
  setClock(() => new Date(browser.now))
})

function answered(at: string, by = 'Mair Edwards'): object {
  return { id: 'r1', act: 'a1', about: 'feelings', words: '', asked_at: '2026-11-21T09:00:00Z', answered: { at, by, reply: 'I come at three.' } }
}

const unread = (): Answer[] => unreadOf(answers())

test('an answer is news until it is read, here and after a restart', async () => {
  const session = await browser.withSam()
  browser.server.scopeV += 1
  browser.server.put(MINE, 'talk.requests', 'r1', answered('2026-11-21T11:00:00.000Z'))
  await session.exchange.now()
  await vi.waitFor(() => expect(unread().map((one) => one.by)).toEqual(['Mair Edwards']))
  await Promise.all([markRead(unread()), markRead(unread())])
  await vi.waitFor(() => expect(unread()).toEqual([]))
  const again = await browser.app()
  await again.unlock(SAM.id, '271828')
  await vi.waitFor(() => expect(answers()).toHaveLength(1))
  await vi.waitFor(() => expect(unread()).toEqual([]))
  browser.server.put(MINE, 'talk.requests', 'r1', answered('2026-11-21T11:30:00.000Z'))
  await again.exchange.now()
  await vi.waitFor(() => expect(unread()).toHaveLength(1))
})

test('what came weeks ago is no news to a device that has just got it', async () => {
  const session = await browser.withSam()
  browser.server.scopeV += 1
  const old = new Date(rightNow().getTime() - 15 * 86_400_000).toISOString()
  browser.server.put(MINE, 'talk.requests', 'r1', answered(old))
  await session.exchange.now()
  await vi.waitFor(() => expect(answers()).toHaveLength(1))
  expect(unread()).toEqual([])
})
