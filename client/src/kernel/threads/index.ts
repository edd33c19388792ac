/** FRONT ROOM: long feeds that stand in threads, and the files that came with them. */
import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { running, type Here } from '../session'
import { live, once } from '../session/live'
import { headsOf, newestOf } from '../store/order'

export { bringFile, isHere, useReceived } from './received'

export interface Newest<T> {
  /** Oldest first. */
  rows: T[]
  /** How many the thread has in all. */
  all: number
}

const heads = once<Ref<unknown[] | null>>()

/** The newest rows of a thread, kept fresh while its screen is open; null until they are read, or where nobody is here. */
export function useNewest<T>(feed: string, thread: () => string, most: () => number): Ref<Newest<T> | null> {
  const { changes } = running()
  const found = shallowRef<Newest<T> | null>(null)
  let turn = 0
  let reading = Promise.resolve()
  const read = async (mine: number) => {
    const { here } = running()
    const fresh = here && (await rowsOf<T>(here, feed, thread(), most()))
    if (mine === turn) found.value = fresh
  }
  const again = () => {
    const mine = ++turn
    reading = reading.then(() => (mine === turn ? read(mine) : undefined)).catch((error: unknown) => console.error(error))
  }
  watch([thread, most], again, { immediate: true })
  const ends = [feed, 'person'].map((topic) => changes.on(topic, again))
  onScopeDispose(() => ends.forEach((end) => end()))
  return found
}

/** The last row of every thread of a feed; null until they are read. */
export function useHeads<T>(feed: string): Ref<T[] | null> {
  return heads(feed, () => live<unknown[] | null>([feed], null, (here) => readHeads(here, feed))) as Ref<T[] | null>
}

/** The same, once. */
export async function readHeads<T>({ vault }: Here, feed: string): Promise<T[]> {
  return (await headsOf(vault, `person/${vault.person}`, feed)).map(({ value }) => value as T)
}

/** The newest rows of a thread, once. */
export async function rowsOf<T>({ vault }: Here, feed: string, thread: string, most: number): Promise<Newest<T>> {
  const { rows, all } = await newestOf(vault, { stream: `person/${vault.person}`, feed, thread }, most)
  return { rows: rows.map(({ value }) => value as T), all }
}
