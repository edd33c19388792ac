/** What somebody has marked, kept and heard: in their own vault on this device, and told to nobody. */
import { computed, type ComputedRef, type Ref } from 'vue'
import { running } from '@/kernel/session'
import { live, once } from '@/kernel/session/live'
import type { ItemView } from './items'
import type { FileRef, Read } from './shapes'
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

export type Paper = 'light' | 'sepia' | 'dark'

/** How they like books to look, where they have chosen. `size`: of letters, in per cent. */
export interface BookTaste {
  paper?: Paper
  size?: number
}

/** A page or chapter, from 0, and which of its paragraphs stood at the top. */
export interface Spot {
  part: number
  paragraph: number
}

export interface Mine {
  visit: Visit | null
  /** By item. */
  later: Record<string, Marked>
  /** By item. */
  kept: Record<string, Kept>
  /** Where they were in a sound or film, in seconds, by the hash of its first size. */
  places: Record<string, number>
  /** Where they were in a document or book, by the hash of its file. */
  spots: Record<string, Spot>
  books: BookTaste
  /** What they opened, by item: when last, and whether they came to its end. */
  read: Record<string, Read>
  /** Whether they want captions under a film. */
  captions: boolean
}

const NOTE = 'library'
const MOST_READ = 100
const NOTHING: Mine = { visit: null, later: {}, kept: {}, places: {}, spots: {}, books: {}, read: {}, captions: true }

const mine = once<Ref<Mine | null>>()
let writing = Promise.resolve()

/** null until it is read. */
export function useMine(): ComputedRef<Mine | null> {
  const found = mine(NOTE, () => live<Mine | null>([NOTE], null, async (here) => mineNow(here)))
  return computed(() => found.value)
}

/** Changes what is noted, one change after the other: two at once would each forget the other. */
export function note(change: (before: Mine) => Mine): Promise<void> {
  const { here, changes } = running()
  const write = async (): Promise<void> => {
    if (!here || running().here !== here) return
    await here.vault.setNote(NOTE, change(await mineNow(here)))
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

export function noteSpot(hash: string, spot: Spot): Promise<void> {
  return note(({ spots, ...before }) => ({ ...before, spots: { ...spots, [hash]: spot } }))
}

export function noteBooks(taste: BookTaste): Promise<void> {
  return note(({ books, ...before }) => ({ ...before, books: { ...books, ...taste } }))
}

/** They have it before them. `done`: there is nothing in it that goes on for a while. */
export function noteRead(item: string, at: Date, done: boolean): Promise<void> {
  return note(({ read, ...before }) => ({ ...before, read: lately({ ...read, [item]: { at: at.toISOString(), done: done || (read[item]?.done ?? false) } }) }))
}

/** They heard or saw it to its end. */
export function noteEnded(item: string): Promise<void> {
  return note(({ read, ...before }) => ({ ...before, read: read[item] ? { ...read, [item]: { ...read[item], done: true } } : read }))
}

export function noteCaptions(captions: boolean): Promise<void> {
  return note((before) => ({ ...before, captions }))
}

/** What was opened long ago is nobody's to go on with. */
function lately(read: Record<string, Read>): Record<string, Read> {
  const newest = Object.entries(read).sort(([, a], [, b]) => b.at.localeCompare(a.at))
  return Object.fromEntries(newest.slice(0, MOST_READ))
}

function markOf({ title, lang }: ItemView, at: Date): Marked {
  return { title, lang, at: at.toISOString() }
}

/** As it stands in the vault. */
export async function mineNow({ vault }: { vault: { note: <T>(name: string) => Promise<T | undefined> } }): Promise<Mine> {
  return { ...NOTHING, ...(await vault.note<Mine>(NOTE)) }
}

function without<T>(all: Record<string, T>, key: string): Record<string, T> {
  const { [key]: _, ...others } = all
  return others
}
