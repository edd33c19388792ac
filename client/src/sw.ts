/// <reference lib="webworker" />
/**
 * The service worker: the whole app from its own cache, so that it starts with no network; what hands in, while the app is closed,
 * what waits; and parts of a film as a player asks for them. It carries what people write and hold, and can open none of it.
 */
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { answerHeld } from './kernel/held/answer'
import { PATH } from './kernel/held/asks'
import { handInAlone } from './kernel/sync/alone'
import { answerRun } from './kernel/sandbox/answer'
import { PATH as RUN_PATH } from './kernel/sandbox/policy'
import { HAND_IN } from './kernel/sync/later'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] }

interface SyncEvent extends ExtendableEvent {
  tag: string
}

// If one file of the list does not arrive, the install fails and the old version stays: half an app never goes live.
precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()

// Partners' apps, before anything else: nothing under this path is ever answered without its sandbox, and nothing goes to the network.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith(RUN_PATH),
  async ({ request }) => answerRun(request.url, await self.clients.matchAll({ type: 'window' }))
)

registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/sync\//] }))

// Files of the library for the players of a page. An address bar is answered by the app.
registerRoute(
  ({ url, request, sameOrigin }) => sameOrigin && url.pathname.startsWith(PATH) && request.mode !== 'navigate',
  async ({ request, event }) => answerHeld(request, await self.clients.get((event as FetchEvent).clientId))
)

// The very first page was opened without us: from now on its later screens come from the cache too, network or not.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

// The page asks for the change of version, at a moment when nobody is in the middle of something.
// The browser believes that there is a network again. Where this fails it tries a few times more, further and further apart.
self.addEventListener('sync', (event) => {
  const woken = event as SyncEvent
  const { locks, storage } = self.navigator
  const outside = { origin: self.location.origin, fetch: self.fetch.bind(self), locks, storage, version: __VERSION__ }
  if (woken.tag === HAND_IN) woken.waitUntil(handInAlone(outside))
})

self.addEventListener('message', (event) => {
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting()
})
