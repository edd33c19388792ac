import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue'

const LATEST_MS = 1_000

/** A list that is drawn in two steps: its `first` part at once, all of it when the browser has nothing better to do. */
export function useSoon<T>(all: Ref<T>, first: (all: T) => T, none: T): ShallowRef<T> {
  const shown = shallowRef(none)
  let waits: number | undefined
  const cancel = () => waits !== undefined && idle.end(waits)
  watch(
    all,
    (now) => {
      cancel()
      shown.value = first(now)
      waits = idle.begin(() => (shown.value = now))
    },
    { immediate: true }
  )
  onScopeDispose(cancel)
  return shown
}

// Safari has no idle callbacks.
const idle = 'requestIdleCallback' in globalThis
  ? { begin: (then: () => void): number => requestIdleCallback(then, { timeout: LATEST_MS }), end: (id: number): void => cancelIdleCallback(id) }
  : { begin: (then: () => void): number => setTimeout(then, 50) as unknown as number, end: (id: number): void => clearTimeout(id) }
