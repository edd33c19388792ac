/**
 * What stands on a device's disk, and survives whatever happens to the app: IndexedDB by fake-indexeddb, with a gate for each start of the app.
 * Once its gate is shut nothing of a dead app lands any more; what it had open is rolled back, as a browser does on its next start.
 */
import { IDBFactory } from 'fake-indexeddb'
import FDBDatabase from 'fake-indexeddb/lib/FDBDatabase'
import FDBObjectStore from 'fake-indexeddb/lib/FDBObjectStore'
import FDBOpenDBRequest from 'fake-indexeddb/lib/FDBOpenDBRequest'
import FDBRequest from 'fake-indexeddb/lib/FDBRequest'
import FDBTransaction from 'fake-indexeddb/lib/FDBTransaction'
import closeConnection from 'fake-indexeddb/lib/forceCloseDatabase'

/** What fake-indexeddb keeps to itself, as far as it is used here. */
interface Inner {
  _state: string
  _started: boolean
  _requests: { request: { readyState: string } }[]
  _rollbackLog: (() => void)[]
  _abort(name: string | null): void
  _start(): void
  _execRequestAsync(ask: { operation: () => unknown }): unknown
  mode: string
  durability?: string
  error: unknown
  db: FDBDatabase & { _rawDatabase: { transactions: Inner[] } }
}

type Undo = (() => void)[]

export interface Dump {
  name: string
  version: number
  stores: { name: string; keyPath: string | null; indexes: { name: string; keyPath: string; unique: boolean }[]; keys: IDBValidKey[]; values: unknown[] }[]
}

const gates = new WeakMap<object, Gate>()

/** A browser profile on a device. */
export class Disk {
  readonly factory = new IDBFactory()
  readonly localStorage = new Shelf()
  /** Changes that were committed and may not have reached the disk yet: a power cut takes them back, newest first. */
  private readonly unflushed = new Map<string, Undo[]>()

  committed(name: string, strict: boolean, undo: Undo): void {
    if (strict) return void this.unflushed.delete(name)
    const before = this.unflushed.get(name) ?? []
    this.unflushed.set(name, [...before, undo])
  }

  /** Takes back what no flush has made sure of. No app may be running. */
  cutPower(): number {
    const lost = [...this.unflushed.values()].flat()
    for (const undo of lost.reverse()) for (const step of [...undo].reverse()) step()
    this.unflushed.clear()
    return lost.length
  }

  forget(name: string): void {
    this.unflushed.delete(name)
  }

  /** The browser throws a database away, or (no name) all that the app has. No app may be running. */
  async evict(name?: string): Promise<void> {
    const names = name ? [name] : (await this.factory.databases()).map((one) => one.name!)
    for (const one of names) await done(this.factory.deleteDatabase(one))
    if (!name) this.localStorage.clear()
    this.unflushed.clear()
  }

  async dump(): Promise<Dump[]> {
    const found = await this.factory.databases()
    return Promise.all(found.map(async ({ name, version }) => ({ name: name!, version: version!, stores: await read(this.factory, name!) })))
  }

  static async from(dumps: Dump[]): Promise<Disk> {
    const disk = new Disk()
    for (const dump of dumps) await write(disk.factory, dump)
    return disk
  }
}

/** localStorage. */
class Shelf {
  private readonly kept = new Map<string, string>()
  get length(): number {
    return this.kept.size
  }
  key = (n: number): string | null => [...this.kept.keys()][n] ?? null
  getItem = (name: string): string | null => this.kept.get(name) ?? null
  setItem = (name: string, value: string): void => void this.kept.set(name, value)
  removeItem = (name: string): void => void this.kept.delete(name)
  clear = (): void => this.kept.clear()
}

export class Killed extends Error {
  override readonly name = 'Killed'
}

/** What may go wrong with storage from now on; each number counts down by one at each chance and strikes at nought. */
export interface Mischief {
  /** The app dies at this step: an ask of the database, a commit, an ask of the network. */
  die?: number
  /** This change finds no room. */
  full?: number
  /** This commit finds no room. */
  fullAtCommit?: number
  /** The browser closes the database at this ask. */
  close?: number
}

/** One start of the app on a disk. */
export class Gate {
  dead = false
  readonly died: Promise<void>
  mischief: Mischief = {}
  private tell!: () => void
  private readonly connections = new Set<FDBDatabase>()
  readonly onDeath = new Set<() => void>()

  constructor(readonly disk: Disk) {
    this.died = new Promise((resolve) => (this.tell = resolve))
  }

  /** The app stops here, whatever it was about to do. */
  kill(): void {
    if (this.dead) return
    this.dead = true
    for (const db of this.connections) {
      for (const tx of openOn(db)) tx._abort(null)
      db.close()
    }
    for (const call of this.onDeath) call()
    this.tell()
  }

  /** One more step; true where the app died at it. */
  step(): boolean {
    if (!this.dead && this.strikes('die')) this.kill()
    return this.dead
  }

