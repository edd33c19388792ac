import { beforeEach, expect, test } from 'vitest'
import { keepFile, send } from '@/kernel/acts'
import type { Session } from '@/kernel/session'
import { handInAlone } from '@/kernel/sync/alone'
import { Browser, everythingOnDisk } from './doubles/browser'

const OFFLINE = () => {
  throw new TypeError('no network')
}

let browser: Browser
let session: Session

beforeEach(async () => {
  browser = await Browser.new()
  session = await browser.withSam()
})

/** Sam asks something with a photo, with no network, and closes the app. */
async function saveAndClose(): Promise<void> {
  browser.server.before = OFFLINE
  const file = await keepFile(new Blob(['a photo'], { type: 'image/webp' }))
  await send('talk.ask@1', { words: 'the roof leaks' }, { about: '', files: [file] })
  await session.exchange.settled()
  session.exchange.stop()
  browser.locks.close('throughgate-tab')
}

/** What the browser does when it believes that there is a network: it wakes the service worker, and nothing else. */
function wake(): Promise<void> {
  return handInAlone({
    origin: 'https://tg.test',
    fetch: browser.server.fetch,
    locks: browser.locks.manager,
    storage: undefined,
    version: '1.0.0'
  })
}

test('what was saved is handed in with its photo, though the app is closed and nobody is unlocked', async () => {
  await saveAndClose()
  browser.server.before = () => undefined
  await wake()
  expect(browser.server.acts.size).toBe(1)
  expect(browser.server.files.size).toBe(1)

  const again = await browser.app()
  expect(again.exchange.facts.waiting).toMatchObject({ acts: 0, files: 0 })
  await again.unlock(again.facts.people[0]!.id, '271828')
  expect((await again.waiting.own(again.here!.vault))[0]).toMatchObject({ command: 'talk.ask@1', r: 'accepted' })
})

test('it fails where there is still no network, so that the browser tries again, and nothing is lost', async () => {
  await saveAndClose()
  await expect(wake()).rejects.toThrow()
  expect(browser.server.acts.size).toBe(0)
  browser.server.before = () => undefined
  await wake()
  expect(browser.server.acts.size).toBe(1)
})

test('it asks nothing of anybody where nothing waits', async () => {
  await session.exchange.settled()
  session.exchange.stop()
  browser.server.before = () => {
    throw new Error('nobody should ask')
  }
  await wake()
})

test('it brings nothing back: who is not here must not find more on the disk than they left', async () => {
  await saveAndClose()
  const paths: string[] = []
  browser.server.before = (path) => void paths.push(path)
  await wake()
  expect(new Set(paths.map((path) => path.replace(/[0-9a-f]{64}$/, '…')))).toEqual(new Set(['/sync/v1/push', '/sync/v1/files/…']))
  expect(await everythingOnDisk()).not.toContain('the roof leaks')
})

test('it waits for the app that is handing in, and hands in nothing twice', async () => {
  browser.server.before = OFFLINE
  await send('talk.ask@1', { words: 'one' }, { about: '' })
  await session.exchange.settled()
  browser.server.before = () => undefined
  await Promise.all([session.exchange.now(), wake()])
  expect(browser.server.pushes().filter((push) => (push.acts as unknown[]).length > 0)).toHaveLength(1)
  expect(session.exchange.facts.waiting.acts).toBe(0)
})

test('the app says that it can be closed only where the browser has promised to wake us', async () => {
  browser.server.before = OFFLINE
  await send('talk.ask@1', { words: 'one' }, { about: '' })
  await session.exchange.settled()
  expect(session.exchange.facts.alone).toBe(false)

  let asked = 0
  session = await browser.app({ later: async () => ((asked += 1), true) })
  expect(asked).toBeGreaterThan(0)
  expect(session.exchange.facts.alone).toBe(true)
})
