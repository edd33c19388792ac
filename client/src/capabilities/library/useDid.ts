/** What the person did with packages: what the server has, and what waits on this device. */
import { computed, type ComputedRef } from 'vue'
import { useActs } from '@/kernel/acts'
import { useRows } from '@/kernel/feeds'
import { bestOf, type DidView } from './packages/outcomes'
import type { DidRow } from './shapes'

/** The best of it; null where they have not come to its end. */
export function useDid(file: () => string): ComputedRef<DidView | null> {
  const rows = useRows<DidRow>('library.did')
  const acts = useActs()
  return computed(() =>
    bestOf(
      rows.value.map((row) => row.value),
      acts.value,
      file()
    )
  )
}
