/** A message that is begun: one of each kind for each thread, found again after a restart. */
import type { Piece } from './shapes'

/** The name of their drafts, each pinned to `thread/kind`. */
export const DRAFT = 'touch.message'

/** `page`: of a story, which of its pages it is. */
export type BegunPiece = Piece & { page?: number }

export interface MessageDraft {
  words: string
  design: string
  pieces: BegunPiece[]
  /** What a picture is made of while it is made: which region has which colour, which stickers lie where. */
  made: Record<string, string>
}

export function emptyDraft(): MessageDraft {
  return { words: '', design: '', pieces: [], made: {} }
}

export function isBegun({ words, pieces, made }: Partial<MessageDraft>): boolean {
  return Boolean(words?.trim() || pieces?.length || Object.keys(made ?? {}).length)
}
