import type { Changes } from '../basics/changes'
import { inSlices } from '../basics/slices'
import type { FeedRow, RowPlace, Vault } from '../store/vault'
import { rowDigest, sumDigests } from './digest'
import type { CanFact, DeviceState, Dropped, Op, PullAnswer, PulledStream, Scope } from './shapes'
import type { Wire } from './wire'

/** How far this vault is, and what the access policy explained; one sealed note, written with the rows it speaks of. */
export interface Place {
  /** The server's epoch when it was written; in any other, everything is taken anew. */
  epoch?: string
  scope_v: Scope['v'] | null
  can: CanFact[]
  /** What was taken away, with the sentence that says why; kept to be shown. */
  dropped: Dropped[]
  /** What they should know besides. */
  notice?: string
  streams: Record<string, { at: string; digest: string }>
}

export interface PullParts {
  wire: Wire
  changes: Changes
  state: () => Promise<DeviceState>
}

export interface Pulled {
  after_ms: number
  /** The person no longer holds this device: the vault goes once the outbox is empty. */
  leave: boolean
}

/** A stream that does not add up even after it was rebuilt; the next exchange tries again. */
export class Drifted extends Error {
  override readonly name = 'Drifted'
}

export const NOTE = 'place'
export const NOWHERE: Place = { scope_v: null, can: [], dropped: [], streams: {} }
const LIMIT = 1_000
const EMPTY = ''

/** Brings one person's streams up to date in their open vault. */
export class Pull {
  private readonly changed = new Set<string>()

  constructor(
    private readonly parts: PullParts,
    private readonly vault: Vault,
    private readonly token: string
  ) {}

  /** Asks until nothing more is there. Raises Refusal, Unreachable, or Drifted. */
  async all(): Promise<Pulled> {
    try {
      return await this.rounds()
    } finally {
      this.tell()
    }
  }

  private async rounds(): Promise<Pulled> {
    const rebuilt = new Set<string>()
    let [leave, told] = [false, false]
    for (let asking: string[] | null = null; ;) {
      const place = await this.place()
      const answer = await this.ask(place, asking ?? Object.keys(place.streams))
      leave ||= await this.takeScope(answer)
      asking = [
        ...new Set([...(await this.takeStreams(answer, rebuilt)), ...(answer.scope?.add ?? []), ...answer.reset])
      ]
      if (asking.length === 0) return { after_ms: answer.after_ms, leave }
      // The first page shows at once; what follows page by page, when all of it is there: a long list takes long to read.
      if (!told) told = this.tell()
    }
  }

  /** True where there was something to tell. */
  private tell(): boolean {
    const feeds = [...this.changed]
    this.changed.clear()
    for (const feed of feeds) this.parts.changes.tell(feed)
    return feeds.length > 0
  }

  async place(): Promise<Place> {
    return (await this.vault.note<Place>(NOTE)) ?? NOWHERE
  }

  private async ask(place: Place, names: string[]): Promise<PullAnswer> {
    const streams = names.map((s) => ({ s, ...(place.streams[s] ?? { at: EMPTY, digest: sumDigests('', []) }) }))
    const json = {
      // Its own, not the outbox's: a push that has heard of a new epoch says nothing about these rows.
      epoch: place.epoch ?? null,
      scope_v: place.scope_v,
      streams,
      limit: LIMIT,
      state: await this.parts.state()
    }
    // A television has no token: it asks for what hangs where it stands.
    return this.parts.wire.json<PullAnswer>('POST', this.token ? '/sync/v1/pull' : '/sync/v1/screen', { json, token: this.token })
  }

