/** Whether somebody has done the tour or put it away. Their own vault on this device knows; nobody is told. */
import { computed, type ComputedRef, type Ref } from 'vue'
import { running } from '@/kernel/session'
import { live, once } from '@/kernel/session/live'

export type Mark = 'new' | 'done' | 'away'

const NOTE = 'firstday'
const marks = once<Ref<Mark | null>>()

/** null until it is read. */
export function useMark(): ComputedRef<Mark | null> {
  const found = marks(NOTE, () => live<Mark | null>([NOTE], null, async ({ vault }) => (await vault.note<Mark>(NOTE)) ?? 'new'))
  return computed(() => found.value)
}

export async function mark(as: Mark): Promise<void> {
  const { here, changes } = running()
  // What cannot be noted costs an offer made twice, never the screen.
  await here?.vault.setNote(NOTE, as).catch((error: unknown) => console.error(error))
  changes.tell(NOTE)
}
