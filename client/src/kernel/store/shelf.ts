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
  where(index: 'feed' | 'stream', value: string): Promise<ShelfRecord[]>
  /** All of the changes or none of them. */
  write(changes: ShelfChange[]): Promise<void>
  destroy(): Promise<void>
}

interface VaultSchema extends DBSchema {
  rows: { key: string; value: ShelfRecord; indexes: { feed: string; stream: string } }
  notes: { key: string; value: ShelfRecord }
  drafts: { key: string; value: ShelfRecord }
}

export class DiskShelf implements Shelf {
  private readonly db: Database<VaultSchema>

  constructor(person: string) {
    this.db = new Database<VaultSchema>(`vault-${person}`, 1, (db) => {
      const rows = db.createObjectStore('rows', { keyPath: 'id' })
      rows.createIndex('feed', 'feed')
      rows.createIndex('stream', 'stream')
      db.createObjectStore('notes', { keyPath: 'id' })
      db.createObjectStore('drafts', { keyPath: 'id' })
    })
  }

  get(room: Room, id: string): Promise<ShelfRecord | undefined> {
    return this.db.use((db) => db.get(room, id))
  }

  all(room: Room): Promise<ShelfRecord[]> {
    return this.db.use((db) => db.getAll(room))
  }

  where(index: 'feed' | 'stream', value: string): Promise<ShelfRecord[]> {
    return this.db.use((db) => db.getAllFromIndex('rows', index, value))
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

  async where(index: 'feed' | 'stream', value: string): Promise<ShelfRecord[]> {
    return [...this.rooms.rows.values()].filter((record) => record[index] === value)
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
