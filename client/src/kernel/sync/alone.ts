import { Clock } from '../basics/clock'
import { CarriedDrafts } from '../outbox/carried'
import { Files } from '../outbox/files'
import { Waiting } from '../outbox/waiting'
import { DeviceStore } from '../store/device'
import { HandIn } from './handIn'
import { Wire } from './wire'

/** What the service worker has around it. */
export interface Outside {
  origin: string
  fetch: typeof fetch
  locks: LockManager
  storage: StorageManager | undefined
  version: string
}

/**
 * Hands in what waits, with no page open and nobody unlocked: acts and files are signed and sealed already, and the proof is the device's.
 * Reads nothing of anybody, pulls nothing, wipes nothing. Raises Refusal or Unreachable, upon which the browser tries again.
 */
export async function handInAlone(outside: Outside): Promise<void> {
  const store = new DeviceStore()
  try {
    const { device, clock_offset: offset } = await store.settings()
    if (device) await handInFrom(store, Number(offset ?? 0), outside)
  } finally {
    // A worker that is put to sleep would hold the database open against a page that must wipe it.
    await store.db.close()
  }
}

async function handInFrom(store: DeviceStore, offset: number, outside: Outside): Promise<void> {
  const clock = Object.assign(new Clock(), { offset })
  const [waiting, files, carried] = [new Waiting(store), new Files(store, clock), new CarriedDrafts(store)]
  // No receipt's words are kept without their reader's vault, so that the language they come in makes no difference.
  const wire = new Wire({ ...outside, clock, store, language: () => 'en' })
  const hands = new HandIn({ ...outside, wire, store, waiting, files, carried, clock, vault: () => null })
  const { acts, files: photos } = await hands.count()
  if (acts + photos === 0) return
  const { hub_to } = await hands.all()
  if (hub_to === undefined) await store.keepSettings({ last_exchange: clock.serverNow(), clock_offset: clock.offset })
}
