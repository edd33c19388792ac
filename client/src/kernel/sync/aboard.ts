import type { CarriedDrafts } from '../outbox/carried'
import type { Files } from '../outbox/files'
import type { Waiting } from '../outbox/waiting'
import type { DeviceStore } from '../store/device'
import type { Aboard } from './shapes'

interface Parts {
  store: DeviceStore
  waiting: Waiting
  files: Files
  carried: CarriedDrafts
}

/** Everybody of whom something is on this device, and what it has not handed in of theirs. Nobody's on a kiosk. */
export async function everybodyAboard(parts: Parts, all: { acts: number; files: number }): Promise<Aboard[]> {
  const { store, waiting, files, carried } = parts
  const people = (await store.people()).map(({ id }) => id)
  const drafts = new Map<string, number>()
  for (const { person } of await carried.but(undefined)) drafts.set(person, (drafts.get(person) ?? 0) + 1)
  const row = (person: string, acts: number, photos: number) => ({ person, acts, files: photos, drafts: drafts.get(person) ?? 0 })
  const [only] = people
  // Most devices are one person's: what waits is theirs, and nothing need be read again.
  if (people.length === 1 && only) return [row(only, all.acts, all.files)]
  const nothing = new Map<string, number>()
  const acts = all.acts ? await waiting.unstoredBy() : nothing
  const wanted = (await store.setting<string[]>('need_files')) ?? []
  const unsent = all.files ? await files.waitingBy((await waiting.reached()).stored_to, wanted) : nothing
  return people.map((person) => row(person, acts.get(person) ?? 0, unsent.get(person) ?? 0))
}
