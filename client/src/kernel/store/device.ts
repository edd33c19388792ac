import { deleteDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Bytes } from '../basics/bytes'
import type { Sealed } from './cipher'
import { Database } from './database'
import type { WrappedKey } from './vaultKey'

/** One act in the outbox. Only what sending needs stands in clear; `ct` is sealed to the server, `view` to its maker. */
export interface ActRecord {
  id: string
  n: number
  by: string
  k: string
  iv: Bytes
  /** Gone once the server says that the act is backed up. */
  ct?: Bytes
  /** What its maker sees in the list of what they sent; absent once their vault is gone. */
  view?: Sealed
  /** The server's word on it, if it has given one. */
  r?: string
  /** Hashes of the files it names. */
  files: string[]
  /** When the server first said that its backup has it, by the server's clock. */
  since?: string
}

/** A file under a key of its own: readable by its keeper's vault and, until the server has it, by the device that must send it. */
export interface FileRecord extends Sealed {
  h: string
  n: number
  t: string
  by: string
  /** When the server was first heard after it was kept, by the server's clock: the device's own may have been a year off. */
  since?: string
  /** Place in the chain of the latest act that names it; none while it only stands in a draft. */
  named?: number
  /** The server has all of it. */
  uploaded?: boolean
  forKeeper?: Sealed
  forSending?: Sealed
}

/** Someone who can unlock this device. The name is what the lock screen shows, so it stands in clear. */
export interface PersonHere {
  id: string
  known_as: string
  lock: WrappedKey
  wrong: number
  /** No try counts before this moment (milliseconds of the device's clock). */
  not_before: number
  /** How many answers they had not read when it was last open; only on a phone that is theirs alone. */
  news?: number
}

export interface DeviceKeys {
  /** ES256, never leaves the browser: proves the device and signs its acts. */
  proof: CryptoKeyPair
  /** AES-256-GCM, never leaves the browser: the second wrapping of every vault key. */
  wrap: CryptoKey
}

/** Neither leaves the browser. They belong to the device and to no vault, so that two people on one tablet hold one film. */
export interface HeldKeys {
  /** AES-256-GCM, over the pieces. */
  seal: CryptoKey
  /** HMAC-SHA-256, for names that say nothing. */
  name: CryptoKey
}

/** A file of the library that stands here, or is coming. */
export interface HeldRecord {
  /** Its hash, blind. */
  id: string
  n: number
  t: string
  /** It came to its end, and was what its hash says. */
  whole: boolean
  /** Milliseconds of the device's clock. */
  used: number
  /** Who wants it kept, each blind. */
  kept: string[]
}

/** An outbox key, sealed to the server, with the server's own word on whoever was unlocked under it. */
export interface SealedKey {
  k: string
  jwe: string
  slip: string
}

export interface DeviceSchema extends DBSchema {
  settings: { key: string; value: unknown }
  keys: { key: keyof Keys; value: Keys[keyof Keys] }
  acts: { key: string; value: ActRecord; indexes: { n: number } }
  outbox_keys: { key: string; value: SealedKey }
  files: { key: string; value: FileRecord }
  people: { key: string; value: PersonHere }
  held: { key: string; value: HeldRecord }
}

interface Keys {
  device: DeviceKeys
  held: HeldKeys
}

const NAME = 'throughgate'

/** The database of the device itself: keys, outbox, chain and settings. It outlives every vault. */
export class DeviceStore {
  readonly db = new Database<DeviceSchema>(NAME, 2, (db, before) => {
    if (before < 1) makeStores(db)
    // Version 1 held no files of the library.
    db.createObjectStore('held', { keyPath: 'id' })
  })

  async setting<T>(name: string): Promise<T | undefined> {
    return (await this.db.use((db) => db.get('settings', name))) as T | undefined
  }

  /** All of them in one reading. */
  async settings(): Promise<Record<string, unknown>> {
    return this.db.use(async (db) => {
      const { store } = db.transaction('settings')
      const [names, values] = await Promise.all([store.getAllKeys(), store.getAll()])
      return Object.fromEntries(names.map((name, i) => [name, values[i]]))
    })
  }

  async setSetting(name: string, value: unknown): Promise<void> {
    await this.db.use((db) => db.put('settings', value, name))
  }

  /** All of them or none. */
  async keepSettings(settings: Record<string, unknown>): Promise<void> {
    await this.db.use(async (db) => {
      const tx = db.transaction('settings', 'readwrite', { durability: 'strict' })
      for (const [name, value] of Object.entries(settings)) void tx.store.put(value, name)
      await tx.done
    })
  }

  async dropSetting(name: string): Promise<void> {
    await this.db.use((db) => db.delete('settings', name))
  }

  /** The device's keys, made on the first ask. */
  keys(): Promise<DeviceKeys> {
    return this.keysOf('device', makeKeys)
  }

  /** The keys of what the library holds here, made on the first ask. */
  heldKeys(): Promise<HeldKeys> {
    return this.keysOf('held', makeHeldKeys)
  }

  people(): Promise<PersonHere[]> {
    return this.db.use((db) => db.getAll('people'))
  }

  async person(id: string): Promise<PersonHere | undefined> {
    return this.db.use((db) => db.get('people', id))
  }

  async putPerson(person: PersonHere): Promise<void> {
    await this.db.use((db) => db.put('people', person))
  }

  async dropPerson(id: string): Promise<void> {
    await this.db.use((db) => db.delete('people', id))
  }

  private async keysOf<Name extends keyof Keys>(name: Name, make: () => Promise<Keys[Name]>): Promise<Keys[Name]> {
    const kept = await this.db.use((db) => db.get('keys', name))
    if (kept) return kept as Keys[Name]
    const made = await make()
    return this.db.use(async (db) => {
      const tx = db.transaction('keys', 'readwrite', { durability: 'strict' })
      // Another tab may have been faster; its keys are the device's then.
      const theirs = await tx.store.get(name)
      if (!theirs) await tx.store.put(made, name)
      await tx.done
      return (theirs ?? made) as Keys[Name]
    })
  }

  /** Forgets the device altogether. Only for a device with nothing left to hand in. */
  async destroy(): Promise<void> {
    await this.db.close()
    await deleteDB(NAME)
  }
}

function makeStores(db: IDBPDatabase<DeviceSchema>): void {
  db.createObjectStore('settings')
  db.createObjectStore('keys')
  db.createObjectStore('acts', { keyPath: 'id' }).createIndex('n', 'n', { unique: true })
  db.createObjectStore('outbox_keys', { keyPath: 'k' })
  db.createObjectStore('files', { keyPath: 'h' })
  db.createObjectStore('people', { keyPath: 'id' })
}

export async function makeHeldKeys(): Promise<HeldKeys> {
  return {
    seal: await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
    name: await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  }
}

async function makeKeys(): Promise<DeviceKeys> {
  return {
    proof: await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']),
    wrap: await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  }
}
