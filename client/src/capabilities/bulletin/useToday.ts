/** The bulletin as its screens show it. */
import { computed, type ComputedRef } from 'vue'
import { useRows } from '@/kernel/feeds'
import { useNow } from '@/kernel/words'
import type { LineRow } from './shapes'
import { todayOf, type Today } from './today'

export const LINES = 'bulletin.today'
export const SCREENS = 'bulletin.screens'

/** What is so now, moving on by itself. */
export function useToday(): { today: ComputedRef<Today>; empty: ComputedRef<boolean> } {
  const rows = useRows<LineRow>(LINES)
  const now = useNow()
  return {
    today: computed(() => todayOf(rows.value.map((row) => row.value), now.value)),
    empty: computed(() => rows.value.length === 0)
  }
}
