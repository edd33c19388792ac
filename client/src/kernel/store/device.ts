import { deleteDB, type DBSchema } from 'idb'
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

/** An outbox key, sealed to the server, with the server's own word on whoever was unlocked under it. */
export interface SealedKey {
  k: string
  jwe: string
  slip: string
}

export interface DeviceSchema extends DBSchema {
  settings: { key: string; value: unknown }
  keys: { key: 'device'; value: DeviceKeys }
  acts: { key: string; value: ActRecord; indexes: { n: number } }
  outbox_keys: { key: string; value: SealedKey }
  files: { key: string; value: FileRecord }
  people: { key: string; value: PersonHere }
}

const NAME = 'throughgate'

/** The database of the device itself: keys, outbox, chain and settings. It outlives every vault. */
export class DeviceStore {
  readonly db = new Database<DeviceSchema>(NAME, 1, (db) => {
    db.createObjectStore('settings')
    db.createObjectStore('keys')
    db.createObjectStore('acts', { keyPath: 'id' }).createIndex('n', 'n', { unique: true })
    db.createObjectStore('outbox_keys', { keyPath: 'k' })
    db.createObjectStore('files', { keyPath: 'h' })
    db.createObjectStore('people', { keyPath: 'id' })
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
  async keys(): Promise<DeviceKeys> {
    const kept = await this.db.use((db) => db.get('keys', 'device'))
    if (kept) return kept
    const made = await makeKeys()
    return this.db.use(async (db) => {
      const tx = db.transaction('keys', 'readwrite', { durability: 'strict' })
      // Another tab may have been faster; its keys are the device's then.
      const theirs = await tx.store.get('device')
      if (!theirs) await tx.store.put(made, 'device')
      await tx.done
      return theirs ?? made
    })
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

  /** Forgets the device altogether. Only for a device with nothing left to hand in. */
  async destroy(): Promise<void> {
    await this.db.close()
    await deleteDB(NAME)
  }
}

async function makeKeys(): Promise<DeviceKeys> {
  return {
    proof: await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']),
    wrap: await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  }
}
