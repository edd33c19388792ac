/**
 * What is counted for those who keep the library: of each week, item and language, whether it was opened, read, heard or finished, each
 * once in twelve weeks, so that what many devices said is a number of people. The server's rules/tallies.py has the same weeks.
 */
import { wallParts } from '@/kernel/words'

export type Did = 'opened' | 'read' | 'heard' | 'finished'

export interface Total {
  item: string
  language: string
  did: Did[]
}

/** `weeks`: what is not told yet, by the Monday of its week. `last`: when each was last counted, by item, language and what was done. */
export interface Counts {
  weeks: Record<string, Total[]>
  last: Record<string, string>
}

export const NOTHING: Counts = { weeks: {}, last: {} }

const DAY_MS = 86_400_000
const AGAIN_MS = 12 * 7 * DAY_MS
/** As many as the server takes at once. */
const MOST = 300

/** The Monday of its week, on the clocks of the United Kingdom, as "2026-11-16". */
export function weekOf(at: Date): string {
  const { year, month, day, weekday } = wallParts(at)
  return new Date(Date.UTC(year, month - 1, day - ((weekday + 6) % 7))).toISOString().slice(0, 10)
}

/** With that counted as well; the same counts where it was lately. */
export function counted(before: Counts, item: string, language: string, did: Did, at: Date): Counts {
  const [week, key] = [weekOf(at), `${item} ${language} ${did}`]
  const lately = Object.fromEntries(Object.entries(before.last).filter(([, last]) => Date.parse(week) - Date.parse(last) < AGAIN_MS))
  if (key in lately) return before
  return { weeks: { ...before.weeks, [week]: added(before.weeks[week] ?? [], item, language, did) }, last: { ...lately, [key]: week } }
}

/** The first week that is over and was not told; null where there is none. */
export function weekToTell({ weeks }: Counts, now: Date): { week: string; totals: Total[] } | null {
  const week = Object.keys(weeks).sort()[0]
  return week !== undefined && week < weekOf(now) ? { week, totals: weeks[week]!.slice(0, MOST) } : null
}

export function told(before: Counts, week: string): Counts {
  const { [week]: _, ...weeks } = before.weeks
  return { ...before, weeks }
}

function added(totals: Total[], item: string, language: string, did: Did): Total[] {
  const found = totals.find((total) => total.item === item && total.language === language)
  if (!found) return [...totals, { item, language, did: [did] }]
  return totals.map((total) => (total === found ? { ...total, did: [...total.did, did] } : total))
}
