/** The person's check-ins, as every screen here shows them. */
import { computed, type ComputedRef } from 'vue'
import { useActs } from '@/kernel/acts'
import { useRows } from '@/kernel/feeds'
import { rightNow, useNow } from '@/kernel/words'
import type { CheckinRow } from './shapes'
import { viewsOf, type CheckinView } from './states'

export function useCheckins(): ComputedRef<CheckinView[]> {
  const rows = useRows<CheckinRow>('supervision.checkins')
  const acts = useActs()
  const now = useNow()
  return computed(() =>
    viewsOf(
      rows.value.map((row) => row.value),
      acts.value,
      now.value
    )
  )
}

/** How many check-ins are open now and not yet made: the number on the tile. */
export function dueCount(): number {
  const rows = useRows<CheckinRow>('supervision.checkins').value.map((row) => row.value)
  return viewsOf(rows, useActs().value, rightNow()).filter((view) => view.state === 'due').length
}
