/** Which items there are to show, and in what order. */
import type { Facts, ItemRow, Read } from './shapes'
import { tongueOf } from './tongues'

/** How far back anybody looks for what somebody has begun. */
const BEGUN_AT_ONCE = 10

/** An item as lists show it, in the language that was chosen for it. */
export interface ItemView extends Facts {
  id: string
  row: ItemRow
  lang: string
  /** It is not there in the language that was wished. */
  other: boolean
}

/** One view for each item, newest first: of two rows the newer edition stands; what has ended or was taken back is not shown. */
export function viewsOf(rows: readonly ItemRow[], wished: string, now: Date): ItemView[] {
  const shown = newestOf(rows).filter((row) => !row.taken_back && !hasEnded(row, now) && Object.keys(row.in).length > 0)
  return shown.map((row) => viewOf(row, wished)).sort(newestFirst)
}

/** Why each item that was taken back was. */
export function takenBack(rows: readonly ItemRow[]): Map<string, string> {
  return new Map(newestOf(rows).flatMap(({ item, taken_back: why }) => (why ? [[item, why]] : [])))
}

export function viewOf(row: ItemRow, wished: string): ItemView {
  const lang = tongueOf(row.in, wished)
  return { ...row.in[lang]!, id: row.item, row, lang, other: lang !== wished }
}

export function hasEnded({ ends_at }: ItemRow, now: Date): boolean {
  return ends_at !== null && new Date(ends_at) <= now
}

/** All of one topic; '' for all there is. */
export function ofTopic(views: readonly ItemView[], topic: string): ItemView[] {
  return topic ? views.filter((view) => view.row.topics.includes(topic)) : [...views]
}

/** The topics that have anything, the fullest first. */
export function topicsOf(views: readonly ItemView[]): string[] {
  const counts = new Map<string, number>()
  for (const topic of views.flatMap((view) => view.row.topics)) counts.set(topic, (counts.get(topic) ?? 0) + 1)
  return [...counts].sort(([a, some], [b, others]) => others - some || a.localeCompare(b)).map(([topic]) => topic)
}

/** The parts of a series, in their order. */
export function partsOf(views: readonly ItemView[], series: string): ItemView[] {
  return views.filter((view) => view.row.series === series).sort((a, b) => a.row.place_in_series - b.row.place_in_series)
}

/** One place in a list: an item, or a series by the item that all its parts are of. */
export interface Card extends ItemView {
  /** How many parts it has; 0 for what is no series. */
  parts: number
  /** When it, or the newest of its parts, was published. */
  newest: string
}

/** Each series once, where the first of its parts would have stood. */
export function cardsOf(views: readonly ItemView[], all: readonly ItemView[]): Card[] {
  const byId = new Map(all.map((view) => [view.id, view]))
  const counts = new Map<string, number>()
  for (const { row } of all) if (row.series) counts.set(row.series, (counts.get(row.series) ?? 0) + 1)
  const cards = new Map<string, Card>()
  for (const view of views) {
    const shown = byId.get(view.row.series ?? '') ?? view
    if (!cards.has(shown.id)) cards.set(shown.id, { ...shown, parts: counts.get(shown.id) ?? 0, newest: view.row.published_at })
  }
  return [...cards.values()]
}

/** What somebody has begun: what they opened last and did not come to the end of, else the part that comes after what they did. */
export function goOnWith(views: readonly ItemView[], read: Readonly<Record<string, Read>>): ItemView | null {
  const opened = views.filter(({ id }) => read[id]).sort((a, b) => read[b.id]!.at.localeCompare(read[a.id]!.at))
  for (const view of opened.slice(0, BEGUN_AT_ONCE)) {
    if (!read[view.id]!.done) return view
    const later = partsOf(views, view.row.series ?? view.id).find(({ id, row }) => row.place_in_series > view.row.place_in_series && !read[id]?.done)
    if (later) return later
  }
  return null
}

/** What comes after it in its series; parts that are not for this person are left out. */
export function nextInSeries(views: readonly ItemView[], { row }: ItemView): ItemView | null {
  const parts = row.series ? partsOf(views, row.series) : []
  return parts.find((one) => one.row.place_in_series > row.place_in_series) ?? null
}

function newestOf(rows: readonly ItemRow[]): ItemRow[] {
  const newest = new Map<string, ItemRow>()
  for (const row of rows) if ((newest.get(row.item)?.n ?? 0) < row.n) newest.set(row.item, row)
  return [...newest.values()]
}

function newestFirst(a: ItemView, b: ItemView): number {
  const [first, second] = [a.row.published_at, b.row.published_at]
  return first === second ? a.title.localeCompare(b.title) : first < second ? 1 : -1
}
