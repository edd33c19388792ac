/** Which items there are to show, and in what order. */
import type { Facts, ItemRow } from './shapes'
import { tongueOf } from './tongues'

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

/** At most `most` of what was published after `since`. */
export function newSince(views: readonly ItemView[], since: string, most: number): ItemView[] {
  return views.filter((view) => Date.parse(view.row.published_at) > Date.parse(since)).slice(0, most)
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
