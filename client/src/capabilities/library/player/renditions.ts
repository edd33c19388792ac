/** Which size of a film is shown, kept and fetched. */
import type { FilmFile } from '../shapes'

/** Lines that fill the screens we have; more would only be larger. */
const MOST_LINES = 480
/** Lines that are enough for a small phone, or where data is dear. */
const FEW_LINES = 240
/** A screen whose shorter side has fewer pixels than this is small. */
const SMALL_SCREEN_PX = 480

export interface Looks {
  /** The shorter side of the screen, in CSS pixels. */
  side: number
  /** Its owner has asked the browser to save data. */
  saving: boolean
}

/** Of this device. */
export function looksHere(): Looks {
  const { connection } = (globalThis.navigator ?? {}) as { connection?: { saveData?: boolean } }
  const { width = 800, height = 800 } = globalThis.screen ?? {}
  return { side: Math.min(width, height), saving: connection?.saveData ?? false }
}

/**
 * Of what is here (`held`: hashes) the best for this screen, so that nothing is fetched twice; where nothing is, the best of all.
 * null for a film without files.
 */
export function renditionFor(files: readonly FilmFile[], looks: Looks, held: ReadonlySet<string> = new Set()): FilmFile | null {
  const here = files.filter(({ h }) => held.has(h))
  const most = looks.saving || looks.side < SMALL_SCREEN_PX ? FEW_LINES : MOST_LINES
  return bestOf(here.length > 0 ? here : files, most)
}

/** For what comes by itself. */
export function smallest(files: readonly FilmFile[]): FilmFile | null {
  return rising(files)[0] ?? null
}

/** The largest that has no more lines; where all have more, the smallest. */
function bestOf(files: readonly FilmFile[], most: number): FilmFile | null {
  const all = rising(files)
  return all.filter((file) => linesOf(file) <= most).at(-1) ?? all[0] ?? null
}

function rising(files: readonly FilmFile[]): FilmFile[] {
  return [...files].sort((a, b) => linesOf(a) - linesOf(b) || a.n - b.n)
}

function linesOf({ height = 0 }: FilmFile): number {
  return height
}
