import { IDBFactory } from 'fake-indexeddb'
import { afterEach } from 'vitest'
import { sha256, concat, utf8 } from '@/kernel/basics/bytes'
import { Clock } from '@/kernel/basics/clock'
import { Session, use } from '@/kernel/session'
import type { Stretch } from '@/kernel/store/vaultKey'
import { DiskDouble } from './disk'
import { LocksDouble } from './locks'
import { ServerDouble } from './server'

const NOON = Date.parse('2026-11-21T12:00:00Z')
const open = new Set<Session>()

afterEach(() => {
  for (const session of open) session.exchange.stop()
  open.clear()
})

// Argon2id has its own test; here its second would only slow the stories down.
const quickStretch: Stretch = (secret, salt) => sha256(concat(salt, utf8(secret)))

/** One browser profile on a device, with a clock that the test moves, in front of a double of the server. */
export class Browser {
  now = NOON
  locks = new LocksDouble()
  persisted = true
  /** What the browser grants, in bytes. */
  quota = 2
  /** Its own file system; null where it has none. */
  disk: DiskDouble | null = new DiskDouble()

  private constructor(readonly server: ServerDouble) {
    globalThis.indexedDB = new IDBFactory()
  }

  static async new(): Promise<Browser> {
    // The server's clock is this browser's, so that a test moves both.
    const box: { browser?: Browser } = {}
    const browser = new Browser(await ServerDouble.start(() => box.browser?.now ?? NOON))
    return (box.browser = browser)
  }

  /** Opens the app; `restart` first closes every tab there was. `later`: what the browser says to Background Sync, where it has that. */
  async app({ restart = true, later }: { restart?: boolean; later?: () => Promise<boolean> } = {}): Promise<Session> {
    if (restart) {
      for (const session of open) session.exchange.stop()
      this.locks = new LocksDouble()
    }
    const session = new Session({
      origin: 'https://tg.test',
      fetch: this.server.fetch,
      locks: this.locks.manager,
      storage: this.storage(),
      clock: new Clock(() => this.now),
      stretch: quickStretch,
      version: '1.0.0',
      userAgent: 'test',
      language: () => 'en',
      chance: () => 0.5,
      ...(later && { handInLater: later })
    })
    open.add(session)
    use(session)
    const started = session.start()
    if (restart) await started
    await session.exchange.settled()
    return session
  }

  private storage(): StorageManager {
    const getDirectory = this.disk?.getDirectory
    const estimate = async () => ({ usage: 1, quota: this.quota })
    return { persisted: async () => this.persisted, persist: async () => this.persisted, estimate, ...(getDirectory && { getDirectory }) } as StorageManager
  }

  /** Opens the app, enrols Sam and sets a PIN. */
  async withSam(): Promise<Session> {
    const session = await this.app()
    await session.enrol('samsam22')
    await session.choose({ kind: 'pin', value: '271828' })
    await session.exchange.settled()
    return session
  }
}

/** Every byte and text that stands in any database of this browser. */
export async function everythingOnDisk(): Promise<string> {
  const found: unknown[] = []
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name!)
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    for (const store of db.objectStoreNames) {
      const all = db.transaction(store).objectStore(store).getAll()
      found.push(await new Promise((resolve) => (all.onsuccess = () => resolve(all.result))))
    }
    db.close()
  }
  return dump(found)
}

function dump(value: unknown): string {
  if (value instanceof Uint8Array) return new TextDecoder('latin1').decode(value)
  if (Array.isArray(value)) return value.map(dump).join('\n')
  if (value && typeof value === 'object') return Object.entries(value).map(([key, one]) => `${key}:${dump(one)}`).join('\n')
  return String(value)
}
