/** A check-in's state, said the same way on the list and on its own page. */
import { dateWords, onWords, t, whenWords } from '@/kernel/words'
import type { CheckinView } from './states'

/** "Check-in for Monday 23 November", or "A check-in of your own". */
export function titleOf(view: CheckinView | null): string {
  if (!view?.row || view.row.kind === 'own') return t('checkin.own_title')
  return t('checkin.title', { day: dateWords(view.row.due_on) })
}

/** What is to be done about it, and by when. '' where its status line says it all. */
export function stateWords(view: CheckinView): string {
  const { row, state } = view
  if (!row) return t('checkin.state.made', { when: onWords(view.at) })
  switch (state) {
    case 'upcoming':
      return t('checkin.state.upcoming', { when: onWords(row.opens_at) })
    case 'due':
      return t('checkin.state.due', { when: whenWords(row.closes_at) })
    case 'missed':
      return t('checkin.state.missed', { when: onWords(row.closes_at) })
    case 'cancelled':
      return t('checkin.state.cancelled', { when: onWords(row.cancelled!.at), why: row.cancelled!.why })
    case 'sent':
    case 'seen':
      return t('checkin.state.made', { when: onWords(row.submitted?.made_at ?? view.act?.made ?? view.at) })
  }
}
