/// <reference lib="webworker" />
/** Gives the page of games while there is no network. What it says and asks goes by no store: only the page itself does. */
const worker = self as unknown as ServiceWorkerGlobalScope
const CACHE = 'games'

worker.addEventListener('install', () => void worker.skipWaiting())
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== worker.location.origin) return
  if (request.mode === 'navigate' || pathname.startsWith('/static/')) event.respondWith(newestOf(request))
})

async function newestOf(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request)
    if (answer.ok) await (await caches.open(CACHE)).put(request.url, answer.clone())
    return answer
  } catch {
    // Nothing of the page differs by cookie or language that its next opening with a network would not mend.
    return (await caches.match(request.url, { ignoreVary: true })) ?? Response.error()
  }
}
