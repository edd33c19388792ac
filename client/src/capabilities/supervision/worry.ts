/** When help is offered at once: sooner than the server calls it urgent, since an offer that nobody needs costs nothing. */
import type { CheckinDraft } from './shapes'

type Felt = Pick<CheckinDraft, 'feeling'>
type Wanted = Pick<CheckinDraft, 'help'>

export function feelsLow({ feeling }: Felt): boolean {
  return feeling === 'STRUGGLING' || feeling === 'NOT_GREAT'
}

export function wantsHelpWithMind({ help }: Wanted): boolean {
  return help.includes('MENTAL_HEALTH')
}
