/** What of a bulletin is so at a moment: plain functions, so that tablet and television say the same. */
import { wallParts } from '@/kernel/words'
import type { LineRow, OutageRow, Said, Texts } from './shapes'

export interface Hour {
  id: string
  line: LineRow
  begins: number
  ends: number
  /** Whether it is over, is now, or comes. */
  stands: 'over' | 'now' | 'comes'
}

export interface Today {
  down: LineRow[]
  works: LineRow[]
  /** Services that came back within a day. */
  back: LineRow[]
  notices: LineRow[]
  tried: LineRow[]
  changed: LineRow[]
  hours: Hour[]
  films: LineRow[]
}

const DAY_MS = 86_400_000
const MOST_FILMS = 8

/** Everything that stands at that moment. What has ended is left out, though the device has not been in touch since. */
export function todayOf(rows: readonly LineRow[], now: Date): Today {
  const at = now.toISOString()
  const of = (kind: LineRow['kind']) => rows.filter((row) => row.kind === kind)
  const standing = (kind: LineRow['kind']) => newest(of(kind).filter((row) => row.from_at <= at && (!row.until || row.until > at)))
  const services = of('service').sort((a, b) => key(a).localeCompare(key(b)))
  const isDown = ({ outage }: LineRow) => outage !== null && outage.mended_at === null
  return {
    down: [...of('trouble'), ...services.filter(isDown)],
    works: services.filter((row) => !isDown(row)),
    back: services.filter((row) => !isDown(row) && lately(row.outage, now)),
    notices: standing('notice'),
    tried: of('tried'),
    changed: standing('changed'),
    hours: hoursOf(of('routine'), now),
    films: of('film')
      .filter((row) => row.until! > at)
      .sort((a, b) => a.from_at.localeCompare(b.from_at))
      .slice(0, MOST_FILMS)
  }
}

/** The reader's language where it is there, else English; easy words where they are wished and somebody wrote them. */
export function said(texts: Texts, lang: string, easy: boolean): Said & { lang: string } {
  const own = texts[lang] ? lang : 'en'
  const { title, words, easy: simple } = texts[own] ?? { title: '', words: '', easy: '' }
  return { title, words: easy && simple ? simple : words, easy: simple, lang: own }
}

/** What is on now, if anything is, and what follows. */
export function nowAndNext(hours: readonly Hour[]): { now: Hour | undefined; next: Hour | undefined } {
  return { now: hours.find((one) => one.stands === 'now'), next: hours.find((one) => one.stands === 'comes') }
}

/** Some minutes after today's midnight, as an instant. */
export function instantOf(minutes: number, now: Date): Date {
  const off = (from: Date) => {
    const { hour, minute } = wallParts(from)
    return minutes - hour * 60 - minute
  }
  const first = new Date(now.getTime() + off(now) * 60_000)
  // The clocks may change in between; midnight at the end of a day reads as its beginning.
  return minutes >= 1_440 ? first : new Date(first.getTime() + off(first) * 60_000)
}

/** Today's timetable. A wing that has its own for that day follows that, and not the whole establishment's. */
function hoursOf(rows: readonly LineRow[], now: Date): Hour[] {
  const { weekday, hour, minute } = wallParts(now)
  const clock = hour * 60 + minute
  const today = rows.filter((row) => row.days.includes(String(weekday || 7)))
  const own = today.filter((row) => row.place)
  return (own.length ? own : today)
    .map((line) => ({ id: line.id, line, begins: line.begins ?? 0, ends: line.ends ?? 0 }))
    .map((one) => ({ ...one, stands: one.ends <= clock ? ('over' as const) : one.begins <= clock ? ('now' as const) : ('comes' as const) }))
    .sort((a, b) => a.begins - b.begins || a.ends - b.ends)
}

function lately(outage: OutageRow | null, now: Date): boolean {
  return !!outage?.mended_at && now.getTime() - new Date(outage.mended_at).getTime() < DAY_MS
}

function newest(rows: LineRow[]): LineRow[] {
  return rows.sort((a, b) => b.from_at.localeCompare(a.from_at))
}

function key(row: LineRow): string {
  return `${row.in.en?.title ?? ''}${row.place}`
}
