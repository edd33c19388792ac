import { deleteDB, type DBSchema } from 'idb'
import type { Sealed } from './cipher'
import { Database } from './database'

/** One sealed record. `id`, `feed` and `stream` are blind: keyed hashes that say nothing without the vault's key. */
export interface ShelfRecord extends Sealed {
  id: string
  feed?: string
  stream?: string
}

export type Room = 'rows' | 'notes' | 'drafts'

export interface ShelfChange {
  room: Room
  put?: ShelfRecord
  drop?: string
}

/** Where a vault stands: on disk, or on a kiosk in memory only. */
export interface Shelf {
  get(room: Room, id: string): Promise<ShelfRecord | undefined>
  all(room: Room): Promise<ShelfRecord[]>
  /** A slice at a time: a long feed's sealed records at once would take more memory than the app. */
  where(index: 'feed' | 'stream', value: string): AsyncIterable<ShelfRecord[]>
  /** All of the changes or none of them. */
  write(changes: ShelfChange[]): Promise<void>
  destroy(): Promise<void>
}

const SLICE = 100

interface VaultSchema extends DBSchema {
  rows: { key: string; value: ShelfRecord; indexes: { feed: [string, string]; stream: [string, string] } }
  notes: { key: string; value: ShelfRecord }
  drafts: { key: string; value: ShelfRecord }
}

export class DiskShelf implements Shelf {
  private readonly db: Database<VaultSchema>

  constructor(person: string) {
    this.db = new Database<VaultSchema>(`vault-${person}`, 2, (db, before, _after, tx) => {
      if (before < 1) for (const room of ['rows', 'notes', 'drafts'] as const) db.createObjectStore(room, { keyPath: 'id' })
      const rows = tx.objectStore('rows')
      // Version 1 had them by name alone, so that a slice could not say where the next begins.
      for (const index of rows.indexNames) rows.deleteIndex(index)
      rows.createIndex('feed', ['feed', 'id'])
      rows.createIndex('stream', ['stream', 'id'])
    })
  }

  get(room: Room, id: string): Promise<ShelfRecord | undefined> {
    return this.db.use((db) => db.get(room, id))
  }

  all(room: Room): Promise<ShelfRecord[]> {
    return this.db.use((db) => db.getAll(room))
  }

  async *where(index: 'feed' | 'stream', value: string): AsyncGenerator<ShelfRecord[]> {
    for (let last = ''; ;) {
      const range = IDBKeyRange.bound([value, last], [value, []], true)
      const found = await this.db.use((db) => db.getAllFromIndex('rows', index, range, SLICE))
      if (found.length > 0) yield found
      if (found.length < SLICE) return
      last = found.at(-1)!.id
    }
  }

  async write(changes: ShelfChange[]): Promise<void> {
    await this.db.use(async (db) => {
      const tx = db.transaction(['rows', 'notes', 'drafts'], 'readwrite', { durability: 'strict' })
      for (const { room, put, drop } of changes) {
        const store = tx.objectStore(room)
        void (put ? store.put(put) : store.delete(drop!))
      }
      await tx.done
    })
  }

  async destroy(): Promise<void> {
    await this.db.close()
    await deleteDB(this.db.name)
  }
}

export class MemoryShelf implements Shelf {
  private readonly rooms: Record<Room, Map<string, ShelfRecord>> = {
    rows: new Map(),
    notes: new Map(),
    drafts: new Map()
  }

  async get(room: Room, id: string): Promise<ShelfRecord | undefined> {
    return this.rooms[room].get(id)
  }

  async all(room: Room): Promise<ShelfRecord[]> {
    return [...this.rooms[room].values()]
  }

  async *where(index: 'feed' | 'stream', value: string): AsyncGenerator<ShelfRecord[]> {
    const found = [...this.rooms.rows.values()].filter((record) => record[index] === value)
    for (let at = 0; at < found.length; at += SLICE) yield found.slice(at, at + SLICE)
  }

  async write(changes: ShelfChange[]): Promise<void> {
    for (const { room, put, drop } of changes) {
      if (put) this.rooms[room].set(put.id, put)
      else this.rooms[room].delete(drop!)
    }
  }

  async destroy(): Promise<void> {
    for (const room of Object.values(this.rooms)) room.clear()
  }
}
