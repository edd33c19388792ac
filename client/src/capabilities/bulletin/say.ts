/** Lines in words, for the eye and for the ear. */
import { easyRead, language, onWords, rightNow, t, timeWords, untilWords } from '@/kernel/words'
import type { IconName } from '@/kernel/ui'
import type { LineRow } from './shapes'
import { instantOf, said, type Hour } from './today'

export const ROUTINE_ICON: Record<string, IconName> = {
  unlock: 'sun',
  medication: 'health',
  breakfast: 'picture-cup',
  work: 'work',
  learning: 'learning',
  exercise: 'sport',
  lunch: 'picture-carrot',
  association: 'people',
  gym: 'sport',
  visits: 'family',
  worship: 'faith',
  tea: 'picture-apple',
  bang_up: 'lock',
  other: 'clock'
}

/** Its words as this reader reads them. */
export function wordsOf(line: LineRow): ReturnType<typeof said> {
  return said(line.in, language.value, easyRead.value)
}

/** What happens then: what staff called it, else the word for it. */
export function hourWords({ line }: Hour): string {
  return wordsOf(line).title || t(`bulletin.routine.${line.what}`)
}

/** "Kiosk, B wing". */
export function titleOf(line: LineRow): string {
  const { title } = wordsOf(line)
  return line.place ? t('bulletin.at', { title, place: line.place }) : title
}

/** Why something is down, since when, and when it is expected back. */
export function downWords(line: LineRow): string[] {
  const { outage } = line
  if (!outage) return [t('bulletin.down_since', { when: onWords(line.from_at) }), wordsOf(line).words]
  const back = outage.expected_at && outage.expected_at > rightNow().toISOString()
  const expected = back ? t('bulletin.expected', { when: onWords(outage.expected_at!) }) : t('bulletin.expected_unknown')
  return [t('bulletin.down_since', { when: onWords(outage.since) }), said(outage.in, language.value, easyRead.value).words, expected]
}

/** "until 6:30 in the evening" */
export function untilHour(one: Hour, now: Date): string {
  return t('bulletin.until', { when: timeWords(instantOf(one.ends, now)) })
}

export function fromHour(one: Hour, now: Date): string {
  return t('bulletin.from', { when: timeWords(instantOf(one.begins, now)) })
}

/** "16:45": short, for a list that is read from across a room. */
export function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** Until when a notice stands. */
export function standsUntil(line: LineRow): string {
  return line.until ? t('bulletin.stands_until', { when: untilWords(line.until) }) : ''
}
