/** What somebody has marked, kept and heard: in their own vault on this device, and told to nobody. */
import { computed, type ComputedRef, type Ref } from 'vue'
import { running } from '@/kernel/session'
import { live, once } from '@/kernel/session/live'
import type { ItemView } from './items'
import type { FileRef } from './shapes'
import type { Visit } from './visit'

export interface Marked {
  title: string
  lang: string
  at: string
}

/** Kept on the device by choice: the edition, and every file that was fetched for it. */
export interface Kept extends Marked {
  n: number
  files: FileRef[]
}

export interface Mine {
  visit: Visit | null
  /** By item. */
  later: Record<string, Marked>
  /** By item. */
  kept: Record<string, Kept>
  /** Where they were in a sound or film, in seconds, by its hash. */
  places: Record<string, number>
}

const NOTE = 'library'
const NOTHING: Mine = { visit: null, later: {}, kept: {}, places: {} }

const mine = once<Ref<Mine | null>>()
let writing = Promise.resolve()

/** null until it is read. */
export function useMine(): ComputedRef<Mine | null> {
  const found = mine(NOTE, () => live<Mine | null>([NOTE], null, async (here) => readFrom(here)))
  return computed(() => found.value)
}

/** Changes what is noted, one change after the other: two at once would each forget the other. */
export function note(change: (before: Mine) => Mine): Promise<void> {
  const { here, changes } = running()
  const write = async (): Promise<void> => {
    if (!here || running().here !== here) return
    await here.vault.setNote(NOTE, change(await readFrom(here)))
    changes.tell(NOTE)
  }
  // What cannot be noted costs a mark, never the screen.
  return (writing = writing.then(write).catch((error: unknown) => console.error(error)))
}

export function readLater(view: ItemView, at: Date): Promise<void> {
  return note((before) => ({ ...before, later: { ...before.later, [view.id]: markOf(view, at) } }))
}

export function notLater(item: string): Promise<void> {
  return note((before) => ({ ...before, later: without(before.later, item) }))
}

export function noteKept(view: ItemView, files: FileRef[], at: Date): Promise<void> {
  return note((before) => ({ ...before, kept: { ...before.kept, [view.id]: { ...markOf(view, at), n: view.row.n, files } } }))
}

export function noteNotKept(item: string): Promise<void> {
  return note((before) => ({ ...before, kept: without(before.kept, item) }))
}

/** Where somebody is in a sound or film; nothing is noted of one that they have heard to its end. */
export function notePlace(hash: string, seconds: number): Promise<void> {
  return note(({ places, ...before }) => ({ ...before, places: seconds > 0 ? { ...places, [hash]: seconds } : without(places, hash) }))
}

function markOf({ title, lang }: ItemView, at: Date): Marked {
  return { title, lang, at: at.toISOString() }
}

async function readFrom({ vault }: { vault: { note: <T>(name: string) => Promise<T | undefined> } }): Promise<Mine> {
  return { ...NOTHING, ...(await vault.note<Mine>(NOTE)) }
}

function without<T>(all: Record<string, T>, key: string): Record<string, T> {
  const { [key]: _, ...others } = all
  return others
}
