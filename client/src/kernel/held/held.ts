import { createSHA256 } from 'hash-wasm'
import type { Bytes } from '../basics/bytes'
import type { Clock } from '../basics/clock'
import { NotSaved } from '../basics/errors'
import { inSlices } from '../basics/slices'
import { blind, seal, unseal, type Sealed } from '../store/cipher'
import type { HeldKeys, HeldRecord } from '../store/device'
import { Unreachable, type Wire } from '../sync/wire'
import { arriving } from './arriving'
import { Damaged, NoRoom } from './errors'
import { without } from './forget'
import type { List } from './list'
import type { Pieces } from './pieces'
import { PIECE, piecesIn } from './ranges'
import { bytesOf, whatGoes } from './budget'
import type { FileRef, HeldState, Standing } from './types'

export interface HeldParts {
  list: List
  pieces: Pieces
  keys: HeldKeys
  /** Bytes that it may hold. */
  most: () => Promise<number>
  clock: Clock
  wire: Wire
  /** Of whoever is here. */
  token: () => string | undefined
  /** Something came or went. */
  changed: () => void
}

/** A file on its way. */
interface Coming {
  id: string
  /** How many pieces of it are here. */
  pieces: number
  line?: AbortController
  ended: Promise<void>
}

const MINUTE_MS = 60_000
// Each of them has every list on the screen asked again.
const BETWEEN_NEWS_MS = 250

/** Files of the library on this device: in sealed pieces, within a budget, kept where somebody wants them kept. */
export class Held {
  private readonly coming = new Map<string, Coming>()
  private readonly ids = new Map<string, Promise<string>>()
  /** What was here a moment ago, by hash, and until when nobody need look again: a player asks before each of its many reads. */
  private readonly lately = new Map<string, { n: number; t: string; until: number }>()
  private told = -Infinity
  private reserved: Promise<unknown> = Promise.resolve()

  constructor(private readonly parts: HeldParts) {}

  /** Two who ask share one download. Raises Unreachable, Refusal, NoRoom, Damaged; NotSaved('locked') where nobody is here. */
  fetch(file: FileRef): Promise<void> {
    const under = this.coming.get(file.h)
    if (under) return under.ended
    const one: Coming = { id: '', pieces: 0, ended: Promise.resolve() }
    this.coming.set(file.h, one)
    one.ended = this.bring(file, one).finally(() => {
      this.coming.delete(file.h)
      this.tell()
    })
    return one.ended
  }

  /** The whole of it; undefined where it is not here. */
  async read(h: string): Promise<Blob | undefined> {
    const record = await this.find(h)
    if (!record) return undefined
    const parts: Bytes[] = []
    for (let at = 0; at < piecesIn(record.n); at += 1) {
      const piece = await this.piece(h, at)
      if (!piece) return undefined
      parts.push(piece)
    }
    return new Blob(parts, { type: record.t })
  }

  /** Size and type of a file that is here. It counts as used. */
  async find(h: string): Promise<{ n: number; t: string } | undefined> {
    const known = this.lately.get(h)
    if (known && this.parts.clock.mono() < known.until) return known
    const id = await this.idOf(h)
    const record = await this.parts.list.get(id)
    if (!record || !(await this.isHere(record))) return undefined
    await this.touch(id)
    this.lately.set(h, { n: record.n, t: record.t, until: this.parts.clock.mono() + MINUTE_MS })
    return record
  }

  /** One piece, opened; null where it is gone, and the file with it. */
  async piece(h: string, at: number): Promise<Bytes | null> {
    const id = await this.idOf(h)
    try {
      return await this.open(id, h, at)
    } catch (error) {
      if (!isLost(error)) throw error
      await this.lose(id)
      return null
    }
  }

  async standing(files: readonly FileRef[]): Promise<Standing> {
    const each = await inSlices(files, (file) => this.standingOf(file))
    const [here, all] = [each, files].map((list) => list.reduce((sum, { n }) => sum + n, 0)) as [number, number]
    const states = new Set(each.map(({ state }) => state))
    // No files at all: nothing is known of them yet.
    const state = states.size === 1 ? [...states][0]! : states.has('coming') ? 'coming' : 'away'
    return { state, done: all > 0 ? here / all : Number(state === 'here') }
  }

  async keep(hashes: readonly string[], by: string): Promise<void> {
    const keeper = await this.blind(by)
    const nothing = { n: 0, t: '', whole: false, used: this.now(), kept: [] }
    await this.changeAll(hashes, (id, before = { id, ...nothing }) => ({ ...before, kept: [...new Set([...before.kept, keeper])] }))
  }

  async letGo(hashes: readonly string[], by: string): Promise<void> {
    const keeper = await this.blind(by)
    await this.changeAll(hashes, (_, before) => before && without(before, keeper))
  }

  /** Bytes: what is held, what may be, and how much of it somebody keeps. */
  async budget(): Promise<{ used: number; most: number; kept: number }> {
    const all = await this.parts.list.all()
    return { used: bytesOf(all), most: await this.parts.most(), kept: bytesOf(all.filter(({ kept }) => kept.length > 0)) }
  }

  /** Takes away what an app that was ended half-way has left without a name. */
  async tidy(): Promise<void> {
    const { list, pieces } = this.parts
    await pieces.dropBut(new Set((await list.all()).map(({ id }) => id)))
  }

  /** Nobody is here any more. What has come stays. */
  stop(): void {
    for (const { line } of this.coming.values()) line?.abort()
  }

  // — coming —

