/// <reference lib="webworker" />
/** The service worker: the whole app from its own cache, so that it starts with no network. It never sees what people write. */
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] }

// If one file of the list does not arrive, the install fails and the old version stays: half an app never goes live.
precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()

registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/sync\//] }))

// The very first page was opened without us: from now on its later screens come from the cache too, network or not.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

// The page asks for the change of version, at a moment when nobody is in the middle of something.
self.addEventListener('message', (event) => {
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting()
})
