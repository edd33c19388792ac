/** The person's conversations, as screens show them. */
import { computed, type ComputedRef } from 'vue'
import { useActs, type ActView } from '@/kernel/acts'
import { useRows } from '@/kernel/feeds'
import { useNewest } from '@/kernel/threads'
import { GROUPS, MAKE_GROUP, MESSAGES, THREADS, type MessageRow, type ThreadRow } from './shapes'
import { viewsOf, type View } from './thread'

/** How many messages a screen shows at first, and how many more each time. */
export const PART = 30

export function useThreads(): ComputedRef<ThreadRow[]> {
  const [pairs, groups] = [useRows<ThreadRow>(THREADS), useRows<ThreadRow>(GROUPS)]
  return computed(() => [...pairs.value, ...groups.value].map(({ value }) => value).sort((a, b) => a.name.localeCompare(b.name)))
}

export function useThread(id: () => string): ComputedRef<ThreadRow | undefined> {
  const threads = useThreads()
  return computed(() => threads.value.find((one) => one.id === id()))
}

/** Groups that somebody made and no server knows yet. */
export function newGroups(threads: readonly ThreadRow[], acts: readonly ActView[]): { id: string; name: string; act: ActView }[] {
  const made = acts.filter(({ command, id }) => command === MAKE_GROUP && !threads.some((one) => one.id === id))
  // What was taken in stands among the groups, if it stands at all: the row that tells may have come before or after the receipt.
  const open = made.filter(({ status }) => status !== 'accepted')
  return open.map((act) => ({ id: act.id, name: (act.said as { name?: string } | undefined)?.name ?? '', act }))
}

/** The newest messages of a thread; null until they are read. `more`: there are older ones. */
export function useMessages(thread: () => string, most: () => number) {
  const [newest, acts] = [useNewest<MessageRow>(MESSAGES, thread, most), useActs()]
  const rows = computed(() => newest.value?.rows ?? [])
  const more = computed(() => (newest.value?.all ?? 0) > rows.value.length)
  const views = computed<View[] | null>(() => newest.value && viewsOf(thread(), rows.value, acts.value, more.value))
  return { rows, acts, views, more }
}
