import { createApp } from 'vue'
import { Clock } from './kernel/basics/clock'
import { followDrafts } from './kernel/drafts'
import { install, routes } from './kernel/registry'
import { Session, use } from './kernel/session'
import { stretchInWorker } from './kernel/store/stretch'
import { wakeLater } from './kernel/sync/later'
import { startRouter, wearLook } from './kernel/ui'
import { addWords, language, setClock, startSpeech, wearLanguage, wordsReady } from './kernel/words'
import App from './shells/App.vue'
import { capabilities } from './shells/capabilities'
import { runErrands } from './shells/errands'
import { ownRoutes } from './shells/routes'
import { startUpdates } from './shells/update'
import { voiceFrom } from './shells/voice'
import { words } from './shells/words'

// What is not needed for the first screen waits until it stands.
const AFTERWARDS_MS = 2_000
const clock = new Clock()
const session = new Session({
  origin: location.origin,
  fetch: (...ask) => fetch(...ask),
  locks: navigator.locks,
  storage: navigator.storage,
  clock,
  stretch: stretchInWorker,
  version: __VERSION__,
  userAgent: navigator.userAgent,
  language: () => language.value,
  handInLater: wakeLater
})

use(session)
setClock(() => clock.serverNow())
addWords(words)
install(capabilities)
wearLanguage(document.documentElement)
wearLook(document.documentElement)
startRouter([...ownRoutes, ...routes()])
voiceFrom(session)
runErrands(session)
followDrafts(session)
void session.start()
await wordsReady()
createApp(App).mount('#app')

setTimeout(() => {
  void startSpeech()
  void startUpdates(session)
}, AFTERWARDS_MS)

// Hints that a try may be worth it; whether there is a network, only the server's answer tells.
window.addEventListener('online', () => void session.exchange.now())
document.addEventListener('visibilitychange', () => {
  session.live.seen(document.visibilityState === 'visible')
  if (document.visibilityState === 'visible') void session.exchange.now()
})
