import { createApp } from 'vue'
import { Clock } from './kernel/basics/clock'
import { install, routes } from './kernel/registry'
import { Session, use } from './kernel/session'
import { stretchInWorker } from './kernel/store/stretch'
import { startRouter, wearLook } from './kernel/ui'
import { addWords, language, startSpeech, wearLanguage, wordsReady } from './kernel/words'
import App from './shells/App.vue'
import { capabilities } from './shells/capabilities'
import { ownRoutes } from './shells/routes'
import { startUpdates } from './shells/update'
import { voiceFrom } from './shells/voice'
import { words } from './shells/words'

const session = new Session({
  origin: location.origin,
  fetch: (...ask) => fetch(...ask),
  locks: navigator.locks,
  storage: navigator.storage,
  clock: new Clock(),
  stretch: stretchInWorker,
  version: __VERSION__,
  userAgent: navigator.userAgent,
  language: () => language.value
})

use(session)
addWords(words)
install(capabilities)
wearLanguage(document.documentElement)
wearLook(document.documentElement)
startRouter([...ownRoutes, ...routes()])
await wordsReady()
createApp(App).mount('#app')

void session.start()
void startSpeech()
voiceFrom(session)
void startUpdates(session)

// Hints that a try may be worth it; whether there is a network, only the server's answer tells.
window.addEventListener('online', () => void session.exchange.now())
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void session.exchange.now()
})
