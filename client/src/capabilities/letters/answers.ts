/** Sealed letters that came. Where they are announced nothing says from whom. */
import { useRows, type Answer } from '@/kernel/feeds'
import { t } from '@/kernel/words'
import type { LetterRow } from './letters'

export function answers(): Answer[] {
  const came = useRows<LetterRow>('letters.letters').value.filter(({ value }) => !value.mine)
  return came.map(({ value: { id, arrived_at: at, recipient } }) => ({
    key: `letters/${id}`,
    at,
    by: '',
    to: 'letters-with',
    params: { recipient },
    says: t('letters.news')
  }))
}
