import type { DeviceStore, HeldRecord } from '../store/device'

/** What is held, and for whom. */
export interface List {
  get(id: string): Promise<HeldRecord | undefined>
  all(): Promise<HeldRecord[]>
  /** In one step, so that two hands do not undo each other's; nothing means that it goes. */
  change(id: string, how: (before: HeldRecord | undefined) => HeldRecord | undefined): Promise<void>
}

export class DiskList implements List {
  constructor(private readonly store: DeviceStore) {}

  get(id: string): Promise<HeldRecord | undefined> {
    return this.store.db.use((db) => db.get('held', id))
  }

  all(): Promise<HeldRecord[]> {
    return this.store.db.use((db) => db.getAll('held'))
  }

  async change(id: string, how: (before: HeldRecord | undefined) => HeldRecord | undefined): Promise<void> {
    await this.store.db.use(async (db) => {
      const tx = db.transaction('held', 'readwrite')
      const before = await tx.store.get(id)
      const after = how(before)
      if (!after) await tx.store.delete(id)
      else if (after !== before) await tx.store.put(after)
      await tx.done
    })
  }
}

export class MemoryList implements List {
  private readonly records = new Map<string, HeldRecord>()

  async get(id: string): Promise<HeldRecord | undefined> {
    return this.records.get(id)
  }

  async all(): Promise<HeldRecord[]> {
    return [...this.records.values()]
  }

  async change(id: string, how: (before: HeldRecord | undefined) => HeldRecord | undefined): Promise<void> {
    const after = how(this.records.get(id))
    if (after) this.records.set(id, after)
    else this.records.delete(id)
  }
}
