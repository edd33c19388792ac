/** Whoever signs out takes everything off this browser, the locked key with it. */
import { t } from '@/kernel/words'
import { anyKey } from './shelf'

export function warnBeforeSignOut(): void {
  const form = document.querySelector<HTMLFormElement>('form[action$="/sign-out/"]')
  form?.addEventListener('submit', (event) => {
    event.preventDefault()
    void anyKey().then((any) => {
      if (!any || confirm(t('readers.lost'))) form.submit()
    })
  })
}
