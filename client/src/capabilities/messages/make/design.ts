/** A message's design as something to look at, for what came as its name alone. */
import { CARDS, cardDrawn, HEIGHT, WIDTH } from './cards'
import { sheetOf, stickersOf } from './stickers'

export interface Design {
  drawn: string
  width: number
  height: number
  /** The key of what it says. */
  says: string
}

/** null for a design that we do not have. */
export function designNamed(kind: string, design: string): Design | null {
  const card = kind === 'card' && CARDS.find((name) => name === design)
  if (card) return { drawn: cardDrawn(card), width: WIDTH, height: HEIGHT, says: `messages.card.${card}` }
  const stickers = kind === 'stickers' ? stickersOf(design) : []
  return stickers.length > 0 ? { ...sheetOf(stickers), says: 'messages.kind.stickers' } : null
}
