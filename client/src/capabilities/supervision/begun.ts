/** Check-ins that the person began and has not sent: how far they got. */
import { t } from '@/kernel/words'
import type { ActView } from '@/kernel/acts'
import type { CheckinDraft } from './shapes'
import { SUBMIT, aboutOf, canStillSend, findView, type CheckinView } from './states'
import { stepNamed, stepsOf } from './steps'

/** The name of their drafts, each pinned to its check-in, or to OWN. */
export const DRAFT = 'supervision.checkin'
/** What stands in the address and on the draft of one that nobody asked for. */
export const OWN = 'own'

export interface Begun {
  id: string
  /** null for one that nobody asked for. */
  view: CheckinView | null
  at: number
  of: number
}

/** Those that can still be sent. What was sent in a run that ended before its draft was put away is not among them. */
export function begunOf(
  drafts: readonly { pinnedTo: string; body: CheckinDraft }[],
  views: readonly CheckinView[],
  acts: readonly ActView[],
  now: Date
): Begun[] {
  return drafts.flatMap(({ pinnedTo: id, body }) => {
    const view = id === OWN ? null : findView(views, id)
    if (id === OWN ? isSent(acts, body.key) : !view || !canStillSend(view, now)) return []
    const steps = stepsOf(view?.row ?? null)
    return [{ id, view, at: steps.indexOf(stepNamed(steps, body.step)) + 1, of: steps.length }]
  })
}

/** "Not sent yet: step 7 of 9" */
export function begunWords({ at, of }: Begun): string {
  return t('checkin.begun', { at, of })
}

function isSent(acts: readonly ActView[], key: string): boolean {
  return acts.some((act) => act.command === SUBMIT && act.about === aboutOf(key) && act.status !== 'refused')
}
