import type { Files } from '../outbox/files'
import type { Waiting } from '../outbox/waiting'
import type { DeviceStore } from '../store/device'
import type { Aboard } from './shapes'

interface Parts {
  store: DeviceStore
  waiting: Waiting
  files: Files
}

/** Everybody of whom something is on this device, and what it has not handed in of theirs. Nobody's on a kiosk. */
export async function everybodyAboard({ store, waiting, files }: Parts, all: { acts: number; files: number }): Promise<Aboard[]> {
  const people = (await store.people()).map(({ id }) => id)
  const [only] = people
  // Most devices are one person's: what waits is theirs, and nothing need be read again.
  if (people.length === 1 && only) return [{ person: only, acts: all.acts, files: all.files }]
  const nothing = new Map<string, number>()
  const acts = all.acts ? await waiting.unstoredBy() : nothing
  const wanted = (await store.setting<string[]>('need_files')) ?? []
  const unsent = all.files ? await files.waitingBy((await waiting.reached()).stored_to, wanted) : nothing
  return people.map((person) => ({ person, acts: acts.get(person) ?? 0, files: unsent.get(person) ?? 0 }))
}
