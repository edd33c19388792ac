/** Fetched when the first file is asked for: the first screen needs none. */
import type { Session } from '../session'
import { makeHeldKeys } from '../store/device'
import { Held, type HeldParts } from './held'
import { DiskList, MemoryList } from './list'
import { DiskPieces, hasDisk, MemoryPieces } from './pieces'

// Of what the browser grants us. The rest belongs to what people write.
const SHARE = 0.25
const MOST_IN_MEMORY = 64 * 1024 * 1024

/** On the disk; in memory on a kiosk, and where the browser has no file system for us. */
export async function openHeld(session: Session): Promise<Held> {
  const { store, wire, changes, world } = session
  const around = { wire, clock: world.clock, token: () => session.here?.token, changed: () => changes.tell('held') }
  if (session.kiosk || !(await hasDisk(world.storage))) return inMemory(around)
  const storage = world.storage!
  const most = async () => ((await storage.estimate()).quota ?? 0) * SHARE
  const held = new Held({ ...around, list: new DiskList(store), pieces: new DiskPieces(storage), keys: await store.heldKeys(), most })
  await held.tidy()
  return held
}

async function inMemory(around: Omit<HeldParts, 'list' | 'pieces' | 'keys' | 'most'>): Promise<Held> {
  return new Held({ ...around, list: new MemoryList(), pieces: new MemoryPieces(), keys: await makeHeldKeys(), most: async () => MOST_IN_MEMORY })
}
