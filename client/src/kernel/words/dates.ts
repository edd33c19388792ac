/**
 * Dates and times in words, in the time of the United Kingdom.
 *
 * The names of days and months are ours: Chromium ships no Welsh date names, so that Intl would answer in
 * English there. Intl still does the arithmetic of time zones and summer time.
 */
import { rightNow } from './now'
import { t } from './t'

const DAY_MS = 86_400_000

export interface Parts {
  year: number
  /** 1 to 12. */
  month: number
  day: number
  hour: number
  minute: number
  /** 0 is Sunday. */
  weekday: number
}

const reader = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric'
})

/** What a UK calendar and clock on the wall show at that instant. */
export function wallParts(iso: string | Date): Parts {
  const found = Object.fromEntries(reader.formatToParts(instant(iso)).map((part) => [part.type, Number(part.value)]))
  const { year, month, day, hour, minute } = found as Record<string, number>
  const weekday = new Date(Date.UTC(year!, month! - 1, day!)).getUTCDay()
  return { year: year!, month: month!, day: day!, hour: hour!, minute: minute!, weekday }
}

/** "Saturday 21 November", with the year where it is not this one. Also takes a bare date, "2026-11-21". */
export function dateWords(iso: string | Date, now: Date = rightNow()): string {
  const at = wallParts(iso)
  const words = t('dates.date', { weekday: weekdayWords(at.weekday), day: String(at.day), month: t(`dates.month.${at.month}`) })
  return at.year === wallParts(now).year ? words : `${words} ${at.year}`
}

/** "9:10 in the morning"; "midday" and "midnight" where it is just that. */
export function timeWords(iso: string | Date): string {
  const { hour, minute } = wallParts(iso)
  if (minute === 0 && hour % 12 === 0) return t(hour === 0 ? 'dates.midnight' : 'dates.midday')
  const clock = `${hour % 12 || 12}${minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`}`
  return t(`dates.${hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'}`, { clock })
}

/** "today", "tomorrow", "yesterday", else the date. */
export function dayWords(iso: string | Date, now: Date = rightNow()): string {
  const days = daysBetween(now, iso)
  if (days === 0) return t('dates.today')
  if (days === 1) return t('dates.tomorrow')
  if (days === -1) return t('dates.yesterday')
  return dateWords(iso, now)
}

/** A point in time to stand after "before": "today at 9:10 in the morning", "the end of Tuesday 22 December". */
export function whenWords(iso: string | Date, now: Date = rightNow()): string {
  if (endsADay(iso)) return t('dates.end_of', { day: dayWords(justBefore(iso), now) })
  return t('dates.at', { day: dayWords(iso, now), time: timeWords(iso) })
}

/** The same to stand after "until", which in Welsh softens the names of days and "the end". */
export function untilWords(iso: string | Date, now: Date = rightNow()): string {
  const softens = endsADay(iso) || Math.abs(daysBetween(now, iso)) > 1
  return softens ? t('dates.until', { when: whenWords(iso, now) }) : whenWords(iso, now)
}

/** When a thing happens or happened: "today at 9:10 in the morning", "on Saturday 21 November at midday". */
export function onWords(iso: string | Date, now: Date = rightNow()): string {
  if (endsADay(iso)) return t('dates.at_end_of', { day: dayWords(justBefore(iso), now) })
  const near = Math.abs(daysBetween(now, iso)) <= 1
  return near ? whenWords(iso, now) : t('dates.on', { when: whenWords(iso, now) })
}

/** "just now", "5 minutes ago", "3 hours ago", then the day. For things that have happened. */
export function agoWords(iso: string | Date, now: Date = rightNow()): string {
  const minutes = Math.floor((now.getTime() - instant(iso).getTime()) / 60_000)
  if (minutes < 1) return t('dates.just_now')
  if (minutes < 60) return t('dates.minutes_ago', { count: minutes })
  if (minutes < 12 * 60) return t('dates.hours_ago', { count: Math.floor(minutes / 60) })
  return onWords(iso, now)
}

export function weekdayWords(weekday: number): string {
  return t(`dates.day.${weekday}`)
}

/** Whole days on the wall calendar from one instant to another; 0 on the same day. */
export function daysBetween(from: string | Date, to: string | Date): number {
  const [a, b] = [wallParts(from), wallParts(to)]
  return Math.round((Date.UTC(b.year, b.month - 1, b.day) - Date.UTC(a.year, a.month - 1, a.day)) / DAY_MS)
}

/** Midnight exactly. "Wednesday at midnight" may be either end of Wednesday; "the end of Tuesday" is one moment. */
function endsADay(iso: string | Date): boolean {
  const { hour, minute } = wallParts(iso)
  return hour === 0 && minute === 0 && instant(iso).getTime() % 60_000 === 0
}

function justBefore(iso: string | Date): Date {
  return new Date(instant(iso).getTime() - 1)
}

function instant(iso: string | Date): Date {
  if (iso instanceof Date) return iso
  // A bare date means that day in the UK; noon is on it in summer and in winter.
  return new Date(iso.length === 10 ? `${iso}T12:00:00Z` : iso)
}
