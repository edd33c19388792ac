/** FRONT ROOM: files of the library on this device. What a list calls "on this tablet" is asked of the store here, never remembered. */
import { NotSaved } from '../basics/errors'
import { running } from '../session'
import { once } from '../session/live'
import { Front } from './front'
import type { Held } from './held'
import type { FileRef } from './types'
import { follow, type UseHeld } from './useHeld'

export { NotSaved } from '../basics/errors'
export { Refusal, Unreachable } from '../sync/wire'
export { Damaged, NoRoom } from './errors'
export type { FileRef, HeldState } from './types'
export type { UseHeld } from './useHeld'

const fronts = once<Front>()

/**
 * Brings a file onto this device. What has come of it stays, and the next try goes on from there. Two who ask share one download.
 * Raises Unreachable, Refusal, NoRoom, Damaged (thrown away: not what its hash says), NotSaved('locked').
 */
export async function fetchHeld(file: FileRef): Promise<void> {
  await (await store()).fetch(file)
}

/** The whole of a small file; undefined where it is not here. Raises NotSaved('locked'). */
export async function readHeld(h: string): Promise<Blob | undefined> {
  return (await store()).read(h)
}

/**
 * An address for `<video>`, `<audio>` and `<img>`, which opens nothing in an address bar, nor after this person has locked.
 * '' where nobody is here. The file must be here when the player asks: what is not is answered by 404.
 */
export function heldUrl(file: FileRef): string {
  return front().addressOf(file)
}

/** Whether these files are all here, and how far they have come. Within a component or an effect scope. */
export function useHeld(files: () => readonly FileRef[]): UseHeld {
  return follow(running(), store, files)
}

/** By choice of a person, by their id: no budget drops them. Whether they are here already makes no difference. */
export async function keepHeld(hashes: readonly string[], by: string): Promise<void> {
  await (await store()).keep(hashes, by)
}

export async function letGoHeld(hashes: readonly string[], by: string): Promise<void> {
  await (await store()).letGo(hashes, by)
}

/** In bytes. */
export async function heldBudget(): Promise<{ used: number; most: number; kept: number }> {
  return (await store()).budget()
}

async function store(): Promise<Held> {
  if (!running().here) throw new NotSaved('locked')
  return front().store()
}

function front(): Front {
  return fronts('held', () => new Front(running()))
}
