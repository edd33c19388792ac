/** What a message costs, and what is left after it; in whole pence. */
import { computed, type ComputedRef } from 'vue'
import { useRows } from '@/kernel/feeds'
import { rightNow, t } from '@/kernel/words'
import type { ThreadRow } from './shapes'

/** What it reads of a row of the feed `money.balance`: one for each purse. `until`: when what is in it lapses. */
interface BalanceRow {
  pence: number
  until: string | null
}

export interface Price {
  /** '' where nothing is to pay. */
  says: string
  enough: boolean
}

export function useMoney(thread: () => Pick<ThreadRow, 'pence'> | undefined): ComputedRef<Price> {
  const balance = useRows<BalanceRow>('money.balance')
  const has = computed(() => {
    const now = rightNow().toISOString()
    const good = balance.value.filter(({ value }) => !value.until || value.until > now)
    return balance.value.length ? good.reduce((sum, { value }) => sum + value.pence, 0) : undefined
  })
  return computed(() => priceOf(thread()?.pence ?? null, has.value))
}

/** `has`: undefined where no balance is known, and only the price can be said. */
export function priceOf(pence: number | null, has: number | undefined): Price {
  if (pence === null || pence === 0) return { says: '', enough: true }
  if (has === undefined) return { says: t('messages.price', { pence }), enough: true }
  if (has < pence) return { says: t('messages.too_dear', { pence, left: has }), enough: false }
  return { says: t('messages.price_after', { pence, left: has - pence }), enough: true }
}
