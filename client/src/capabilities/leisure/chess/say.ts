/** Moves and squares in words. */
import { t } from '@/kernel/words'
import type { Told } from './rules'

/** "White: knight g1 to f3, check". */
export function moveWords(move: Told): string {
  const key = move.promotion ? 'leisure.move_becomes' : move.takes ? 'leisure.move_takes' : 'leisure.move'
  const words = t(key, {
    side: t(`leisure.${move.colour}`),
    piece: t(`leisure.piece.${move.piece}`),
    from: move.from,
    to: move.to,
    becomes: move.promotion ? t(`leisure.piece.${move.promotion}`) : ''
  })
  return move.check ? `${words}, ${t(`leisure.${move.check}`)}` : words
}

/** "e4: white pawn"; "e4: empty". `piece` as in "wp". */
export function squareWords(square: string, piece: string | undefined): string {
  return t('leisure.square', { square, what: piece ? t(`leisure.piece_of.${piece}`) : t('leisure.empty') })
}
