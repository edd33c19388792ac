/** What is held goes with the device, and what somebody kept goes with them. Small, since the session needs it before any file does. */
import { blind } from '../store/cipher'
import type { DeviceStore, HeldRecord } from '../store/device'

/** The folder in the browser's own file system (OPFS). */
export const FOLDER = 'held'

/** Takes the key, the index and the files. May be called again: a browser does not take away what is being written at that moment. */
export async function forgetHeld(store: DeviceStore, storage: StorageManager | undefined): Promise<void> {
  await store.db.use(async (db) => {
    const tx = db.transaction(['keys', 'held'], 'readwrite', { durability: 'strict' })
    // Without it the files are noise, whatever becomes of them.
    void tx.objectStore('keys').delete('held')
    void tx.objectStore('held').clear()
    await tx.done
  })
  const root = await storage?.getDirectory?.().catch(() => undefined)
  await root?.removeEntry(FOLDER, { recursive: true }).catch(() => undefined)
}

/**
 * There is no more room for what people do: files of the library go, which can be fetched again, the kept ones last.
 * False where there is none.
 */
export async function giveWay(store: DeviceStore, storage: StorageManager | undefined): Promise<boolean> {
  const here = (await store.db.use((db) => db.getAll('held'))).filter(({ n }) => n > 0)
  const nobodys = here.filter(({ kept }) => kept.length === 0)
  const goes = nobodys.length > 0 ? nobodys : here
  const folder = await storage
    ?.getDirectory?.()
    .then((root) => root.getDirectoryHandle(FOLDER))
    .catch(() => undefined)
  // The files first: a list that knows of more than there is mends itself.
  for (const { id } of goes) await folder?.removeEntry(id, { recursive: true }).catch(() => undefined)
  await store.db.use(async (db) => {
    const tx = db.transaction('held', 'readwrite')
    for (const record of goes) void (record.kept.length > 0 ? tx.store.put({ ...record, n: 0, whole: false }) : tx.store.delete(record.id))
    await tx.done
  })
  return goes.length > 0
}

/** Somebody left this device: nothing is kept for their sake any more. */
export async function forgetKeeper(store: DeviceStore, person: string): Promise<void> {
  if (!(await store.db.use((db) => db.count('held')))) return
  const by = await blind((await store.heldKeys()).name, person)
  await store.db.use(async (db) => {
    const tx = db.transaction('held', 'readwrite')
    for await (const cursor of tx.store.iterate()) {
      const left = without(cursor.value, by)
      if (!left) await cursor.delete()
      else if (left !== cursor.value) await cursor.update(left)
    }
    await tx.done
  })
}

/** A record that somebody lets go of; nothing where it was no more than their wish to keep. */
export function without(record: HeldRecord, by: string): HeldRecord | undefined {
  if (!record.kept.includes(by)) return record
  const kept = record.kept.filter((one) => one !== by)
  return record.n > 0 || kept.length > 0 ? { ...record, kept } : undefined
}
