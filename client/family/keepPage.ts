/** The page and what it has loaded go into the phone's own store, from where the worker gives them while there is no network. */
import pieces from 'cm-chessboard/assets/pieces/standard.svg?url&no-inline'
import icons from '@/kernel/ui/icons.svg?url&no-inline'

// worker.ts has the same: it imports nothing, so that it is one file.
const CACHE = 'games'

export async function keepPage(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  await navigator.serviceWorker.register(`${location.pathname}worker.js`)
  await navigator.serviceWorker.ready
  const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name))
  const ours = loaded.filter((url) => url.origin === location.origin && url.pathname.startsWith('/static/'))
  const cache = await caches.open(CACHE)
  await Promise.all([location.pathname, pieces, icons, ...ours.map((url) => url.pathname)].map((path) => cache.add(path).catch(() => undefined)))
  document.documentElement.dataset.kept = 'yes'
}
