import { computed, onScopeDispose, shallowRef, watch, type ComputedRef } from 'vue'
import type { Session } from '../session'
import type { Held } from './held'
import type { FileRef, HeldState, Standing } from './types'

export interface UseHeld {
  state: ComputedRef<HeldState>
  /** Of all their bytes, from 0 to 1. */
  done: ComputedRef<number>
  /** Fetches what is not here. Raises as `fetchHeld` does. */
  fetch(): Promise<void>
}

const NOTHING: Standing = { state: 'away', done: 0 }

/** Follows some files in the store. It is asked again whenever one comes or goes: nothing is remembered. */
export function follow(session: Session, store: () => Promise<Held>, files: () => readonly FileRef[]): UseHeld {
  const found = shallowRef(NOTHING)
  let turn = 0
  let looking = Promise.resolve()
  const look = async () => {
    found.value = session.here ? await (await store()).standing(files()) : NOTHING
  }
  const again = () => {
    const mine = ++turn
    looking = looking.then(() => (mine === turn ? look() : undefined)).catch((error: unknown) => console.error(error))
  }
  watch(files, again, { immediate: true })
  const ends = ['held', 'person'].map((topic) => session.changes.on(topic, again))
  onScopeDispose(() => ends.forEach((end) => end()))
  return {
    state: computed(() => found.value.state),
    done: computed(() => found.value.done),
    fetch: async () => {
      const held = await store()
      for (const file of files()) await held.fetch(file)
    }
  }
}