  private async bring(file: FileRef, one: Coming): Promise<void> {
    const { list, pieces } = this.parts
    one.id = await this.idOf(file.h)
    if (await this.isHere(await list.get(one.id))) return this.touch(one.id)
    await this.reserve(one.id, file)
    one.pieces = await pieces.count(one.id)
    while (one.pieces < piecesIn(file.n)) await this.tryOnce(file, one)
    if (!(await this.isRight(file, one.id))) {
      await this.lose(one.id)
      throw new Damaged()
    }
    await list.change(one.id, (before) => before && { ...before, whole: true })
  }

  private async tryOnce(file: FileRef, one: Coming): Promise<void> {
    const before = one.pieces
    try {
      await this.take(file, one)
    } catch (error) {
      // A line that has brought something is worth asking again at once.
      if (!(error instanceof Unreachable) || one.pieces === before) throw error
    }
  }

  private async take(file: FileRef, one: Coming): Promise<void> {
    const { wire, keys, clock } = this.parts
    const token = this.parts.token()
    if (!token) throw new NotSaved('locked')
    one.line = new AbortController()
    for await (const piece of arriving(wire, token, file, one.pieces, one.line)) {
      await this.write(one, await seal(keys.seal, placeOf(file.h, one.pieces), piece))
      one.pieces += 1
      if (clock.mono() - this.told > BETWEEN_NEWS_MS) this.tell()
    }
  }

  /** The disk may be fuller than the browser thought. */
  private async write({ id, pieces: at }: Coming, sealed: Sealed): Promise<void> {
    const { list, pieces } = this.parts
    for (;;) {
      try {
        return await pieces.write(id, at, sealed)
      } catch (error) {
        if (!(error instanceof DOMException) || error.name !== 'QuotaExceededError') throw error
        const all = await list.all()
        const goes = whatGoes(all, 1, bytesOf(all), this.busy())
        if (!goes) throw new NoRoom(error)
        for (const { id: gone } of goes) await this.lose(gone)
      }
    }
  }

  /** Makes room and claims it, one after the other, so that two downloads never count on the same bytes. Raises NoRoom. */
  private reserve(id: string, { n, t }: FileRef): Promise<void> {
    const { list, most } = this.parts
    const turn = this.reserved.then(async () => {
      const others = (await list.all()).filter((record) => record.id !== id)
      const goes = whatGoes(others, n, await most(), this.busy())
      if (!goes) throw new NoRoom()
      for (const { id: gone } of goes) await this.lose(gone)
      await list.change(id, (before) => ({ id, n, t, whole: false, used: this.now(), kept: before?.kept ?? [] }))
    })
    this.reserved = turn.catch(() => undefined)
    return turn
  }

  /** Read back from where it stands: what the browser did not keep is found here too. */
  private async isRight({ h, n }: FileRef, id: string): Promise<boolean> {
    const hash = (await createSHA256()).init()
    try {
      for (let at = 0; at < piecesIn(n); at += 1) hash.update(await this.open(id, h, at))
      return hash.digest('hex') === h
    } catch (error) {
      if (isLost(error)) return false
      throw error
    }
  }

  // — being here —

  private async standingOf(file: FileRef): Promise<{ state: HeldState; n: number }> {
    const id = await this.idOf(file.h)
    const record = await this.parts.list.get(id)
    if (await this.isHere(record)) return { state: 'here', n: file.n }
    const coming = this.coming.get(file.h)
    const pieces = coming?.pieces ?? (record && record.n > 0 ? await this.parts.pieces.count(id) : 0)
    return { state: coming ? 'coming' : 'away', n: Math.min(file.n, pieces * PIECE) }
  }

  /** Asked of the files themselves: after a power cut the list may know of more than there is. */
  private async isHere(record: HeldRecord | undefined): Promise<boolean> {
    if (!record?.whole) return false
    return record.n === 0 || this.parts.pieces.has(record.id, piecesIn(record.n) - 1)
  }

  private async open(id: string, h: string, at: number): Promise<Bytes> {
    return unseal(this.parts.keys.seal, placeOf(h, at), await this.parts.pieces.read(id, at))
  }

  /** It goes, but for the wish of those who keep it. */
  private async lose(id: string): Promise<void> {
    const { list, pieces } = this.parts
    this.lately.clear()
    await list.change(id, (before) => (before && before.kept.length > 0 ? { ...before, n: 0, whole: false } : undefined))
    await pieces.drop(id)
    this.tell()
  }

  private touch(id: string): Promise<void> {
    const now = this.now()
    // A film is asked for many times a minute.
    const fresh = (record: HeldRecord) => Math.abs(now - record.used) < MINUTE_MS
    return this.parts.list.change(id, (before) => (!before || fresh(before) ? before : { ...before, used: now }))
  }

  private async changeAll(hashes: readonly string[], how: (id: string, before: HeldRecord | undefined) => HeldRecord | undefined): Promise<void> {
    for (const h of hashes) {
      const id = await this.idOf(h)
      await this.parts.list.change(id, (before) => how(id, before))
    }
    this.tell()
  }

  private busy(): Set<string> {
    return new Set([...this.coming.values()].map(({ id }) => id))
  }

  private tell(): void {
    this.told = this.parts.clock.mono()
    this.parts.changed()
  }

  private idOf(h: string): Promise<string> {
    const id = this.ids.get(h) ?? this.blind(h)
    this.ids.set(h, id)
    return id
  }

  private blind(name: string): Promise<string> {
    return blind(this.parts.keys.name, name)
  }

  private now(): number {
    return this.parts.clock.now().getTime()
  }
}

/** What is bound to a piece: it cannot stand in another's place, nor in another file. */
function placeOf(h: string, at: number): string {
  return `${h}/${at}`
}

/** Not there, or not what was sealed. Anything else may pass. */
function isLost(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'NotFoundError' || error.name === 'OperationError')
}
