/** What stands in this browser: each recipient's key, locked, and by which keys each of those who wrote has signed. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { KeyFile } from './keyFile'
import type { PasskeyLock } from './passkey'

export interface Kept {
  recipient: string
  file: KeyFile
  passkey?: PasskeyLock
}

interface Shelves extends DBSchema {
  keys: { key: string; value: Kept }
  writers: { key: string; value: { thread: string; known: string[] } }
}

let opened: Promise<IDBPDatabase<Shelves>> | undefined

function shelves(): Promise<IDBPDatabase<Shelves>> {
  opened ??= openDB<Shelves>('letters', 1, {
    upgrade(database) {
      database.createObjectStore('keys', { keyPath: 'recipient' })
      database.createObjectStore('writers', { keyPath: 'thread' })
    }
  })
  return opened
}

export async function keyKept(recipient: string): Promise<Kept | undefined> {
  return (await shelves()).get('keys', recipient)
}

export async function keepKey(kept: Kept): Promise<void> {
  await (await shelves()).put('keys', kept)
}

export async function anyKey(): Promise<boolean> {
  return (await (await shelves()).count('keys')) > 0
}

/** By which keys letters of one person were signed, as far as the reader has taken them for theirs. */
export async function knownOf(thread: string): Promise<string[]> {
  return (await (await shelves()).get('writers', thread))?.known ?? []
}

export async function know(thread: string, key: string): Promise<void> {
  const known = await knownOf(thread)
  if (!known.includes(key)) await (await shelves()).put('writers', { thread, known: [...known, key] })
}
