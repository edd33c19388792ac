/** The time, as well as this device knows it: what is due and how long ago things were hangs on it. */
import { onScopeDispose, ref, type Ref } from 'vue'

const TICK_MS = 20_000

let clock = (): Date => new Date()

/** The session gives us the clock that the server corrected; the device's own may be a year off. */
export function setClock(fn: () => Date): void {
  clock = fn
}

export function rightNow(): Date {
  return clock()
}

/** Now, moving on by itself while the screen is open. */
export function useNow(): Ref<Date> {
  const now = ref(clock())
  const ticking = setInterval(() => (now.value = clock()), TICK_MS)
  onScopeDispose(() => clearInterval(ticking))
  return now
}
