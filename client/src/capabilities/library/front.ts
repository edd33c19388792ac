/** What the first screen of the library shows. It is noted whenever all items were read, since to read thousands of them takes a slow tablet seconds. */
import { cardsOf, goOnWith, hasEnded, topicsOf, viewOf, type Card, type ItemView } from './items'
import type { ItemRow, Read } from './shapes'

/** As it is noted: rows, since the language may change. */
export interface Front {
  cards: { row: ItemRow; parts: number; newest: string }[]
  /** What they are in the middle of. */
  begun: ItemRow | null
  topics: string[]
}

/** As it is shown. */
export interface FrontView {
  cards: Card[]
  begun: ItemView | null
  topics: string[]
}

/** Enough for the screen where some have ended meanwhile. */
const CARDS = 12
/** As many as the server knows. */
const TOPICS = 12

export function frontOf(views: readonly ItemView[], read: Readonly<Record<string, Read>>): Front {
  // The newest stand first: far more of them than cards, in case they are parts of a few series.
  const cards = cardsOf(views.slice(0, CARDS * 10), views).slice(0, CARDS)
  return {
    cards: cards.map(({ row, parts, newest }) => ({ row, parts, newest })),
    begun: goOnWith(views, read)?.row ?? null,
    topics: topicsOf(views).slice(0, TOPICS)
  }
}

export function frontView({ cards, begun, topics }: Front, wished: string, now: Date): FrontView {
  const stand = cards.filter(({ row }) => !hasEnded(row, now))
  return {
    cards: stand.map(({ row, parts, newest }) => ({ ...viewOf(row, wished), parts, newest })),
    begun: begun && !hasEnded(begun, now) ? viewOf(begun, wished) : null,
    topics
  }
}

/** What was published after `since`; of a series, any part of it. */
export function newSince(cards: readonly Card[], since: string): Card[] {
  const after = Date.parse(since)
  return cards.filter(({ newest }) => Date.parse(newest) > after)
}
