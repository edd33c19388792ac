/** The library as its screens show it. */
import { computed, type ComputedRef } from 'vue'
import { useActs } from '@/kernel/acts'
import { useAllRows, useMe, useRows } from '@/kernel/feeds'
import { running } from '@/kernel/session'
import { language, rightNow, useNow } from '@/kernel/words'
import { COMMENTS } from './answers'
import { commentsOf, type CommentView } from './comments'
import { hasEnded, takenBack, viewsOf, type ItemView } from './items'
import type { CommentRow, ItemRow } from './shapes'
import { readsIn } from './tongues'

export const ITEMS = 'library.items'

/** For whom all items are in memory. */
const readFor = new WeakSet<object>()

/** They need not be waited for. */
export function itemsWereRead(): boolean {
  const { here } = running()
  return here !== null && readFor.has(here)
}

/** All items there are to show, newest first; null until they are read. */
export function useItems(): ComputedRef<ItemView[] | null> {
  const rows = useAllRows<ItemRow>(ITEMS)
  const wished = useTongue()
  const now = useNow()
  // The list is made anew when something ends, not whenever the clock moves.
  const ended = computed(() => (rows.value ?? []).filter((row) => hasEnded(row.value, now.value)).length)
  return computed(() => {
    void ended.value
    const { here } = running()
    if (here && rows.value) readFor.add(here)
    return rows.value && viewsOf(rows.value.map((row) => row.value), wished.value, rightNow())
  })
}

/** Of what was taken back from this person, why. */
export function useTakenBack(): ComputedRef<Map<string, string>> {
  const rows = useAllRows<ItemRow>(ITEMS)
  return computed(() => takenBack((rows.value ?? []).map((row) => row.value)))
}

/** The language in which the person who is here reads. */
export function useTongue(): ComputedRef<string> {
  const me = useMe()
  return computed(() => readsIn(language.value, me.value?.language))
}

/** What the person said, newest first. */
export function useComments(): ComputedRef<CommentView[]> {
  const rows = useRows<CommentRow>(COMMENTS)
  const acts = useActs()
  return computed(() =>
    commentsOf(
      rows.value.map((row) => row.value),
      acts.value
    )
  )
}
