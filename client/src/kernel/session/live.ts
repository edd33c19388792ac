import { shallowRef, type Ref } from 'vue'
import { running } from './index'
import type { Here, Session } from './session'

/** A list that is read again whenever one of its topics changes, and empties when its person leaves. */
export function live<T>(topics: string[], empty: T, read: (here: Here, session: Session) => Promise<T>): Ref<T> {
  const session = running()
  const value = shallowRef<T>(empty)
  let turn = 0
  const refresh = async () => {
    const mine = ++turn
    const { here } = session
    if (!here) value.value = empty
    const fresh = here ? await read(here, session) : empty
    // A slower, older read must not overwrite a newer one, nor show one person's rows to the next.
    if (mine === turn && session.here === here) value.value = fresh
  }
  const again = () => void refresh().catch((error: unknown) => console.error(error))
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
