/** The pages of a story that were read aloud so far. */
import type { BegunPiece } from '../draft'
import type { Piece } from '../shapes'

/** With the recording of one page put in, or taken out. */
export function withPage(pieces: readonly BegunPiece[], page: number, piece: BegunPiece | null): BegunPiece[] {
  const others = pieces.filter((one) => one.page !== page)
  return (piece ? [...others, piece] : others).sort((a, b) => (a.page ?? 0) - (b.page ?? 0))
}

/** What goes out: the pages that were read, in order, each with its words. */
export function pagesRead(pieces: readonly BegunPiece[], wordsOf: (page: number) => string): Piece[] {
  return pieces.map(({ page = 0, ...piece }) => ({ ...piece, words: wordsOf(page) }))
}
