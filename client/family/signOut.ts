/** Whoever signs out takes everything off the phone; what is not sent yet would go with it. */
import { t } from '@/kernel/words'
import { acts } from './exchange'

export function warnBeforeSignOut(): void {
  document.querySelector('form[action$="/sign-out/"]')?.addEventListener('submit', (event) => {
    if (acts.value.some((one) => one.status === 'saved') && !confirm(t('leisure.out_lost'))) event.preventDefault()
  })
}
