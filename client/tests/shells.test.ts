import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createSSRApp, type Component } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { settings } from '@/capabilities/settings/capability'
import Settings from '@/capabilities/settings/screens/Settings.vue'
import { DRAFT, OWN } from '@/capabilities/supervision/begun'
import { supervision } from '@/capabilities/supervision/capability'
import { emptyDraft } from '@/capabilities/supervision/shapes'
import { useDraft } from '@/kernel/drafts'
import { install } from '@/kernel/registry'
import { addWords, setClock, wordsReady } from '@/kernel/words'
import App from '@/shells/App.vue'
import ChangeSecret from '@/shells/parts/ChangeSecret.vue'
import Home from '@/shells/parts/Home.vue'
import { ownRoutes } from '@/shells/routes'
import { words } from '@/shells/words'
import { Browser } from './doubles/browser'

let browser: Browser

beforeAll(async () => {
  addWords(words)
  addWords(settings.words)
  install([supervision])
  setClock(() => new Date(browser.now))
  // Where a screen says what it is called, and where a code may stand.
  vi.stubGlobal('document', { title: '' })
  vi.stubGlobal('location', { hash: '' })
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
  for (const said of ['Your number', 'Sign in', 'I have a code from staff', 'I forgot my PIN']) expect(screen).toContain(said)
})

test('who is not in yet finds a way to somebody, and is told of no camera where there is none', async () => {
  await browser.app()
  const enrol = await shown(App)
  for (const said of ['Your code', 'I need to talk to someone']) expect(enrol).toContain(said)
  expect(enrol).not.toMatch(/scan|square|camera/i)
})

test('a locked device says what to do about a forgotten PIN, and never that everything is sent', async () => {
  const session = await browser.withSam()
  await session.lock()
  const screen = await shown(App)
  for (const said of ['Your PIN', 'I forgot my PIN', 'I need to talk to someone', 'All that was sent from here has arrived.'])
    expect(screen).toContain(said)
  expect(screen).not.toContain('Everything is sent')
})

test('what was begun stands on the first screen until it is sent', async () => {
  await browser.withSam()
  const draft = useDraft(DRAFT, OWN, emptyDraft())
  Object.assign(draft.body, { feeling: 'OK', step: 'photo' })
  await vi.waitFor(async () => expect(await shown(Home)).toContain('Not sent yet: step 4 of 7'))
  expect(await shown(Home)).toContain('Carry on')
  await draft.drop()
  await vi.waitFor(async () => expect(await shown(Home)).not.toContain('Not sent yet'))
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
