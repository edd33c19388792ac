import { openDB, type DBSchema, type IDBPDatabase, type OpenDBCallbacks } from 'idb'

/**
 * An IndexedDB connection that comes back. Phones close databases under memory pressure while the app runs;
 * without this every save would fail until the next reload.
 */
export class Database<Schema extends DBSchema> {
  private opening: Promise<IDBPDatabase<Schema>> | null = null

  constructor(
    readonly name: string,
    private readonly version: number,
    private readonly upgrade: NonNullable<OpenDBCallbacks<Schema>['upgrade']>
  ) {}

  /** Runs `work` on an open connection; opens again, once, where the browser had closed it. */
  async use<Result>(work: (db: IDBPDatabase<Schema>) => Promise<Result>): Promise<Result> {
    try {
      return await work(await this.open())
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error
      this.opening = null
      return work(await this.open())
    }
  }

  async close(): Promise<void> {
    const opening = this.opening
    this.opening = null
    ;(await opening)?.close()
  }

  private open(): Promise<IDBPDatabase<Schema>> {
    this.opening ??= openDB<Schema>(this.name, this.version, {
      upgrade: this.upgrade,
      blocking: () => void this.close(),
      terminated: () => (this.opening = null)
    }).catch((error: unknown) => {
      this.opening = null
      throw error
    })
    return this.opening
  }
}
