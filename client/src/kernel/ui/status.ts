/** Where a thing is, always in the same words, in the same order of progress. */
import { deviceKind, t, thisDevice } from '@/kernel/words'
import type { IconName } from './icons'

/** The statuses of an act, and what comes after it arrived: a worker saw it, a worker answered. */
export type Standing = 'saved' | 'at_hub' | 'sent' | 'accepted' | 'seen' | 'answered' | 'held' | 'refused' | 'quarantined'

export type Tone = 'good' | 'wait' | 'danger'

export interface StatusFacts {
  words: string
  icon: IconName
  tone: Tone
}

const LOOKS: Record<Standing, [IconName, Tone]> = {
  saved: ['waiting', 'wait'],
  at_hub: ['waiting', 'wait'],
  sent: ['sent', 'good'],
  accepted: ['sent', 'good'],
  seen: ['eye', 'good'],
  answered: ['talk', 'good'],
  held: ['hourglass', 'wait'],
  refused: ['warning', 'danger'],
  quarantined: ['hourglass', 'wait']
}

/** `says` is the server's own sentence for a refusal or a hold. */
export function statusFacts(standing: Standing, says = ''): StatusFacts {
  const [icon, tone] = LOOKS[standing]
  return { icon, tone, words: statusWords(standing, says) }
}

/** What waits, and where: on this device, or at a hub; and what was begun and is not sent. Only where there is none of it is everything sent. */
export function waitingWords(waiting: number, atHub: number, unfinished = 0): string {
  const here = waiting - atHub
  const said = [here ? t('bar.waiting', { count: here }) : '', atHub ? t('bar.at_hub', { count: atHub }) : '']
  if (unfinished) said.push(t('bar.unfinished', { count: unfinished }))
  return said.filter(Boolean).join(' ') || t('bar.nothing_waiting')
}

/** What becomes of something saved here once the app is closed; `alone`: the browser hands it in by itself. */
export function keptWords(alone: boolean): string {
  // A kiosk stays on, and hands in whoever has left.
  if (deviceKind.value === 'kiosk') return t('status.kept.kiosk')
  return t(alone ? 'status.kept.alone' : 'status.kept.open', { device: thisDevice() })
}

function statusWords(standing: Standing, says: string): string {
  if (standing === 'saved') return t(`status.saved.${deviceKind.value}`)
  if (standing === 'refused') return t('status.refused', { why: says || t('status.refused_why') })
  if (standing === 'held') return t('status.held', { why: says || t('status.held_why') })
  if (standing === 'quarantined') return t('status.held', { why: says || t('status.quarantined_why') })
  return t(`status.${standing === 'accepted' ? 'sent' : standing}`)
}
