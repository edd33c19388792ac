/** One start of the app on a device: the app's own code, with a world around it that may end at any step. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Script } from 'node:vm'
import * as idb from 'fake-indexeddb'
import type * as App from './app'
import type { Chance } from './chance'
import { Gate, Killed, type Disk, type Mischief } from './disk'
import { ORIGIN, type Line } from './line'
import type { Locks } from './locks'

export interface Surroundings {
  disk: Disk
  line: Line
  locks: Locks
  chance: Chance
  /** Milliseconds that the device's clock is ahead of ours; may change while the app runs. */
  ahead: { ms: number }
  persisted: boolean
  brokenLocks?: boolean
}

type Env = Record<string, unknown>

const NAMES = [
  ...['indexedDB', 'localStorage', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'AbortSignal', 'console', 'navigator'],
  ...['IDBCursor', 'IDBDatabase', 'IDBIndex', 'IDBKeyRange', 'IDBObjectStore', 'IDBRequest', 'IDBTransaction', 'IDBFactory']
]

// A function of the app's surroundings: each call is an app of its own, as each load of a page is.
let make: ((env: Env) => typeof App) | null = null

function app(env: Env): typeof App {
  if (!make) {
    const path = fileURLToPath(new URL('./app.js', import.meta.url))
    const code = `(env) => { const { ${NAMES.join(', ')} } = env\n${readFileSync(path, 'utf8')}\nreturn app }`
    make = new Script(code, { filename: path }).runInThisContext() as typeof make
  }
  return make!(env)
}

/** Timers that go off when the run says so, in the order of their time. */
class Timers {
  private readonly set = new Map<number, { at: number; call: () => void }>()
  private now = 0
  private last = 0

  after = (call: () => void, ms = 0): number => {
    this.set.set(++this.last, { at: this.now + ms, call })
    return this.last
  }

  drop = (id: number): void => void this.set.delete(id)

  /** The next one goes off. False where there is none. */
  strike(): boolean {
    const [next] = [...this.set].sort(([, a], [, b]) => a.at - b.at)
    if (!next) return false
    this.set.delete(next[0])
    this.now = next[1].at
    next[1].call()
    return true
  }
}

export class Tab {
  readonly gate: Gate
  readonly app: typeof App
  readonly session: App.Session
  readonly timers = new Timers()
  /** What the app wrote to the console. */
  readonly errors: string[] = []

  /** False in a browser that grants every lock to everybody. */
  readonly alone: boolean

  constructor(around: Surroundings) {
    this.alone = !around.brokenLocks
    this.gate = new Gate(around.disk)
    this.app = app(this.env(around))
    const { Session, Clock, use, followDrafts, sha256, concat, utf8 } = this.app
    this.session = new Session({
      origin: ORIGIN,
      fetch: around.line.of(this.gate),
      locks: around.locks.of(this.gate, around.brokenLocks),
      storage: {
        persisted: async () => around.persisted,
        persist: async () => around.persisted,
        estimate: async () => ({ usage: 1, quota: 2 })
      } as StorageManager,
      clock: new Clock(() => Date.now() + around.ahead.ms),
      // Argon2id has tests of its own; its second would only make fewer runs of these.
      stretch: (secret, salt) => sha256(concat(salt, utf8(secret))),
      version: 'faults',
      userAgent: 'faults',
      language: () => 'en',
      chance: () => around.chance.next()
    })
    use(this.session)
    followDrafts(this.session)
    this.gate.onDeath.add(() => this.session.exchange.stop())
  }

  get dead(): boolean {
    return this.gate.dead
  }

  /** Something done in the app. Raises Killed where the app died over it; whatever it had said by then, nobody saw. */
  async do<T>(work: (app: typeof App, session: App.Session) => Promise<T>, mischief: Mischief = {}): Promise<T> {
    this.gate.mischief = mischief
    const done = work(this.app, this.session)
    done.catch(() => undefined)
    try {
      const result = await Promise.race([done, this.gate.died.then(() => Promise.reject(new Killed()))])
      if (this.dead) throw new Killed()
      return result
    } catch (error) {
      throw this.dead ? new Killed() : error
    } finally {
      this.gate.mischief = {}
    }
  }

  kill(): void {
    this.gate.kill()
  }

  private env({ disk }: Surroundings): Env {
    const { after, drop } = this.timers
    const say = (...what: unknown[]) => void (this.dead || this.errors.push(what.map(told).join(' ')))
    return {
      ...idb,
      indexedDB: this.gate.indexedDB,
      localStorage: disk.localStorage,
      setTimeout: after,
      clearTimeout: drop,
      setInterval: () => 0,
      clearInterval: drop,
      AbortSignal: { timeout: () => undefined },
      console: { ...console, error: say, warn: say },
      navigator: { languages: ['en'] }
    }
  }
}

function told(what: unknown): string {
  if (!(what instanceof Error)) return String(what)
  return `${what.stack ?? what.message}${what.cause ? ` ← ${told(what.cause)}` : ''}`
}
