import { ref, type Ref } from 'vue'
import { NotSaved } from '../basics/errors'
import { t } from '../words'
import type { FormError } from './ErrorSummary.vue'

export interface Sending {
  /** What is missing in the form, for its summary. */
  errors: Ref<FormError[]>
  /** Why it could not be saved, in words; '' where it was. */
  failed: Ref<string>
  sending: Ref<boolean>
  /** Once, however often somebody presses. */
  send: () => Promise<void>
  /** Does something that the device may have no room for, and says so. */
  trying: (what: () => Promise<unknown>) => Promise<void>
}

/** A form that is sent when nothing is missing. `settle`: what must end first, such as a recording that still runs. */
export function useSending(form: { settle: () => Promise<unknown>; lacks: () => FormError[]; submit: () => Promise<unknown> }): Sending {
  const [errors, failed, sending] = [ref<FormError[]>([]), ref(''), ref(false)]

  async function trying(what: () => Promise<unknown>): Promise<void> {
    failed.value = ''
    await what().catch((error: unknown) => (failed.value = t(NotSaved.from(error).message)))
  }

  async function send(): Promise<void> {
    if (sending.value) return
    sending.value = true
    await form.settle()
    errors.value = form.lacks()
    if (errors.value.length === 0) await trying(form.submit)
    sending.value = false
  }

  return { errors, failed, sending, send, trying }
}
