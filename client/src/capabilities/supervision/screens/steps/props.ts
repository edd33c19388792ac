import type { FormError } from '@/kernel/ui'
import type { CheckinDraft, CheckinRow } from '../../shapes'
import type { Step } from '../../steps'

/** What every step is given. `draft` is the draft itself: writing into it is keeping it. */
export interface StepProps {
  draft: CheckinDraft
  /** null for a check-in that the person began. */
  row: CheckinRow | null
  step: Step
  steps: readonly Step[]
  errors: readonly FormError[]
}

/** The sentence for the field of that id; '' where it is fine. */
export function errorAt(errors: readonly FormError[], id: string): string {
  return errors.find((error) => error.at === id)?.says ?? ''
}
