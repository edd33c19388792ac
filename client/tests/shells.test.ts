import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createSSRApp, type Component } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { settings } from '@/capabilities/settings/capability'
import Settings from '@/capabilities/settings/screens/Settings.vue'
import { addWords, setClock, wordsReady } from '@/kernel/words'
import App from '@/shells/App.vue'
import ChangeSecret from '@/shells/parts/ChangeSecret.vue'
import { ownRoutes } from '@/shells/routes'
import { words } from '@/shells/words'
import { Browser } from './doubles/browser'

let browser: Browser

beforeAll(async () => {
  addWords(words)
  addWords(settings.words)
  setClock(() => new Date(browser.now))
  // Where a screen says what it is called.
  vi.stubGlobal('document', { title: '' })
  await wordsReady()
})
beforeEach(async () => {
  browser = await Browser.new()
})
afterAll(() => {
  vi.unstubAllGlobals()
  setClock(() => new Date())
})

/** The words of a screen, without its tags. */
async function shown(screen: Component): Promise<string> {
  return (await renderToString(createSSRApp(screen))).replace(/<[^>]*>/g, ' ')
}

test('a television says what it is and asks nobody to sign in', async () => {
  browser.server.device = { ...browser.server.device, kind: 'tv', label: 'Wing B screen' }
  await (await browser.app()).enrol('KIOSK222')
  const screen = await shown(App)
  for (const said of ['Wing B screen', 'midday', 'Saturday 21 November', 'This screen is for the wing.']) expect(screen).toContain(said)
  expect(screen).not.toMatch(/sign in|code|number/i)
})

test('a kiosk offers to take a code', async () => {
  browser.server.device = { ...browser.server.device, kind: 'kiosk' }
  await (await browser.app()).enrol('KIOSK222')
  const screen = await shown(App)
  for (const said of ['Your number', 'Sign in', 'I have a code from staff']) expect(screen).toContain(said)
})

test('a PIN is changed from the settings', async () => {
  await browser.withSam()
  expect(await shown(Settings)).toContain('Change my PIN or pictures')
  expect(await ownRoutes.find((route) => route.name === 'change-secret')?.screen()).toMatchObject({ default: ChangeSecret })
  const screen = await shown(ChangeSecret)
  for (const said of ['First, what you use now.', 'Your PIN', 'Next']) expect(screen).toContain(said)
})

test('a kiosk, which keeps no PIN of anybody, does not offer to change it', async () => {
  browser.server.device = { ...browser.server.device, kind: 'kiosk' }
  const session = await browser.app()
  await session.enrol('KIOSK222')
  await session.signIn('A1234BC', { kind: 'pin', value: '271828' })
  expect(await shown(Settings)).not.toContain('Change my PIN')
})
