/** The first screen's own list: at once as it was noted, and soon after it as it is. */
import { computed, getCurrentScope, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { running } from '@/kernel/session'
import { live, once } from '@/kernel/session/live'
import { rightNow } from '@/kernel/words'
import { frontOf, frontView, type Front, type FrontView } from './front'
import { useMine } from './mine'
import { itemsWereRead, useItems, useTongue } from './useLibrary'

const NOTE = 'library.front'
/** The screen stands and answers before all items are read. */
const SOON_MS = 1_500

const notes = once<Ref<Front | null | undefined>>()

/** null until anything is known. */
export function useFront(): ComputedRef<FrontView | null> {
  const noted = notes(NOTE, () => live<Front | null | undefined>([NOTE], undefined, async ({ vault }) => (await vault.note<Front>(NOTE)) ?? null))
  const wished = useTongue()
  const fresh = useFresh(noted)
  return computed(() => {
    const front = fresh.value ?? noted.value
    return front ? frontView(front, wished.value, rightNow()) : null
  })
}

/** Out of all items, once they are read: now where they are in memory or nothing was noted, else when the screen stands. */
function useFresh(noted: Ref<Front | null | undefined>): Ref<Front | null> {
  const fresh = shallowRef<Front | null>(null)
  const mine = useMine()
  const scope = getCurrentScope()!
  const begin = () =>
    scope.run(() => {
      const items = useItems()
      watch([items, mine], () => items.value && mine.value && (fresh.value = frontOf(items.value, mine.value.read)), { immediate: true })
    })
  let waits: ReturnType<typeof setTimeout> | undefined
  watch(
    noted,
    (front) => {
      if (front === undefined || waits) return
      waits = setTimeout(() => scope.active && begin(), front && !itemsWereRead() ? SOON_MS : 0)
    },
    { immediate: true }
  )
  watch(fresh, (front) => void keep(front, noted.value))
  return fresh
}

async function keep(front: Front | null, noted: Front | null | undefined): Promise<void> {
  const { here } = running()
  if (!here || !front || JSON.stringify(front) === JSON.stringify(noted)) return
  await here.vault.setNote(NOTE, front).catch((error: unknown) => console.error(error))
  running().changes.tell(NOTE)
}
