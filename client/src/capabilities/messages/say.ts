/** Where a message is, and when, in words. */
import { statusFacts, type IconName, type StatusFacts } from '@/kernel/ui'
import { daysBetween, dayWords, t, wallParts } from '@/kernel/words'
import type { View, Where } from './thread'

const LOOKS: Record<Exclude<Where, 'saved' | 'at_hub' | 'sent'>, [IconName, StatusFacts['tone']]> = {
  checking: ['hourglass', 'wait'],
  delivered: ['tick', 'good'],
  read: ['eye', 'good'],
  new: ['email', 'good'],
  not_sent: ['warning', 'danger'],
  not_passed: ['no', 'wait'],
  taken_back: ['rub-out', 'wait'],
  taking_back: ['rub-out', 'wait']
}

/** What stands at the foot of every message, in the same place. */
export function whereFacts({ where, why, at, written }: Pick<View, 'where' | 'why' | 'at' | 'written'>): StatusFacts {
  if (where === 'saved' || where === 'at_hub' || where === 'sent') return statusFacts(where)
  const [icon, tone] = LOOKS[where]
  return { icon, tone, words: t(`messages.where.${where}`, { why: why || t('messages.no_reason'), when: clockWords(at ?? written, written) }) }
}

/** "22:40", with the day before it where that is not the day of `beside`. */
export function clockWords(iso: string, beside: string): string {
  const { hour, minute } = wallParts(iso)
  const clock = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
  return daysBetween(beside, iso) === 0 ? clock : `${dayWords(iso)} ${clock}`
}

/** "written 22:40 · arrived 07:05": each where it tells something. The heading above says the day of `sort`. */
export function whenWords({ written, at, sort, where, mine }: View): string {
  const said = t('messages.written', { when: clockWords(written, sort) })
  const came = at && !(mine && where === 'read') && (mine ? where === 'delivered' : true) && Math.abs(Date.parse(at) - Date.parse(written)) >= 60_000
  return came ? `${said} · ${t('messages.arrived', { when: clockWords(at, mine ? written : sort) })}` : said
}

/** What a message is, in a few words, for a list. */
export function shortWords({ kind, words }: Pick<View, 'kind' | 'words'>): string {
  const text = words.trim().replace(/\s+/g, ' ')
  if (kind !== 'text' || !text) return t(`messages.kind.${kind}`)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

/** What was blacked out, apart from what can be read. */
export function partsOf(words: string): { text: string; black: boolean }[] {
  return words
    .split(/(█+)/)
    .filter(Boolean)
    .map((text) => ({ text, black: text.startsWith('█') }))
}
