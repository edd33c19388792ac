import { expect, test } from 'vitest'
import { useNotice } from '@/kernel/feeds'
import { Browser } from './doubles/browser'

const LEFT = 'Your old tablet still holds things you saved. They will arrive when it is next on.'

test('what somebody left on their old device is said on the new one, offline too, until it has come', async () => {
  const browser = await Browser.new()
  browser.server.notice = LEFT
  const session = await browser.withSam()
  const notice = useNotice()
  await expect.poll(() => notice.value).toBe(LEFT)
  browser.server.before = () => {
    throw new TypeError('no network')
  }
  await session.exchange.now()
  expect(notice.value).toBe(LEFT)
  browser.server.before = () => undefined
  Object.assign(browser.server, { notice: '', scopeV: 2 })
  await session.exchange.now()
  await expect.poll(() => notice.value).toBe('')
})