  /** What this person may have from now on. True where they no longer hold this device. */
  private async takeScope({ epoch, scope, reset }: PullAnswer): Promise<boolean> {
    for (const s of reset) await this.empty(s, true)
    if (!scope) return false
    for (const s of scope.add) if (!(await this.place()).streams[s]) await this.empty(s, true)
    for (const drop of scope.drop) await this.drop(drop)
    // Such as what is for a wing, once they have moved: nobody need name what is theirs no longer.
    for (const s of Object.keys((await this.place()).streams)) if (!scope.add.includes(s)) await this.empty(s, false)
    const place = await this.place()
    await this.write([], [], { ...place, epoch, scope_v: scope.v, can: scope.can, dropped: merged(place.dropped, scope), notice: scope.notice ?? '' })
    this.parts.changes.tell('can')
    return scope.drop.some(({ s, wipe }) => wipe && s === `person/${this.vault.person}`)
  }

  private async drop({ s, feed }: Dropped): Promise<void> {
    if (s) await this.empty(s, false)
    if (!feed) return
    const rows = await this.vault.rowsOf(feed)
    const streams = { ...(await this.place()).streams }
    for (const stream of new Set(rows.map((row) => row.stream))) {
      const parts = await inSlices(rows.filter((row) => row.stream === stream), digestOf)
      const known = streams[stream]
      if (known) streams[stream] = { ...known, digest: sumDigests(known.digest, [], parts) }
    }
    await this.write([], rows, { ...(await this.place()), streams })
  }

  /** Takes every row of a stream away; `again` keeps it among those that are asked for. */
  private async empty(s: string, again: boolean): Promise<void> {
    const place = await this.place()
    const { [s]: _, ...others } = place.streams
    const streams = again ? { ...others, [s]: { at: EMPTY, digest: sumDigests('', []) } } : others
    await this.write([], await this.vault.rowsIn(s), { ...place, streams })
  }

  /** The streams that must be asked for again: more pages, or rows that do not add up. */
  private async takeStreams({ streams }: PullAnswer, rebuilt: Set<string>): Promise<string[]> {
    const again: string[] = []
    for (const page of streams) {
      const digest = await this.takePage(page)
      if (page.more) again.push(page.s)
      else if (digest !== page.digest) {
        if (rebuilt.has(page.s)) throw new Drifted(page.s)
        rebuilt.add(page.s)
        await this.empty(page.s, true)
        again.push(page.s)
      }
    }
    return again
  }

  /** One page into the vault, with the cursor that stands behind it. Returns our digest of the stream. */
  private async takePage({ s, ops, at }: PulledStream): Promise<string> {
    const place = await this.place()
    const last = new Map(ops.map((op) => [`${op[1]}\u001f${op[2]}`, op]))
    const before = await this.standing(s, [...last.values()])
    const put = [...last.values()].filter((op) => op[0] === 'put').map((op) => rowOf(s, op))
    const gone = [...last.values()].filter((op) => op[0] === 'del').map(([, feed, key]) => ({ stream: s, feed, key }))
    const known = place.streams[s]?.digest ?? ''
    const digest = sumDigests(known, await inSlices(put, digestOf), await inSlices(before, digestOf))
    await this.write(put, gone, { ...place, streams: { ...place.streams, [s]: { at, digest } } })
    return digest
  }

  private async standing(stream: string, ops: Op[]): Promise<FeedRow[]> {
    const rows = await inSlices(ops, ([, feed, key]) => this.vault.row({ stream, feed, key }))
    return rows.filter((row) => row !== undefined)
  }

  private async write(put: FeedRow[], drop: RowPlace[], value: Place): Promise<void> {
    await this.vault.writeRows({ put, drop }, { name: NOTE, value })
    for (const { feed } of [...put, ...drop]) this.changed.add(feed)
  }
}

function rowOf(stream: string, op: Op): FeedRow {
  const [, feed, key, rev, value] = op
  return { stream, feed, key, rev, value }
}

function digestOf({ feed, key, rev }: FeedRow): Promise<bigint> {
  return rowDigest(feed, key, rev)
}

/** Why a stream left is told once, and kept until it is back; of feeds every scope names all that are stopped. */
function merged(before: Dropped[], { add, drop }: Scope): Dropped[] {
  const kept = before.filter(({ s }) => s && !add.includes(s) && !drop.some((now) => now.s === s))
  return [...kept, ...drop]
}
