import { shallowRef, type Ref } from 'vue'
import { running } from './index'
import type { Here, Session } from './session'

/** How many things of one kind are in memory: the newest, more than anybody makes in a month. The others stay on the disk until they are wanted. */
const HELD = 1_000

const reaches = new WeakMap<Here, Record<string, number>>()

/** How many of a topic's things whoever is here wants to see. */
export function mostOf(topic: string, here: Here): number {
  return reaches.get(here)?.[topic] ?? HELD
}

/** Whoever is here has seen the last that is held, and wants older ones too. */
export function reachFurther(topic: string): void {
  const { here, changes } = running()
  if (!here) return
  reaches.set(here, { ...reaches.get(here), [topic]: mostOf(topic, here) + HELD })
  changes.tell(topic)
}

/** A list that is read again whenever one of its topics changes, and empties when its person leaves. */
export function live<T>(topics: string[], empty: T, read: (here: Here, session: Session) => Promise<T>): Ref<T> {
  const session = running()
  const value = shallowRef<T>(empty)
  let turn = 0
  let reading = Promise.resolve()
  const refresh = async () => {
    const here = session.shown
    const fresh = here ? await read(here, session) : empty
    // The rows of one person must not show to the next.
    if (session.shown === here) value.value = fresh
  }
  const again = () => {
    const mine = ++turn
    if (!session.shown) value.value = empty
    // One reading at a time, and one more for all that was told meanwhile: each has the whole list in memory.
    reading = reading.then(() => (mine === turn ? refresh() : undefined)).catch((error: unknown) => console.error(error))
  }
  for (const topic of ['person', ...topics]) session.changes.on(topic, again)
  again()
  return value
}

/** One value for each session and name, so that ten cards asking for one feed read it once. */
export function once<T>(): (name: string, make: () => T) => T {
  const made = new WeakMap<Session, Map<string, T>>()
  return (name, make) => {
    const own = made.get(running()) ?? new Map<string, T>()
    made.set(running(), own)
    const value = own.get(name) ?? make()
    own.set(name, value)
    return value
  }
}
