/** What stands in one sealed piece: a seek opens no more than it must, and no more than a few are ever in memory. */
export const PIECE = 256 * 1024

/** From one byte to before another. */
export interface Part {
  from: number
  to: number
}

// Of "the rest of it" no more than this at a time: a player asks on from where it stopped, and a worker that sleeps cuts nothing off.
const MOST = 4 * PIECE

/**
 * The part of `n` bytes that a Range header asks for (RFC 9110, 14): 'whole' where it asks for none, for several, or cannot be read;
 * null where nothing of what it asks for is there.
 */
export function partOf(range: string | null, n: number): Part | 'whole' | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? []
  if (!first && !last) return 'whole'
  if (!first) return Number(last) > 0 && n > 0 ? { from: Math.max(0, n - Number(last)), to: n } : null
  const from = Number(first)
  if (last && Number(last) < from) return 'whole'
  if (from >= n) return null
  return { from, to: Math.min(n, last ? Number(last) + 1 : from + MOST) }
}

export function piecesIn(n: number): number {
  return Math.ceil(n / PIECE)
}