  /** Has this mischief's moment come? */
  strikes(kind: keyof Mischief): boolean {
    const left = this.mischief[kind]
    if (!left) return false
    this.mischief[kind] = left - 1
    return left === 1
  }

  closeAll(): void {
    for (const db of this.connections) {
      for (const tx of openOn(db)) tx._abort('AbortError')
      closeConnection(db)
    }
    this.connections.clear()
  }

  /** `indexedDB` as the app sees it. */
  readonly indexedDB = {
    open: (name: string, version?: number) => {
      if (this.step()) return new FDBOpenDBRequest()
      const request = this.disk.factory.open(name, version)
      const mine = () => this.adopt(request.result as unknown as FDBDatabase)
      request.addEventListener('upgradeneeded', mine)
      request.addEventListener('success', mine)
      return request
    },
    deleteDatabase: (name: string) => {
      if (this.step()) return new FDBOpenDBRequest()
      this.disk.forget(name)
      return this.disk.factory.deleteDatabase(name)
    },
    databases: () => this.disk.factory.databases(),
    cmp: (a: unknown, b: unknown) => this.disk.factory.cmp(a, b)
  }

  private adopt(db: FDBDatabase): void {
    gates.set(db, this)
    this.connections.add(db)
    if (!this.dead) return
    for (const tx of openOn(db)) tx._abort(null)
    db.close()
  }
}

function openOn(db: FDBDatabase): Inner[] {
  const all = (db as unknown as { _rawDatabase: { transactions: Inner[] } })._rawDatabase.transactions
  return all.filter((tx) => (tx.db as unknown) === db && tx._state !== 'finished')
}

// — the gate's grip on fake-indexeddb —

const inner = FDBTransaction.prototype as unknown as Inner
const [ask, start, transaction] = [inner._execRequestAsync, inner._start, FDBDatabase.prototype.transaction]
const changes = FDBObjectStore.prototype as unknown as Record<'put' | 'add', (...given: unknown[]) => unknown>
let changing = false

for (const name of ['put', 'add'] as const) {
  const change = changes[name]
  changes[name] = function (this: unknown, ...given: unknown[]) {
    changing = true
    try {
      return change.apply(this, given)
    } finally {
      changing = false
    }
  }
}

FDBDatabase.prototype.transaction = function (this: FDBDatabase, ...given: Parameters<typeof transaction>) {
  if (gates.get(this)?.dead) throw new Killed()
  return transaction.apply(this, given)
}

inner._execRequestAsync = function (this: Inner, asked) {
  const gate = gates.get(this.db)
  if (!gate || this.mode === 'versionchange') return ask.call(this, asked)
  if (gate.step()) return new FDBRequest()
  if (changing && gate.strikes('full')) asked.operation = noRoom
  if (gate.strikes('close')) setImmediate(() => gate.closeAll())
  return ask.call(this, asked)
}

inner._start = function (this: Inner) {
  const gate = gates.get(this.db)
  const open = this._state !== 'finished'
  const last = open && this._started && this._requests.every(({ request }) => request.readyState === 'done')
  const writes = gate && this.mode === 'readwrite'
  if (writes && last && gate.strikes('fullAtCommit')) return this._abort('QuotaExceededError')
  start.call(this)
  if (!writes || !open || this._state !== 'finished' || this.error) return
  gate.disk.committed((this.db as unknown as { name: string }).name, this.durability === 'strict', [...this._rollbackLog])
  gate.step()
}

function noRoom(): never {
  throw new DOMException('no room', 'QuotaExceededError')
}

// — whole databases in and out —

async function read(factory: IDBFactory, name: string): Promise<Dump['stores']> {
  const db = (await done(factory.open(name))) as IDBDatabase
  const stores = await Promise.all(
    [...db.objectStoreNames].map(async (one) => {
      const store = db.transaction(one).objectStore(one)
      const indexes = [...store.indexNames].map((index) => store.index(index))
      const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())])
      return {
        name: one,
        keyPath: store.keyPath as string | null,
        indexes: indexes.map(({ name, keyPath, unique }) => ({ name, keyPath: keyPath as string, unique })),
        keys: keys as IDBValidKey[],
        values: values as unknown[]
      }
    })
  )
  db.close()
  return stores
}

async function write(factory: IDBFactory, { name, version, stores }: Dump): Promise<void> {
  const opening = factory.open(name, version)
  opening.onupgradeneeded = () => {
    for (const { name, keyPath, indexes, keys, values } of stores) {
      const store = opening.result.createObjectStore(name, keyPath ? { keyPath } : undefined)
      for (const index of indexes) store.createIndex(index.name, index.keyPath, { unique: index.unique })
      values.forEach((value, i) => (keyPath ? store.put(value) : store.put(value, keys[i])))
    }
  }
  ;((await done(opening)) as IDBDatabase).close()
}

function done(request: IDBRequest): Promise<unknown> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
