/** What the service worker asks of the page that wants `/held/<handle>`, on a port of its own. The worker itself can open nothing. */
export interface HeldAsk {
  type: typeof HELD
  handle: string
  /** Which piece of it; without, its size and type. */
  piece?: number
}

export const HELD = 'held'
export const PATH = '/held/'

/** What the page says of a file; null for whatever it does not know, has not, or may not give. */
export interface HeldFacts {
  n: number
  t: string
}
