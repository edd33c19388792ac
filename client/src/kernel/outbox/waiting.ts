import { inSlices } from '../basics/slices'
import type { Sealed } from '../store/cipher'
import type { ActRecord, DeviceStore, SealedKey } from '../store/device'
import type { Vault } from '../store/vault'
import type { View } from './outbox'

/** How far the server has this device's acts: in its database, and in its backup. */
export interface Reached {
  stored_to: number
  backed_up_to: number
}

/** One act with what its maker may see of it. */
export interface OwnAct extends View {
  id: string
  n: number
  r?: string
}

/** One act as it stands on the disk, without what is sealed to the server. */
interface Viewed {
  id: string
  n: number
  r?: string
  view: Sealed
}

/** The server's word on one act. */
interface Result {
  id: string
  r: string
  code?: string
  says?: string
}

/** The acts by their number, as a transaction gives them. */
interface ByNumber {
  getAll(range: IDBKeyRange, most: number): Promise<ActRecord[]>
}

/** The server's word on an act that a restore has lost. */
export const MISSING = 'missing'

const KEEP_DAYS = 90
const SLICE = 100
const DAY_MS = 24 * 3600 * 1000

/** What stands in the outbox, read and tidied. Writing to it is `Outbox`. */
export class Waiting {
  constructor(private readonly store: DeviceStore) {}

  async reached(): Promise<Reached> {
    return (await this.store.setting<Reached>('reached')) ?? { stored_to: 0, backed_up_to: 0 }
  }

  /** Acts after `n`, in order, that still have their sealed bytes. */
  async after(n: number, most: number): Promise<ActRecord[]> {
    const acts = await this.store.db.use((db) => db.getAllFromIndex('acts', 'n', IDBKeyRange.lowerBound(n, true), most))
    return acts.filter((act) => act.ct)
  }

  /** The lowest number that is still here with its sealed bytes, or would be given next. Whatever lies below cannot come from here. */
  async first(): Promise<number> {
    return ((await this.store.setting<number>('dropped_to')) ?? 0) + 1
  }

  async keys(names: Iterable<string>): Promise<SealedKey[]> {
    const found = await this.store.db.use((db) => Promise.all([...names].map((k) => db.get('outbox_keys', k))))
    return found.filter((key) => key !== undefined)
  }

  /** How many acts the server does not have yet, and the id of the first. */
  async count(): Promise<{ acts: number; oldest?: string }> {
    const { stored_to } = await this.reached()
    const range = IDBKeyRange.lowerBound(stored_to, true)
    return this.store.db.use(async (db) => {
      const acts = await db.countFromIndex('acts', 'n', range)
      const oldest = acts ? await db.getKeyFromIndex('acts', 'n', range) : undefined
      return { acts, ...(oldest && { oldest }) }
    })
  }

  /** How many of the acts that the server does not have stand at a hub. */
  async atHub(): Promise<number> {
    const to = (await this.store.setting<number>('hub_to')) ?? 0
    return Math.max(0, to - (await this.reached()).stored_to)
  }

  /** How many acts of each person the server does not have yet. */
  async unstoredBy(): Promise<Map<string, number>> {
    const { stored_to } = await this.reached()
    return this.store.db.use(async (db) => {
      const counts = new Map<string, number>()
      for await (const acts of slices(db.transaction('acts').store.index('n'), stored_to)) {
        for (const { by } of acts) counts.set(by, (counts.get(by) ?? 0) + 1)
      }
      return counts
    })
  }

  /** How many acts may stand nowhere but here: the server's backup lacks them, or no server can place them. */
  async onlyHere(): Promise<number> {
    const { backed_up_to } = await this.reached()
    return this.store.db.use(async (db) => {
      let count = 0
      for await (const acts of slices(db.transaction('acts').store.index('n'), -Infinity)) {
        count += acts.filter((act) => act.ct && (act.n < 0 || act.n > backed_up_to)).length
      }
      return count
    })
  }

  /** Keeps what the server said of each act; its words go under the maker's seal, where they are here to seal them. */
  async learn(results: Result[], vault: Vault | null): Promise<void> {
    const views = new Map<string, Sealed>()
    for (const result of results.filter(({ code, says }) => code || says)) {
      const view = vault && (await this.withWords(result, vault))
      if (view) views.set(result.id, view)
    }
    await this.store.db.use(async (db) => {
      const tx = db.transaction('acts', 'readwrite')
      for (const { id, r, code } of results) {
        const act = await tx.store.get(id)
        const view = views.get(id)
        // Whoever was forgotten meanwhile has no view any more, and gets none back.
        if (act) await tx.store.put({ ...act, ...(act.view && view && { view }), r: outcomeOf(r, code) })
      }
      await tx.done
    })
  }

  private async withWords({ id, code, says }: Result, vault: Vault): Promise<Sealed | null> {
    const act = await this.store.db.use((db) => db.get('acts', id))
    if (!act?.view || act.by !== vault.person) return null
    const view = await vault.unseal<View>(id, act.view).catch(() => null)
    return view && vault.seal(id, { ...view, code, says })
  }

  /** Takes in how far the server is; `now` by its clock. Only what is in its backup is dropped here, and never the reverse. */
  async advance(reached: Reached, now: Date): Promise<void> {
    const backed = Math.min(reached.backed_up_to, reached.stored_to)
    await this.store.db.use(async (db) => {
      const tx = db.transaction(['acts', 'settings'], 'readwrite')
      const settings = tx.objectStore('settings')
      const dropped = ((await settings.get('dropped_to')) as number | undefined) ?? 0
      await settings.put({ stored_to: reached.stored_to, backed_up_to: backed }, 'reached')
      await settings.put(Math.max(dropped, backed), 'dropped_to')
      // Batch after batch: what an earlier one has dropped is not read again.
      const held = backed <= dropped ? [] : tx.objectStore('acts').index('n').iterate(IDBKeyRange.bound(dropped + 1, backed))
      for await (const cursor of held) {
        const { ct: _, view, since = now.toISOString(), ...rest } = cursor.value
        await (view ? cursor.update({ ...rest, view, since }) : cursor.delete())
      }
      await tx.done
    })
  }

  /** What the server's backup has had for long goes from here altogether; `now` by its clock. */
  async tidy(now: Date): Promise<void> {
    const { backed_up_to } = await this.reached()
    const until = new Date(now.getTime() - KEEP_DAYS * DAY_MS).toISOString()
    await this.store.db.use(async (db) => {
      const tx = db.transaction('acts', 'readwrite')
      for await (const acts of slices(tx.store.index('n'), 0)) {
        const old = acts.filter((act) => act.n <= backed_up_to && act.since && act.since < until)
        for (const { id } of old) await tx.store.delete(id)
      }
      await tx.done
    })
  }

  /** A server that does not know this device cannot be said to have anything of it: all that is still here waits again. */
  async doubt(): Promise<void> {
    const { stored_to, backed_up_to } = await this.reached()
    const kept = (await this.first()) - 1
    await this.store.setSetting('reached', { stored_to: Math.min(stored_to, kept), backed_up_to: Math.min(backed_up_to, kept) })
  }

  /** What a restore has lost and this device has no more: no screen may go on saying that it was sent. What turns up is sent again. */
  async learnMissing(missing: [number, number][]): Promise<void> {
    const before = (await this.store.setting<[number, number][]>('missing')) ?? []
    if (JSON.stringify(missing) === JSON.stringify(before)) return
    await this.store.db.use(async (db) => {
      const tx = db.transaction(['acts', 'settings'], 'readwrite')
      for (const [ranges, r] of [[before, 'stored'], [missing, MISSING]] as const) {
        for (const [first, last] of ranges) {
          for await (const cursor of tx.objectStore('acts').index('n').iterate(IDBKeyRange.bound(first, last))) {
            await cursor.update({ ...cursor.value, r })
          }
        }
      }
      await tx.objectStore('settings').put(missing, 'missing')
      await tx.done
    })
  }

  /** The acts of the vault's person, newest first: all, or the `most` newest of them. */
  async own(vault: Vault, most = Infinity): Promise<OwnAct[]> {
    const mine = (await this.viewsOf(vault.person, most)).sort((a, b) => (a.id < b.id ? 1 : -1))
    return (await inSlices(mine, (act) => openView(act, vault))).filter((act) => act !== null)
  }

  /** Without the bytes that only sending needs: of a full outbox they are most. */
  private viewsOf(person: string, most: number): Promise<Viewed[]> {
    return this.store.db.use(async (db) => {
      const found: Viewed[] = []
      const byNumber = db.transaction('acts').store.index('n')
      const lowest = (await byNumber.openKeyCursor())?.key ?? 0
      let to = (await byNumber.openKeyCursor(null, 'prev'))?.key ?? -Infinity
      for (; to >= lowest && found.length < most; to -= SLICE) {
        const acts = await byNumber.getAll(IDBKeyRange.bound(to - SLICE, to, true))
        for (const { id, n, r, by, view } of acts.reverse()) if (by === person && view) found.push({ id, n, ...(r && { r }), view })
      }
      return found.slice(0, most)
    })
  }

  /**
   * Begins the chain anew, for a device that the server will not take for what it was. Acts made under the old id keep their
   * sealed bytes, set aside under negative numbers: no server can place them in this chain, and nobody may throw them away.
   */
  async startAgain(): Promise<void> {
    await this.store.db.use(async (db) => {
      const tx = db.transaction(['acts', 'settings', 'files'], 'readwrite', { durability: 'strict' })
      for await (const cursor of tx.objectStore('files').iterate()) {
        // No number of the new chain may be taken for that of the act which named it.
        if (cursor.value.named) await cursor.update({ ...cursor.value, named: Number.MAX_SAFE_INTEGER })
      }
      const byNumber = tx.objectStore('acts').index('n')
      let aside = Math.min(0, ((await byNumber.openKeyCursor())?.key as number | undefined) ?? 0)
      for await (const acts of slices(byNumber, 0)) {
        for (const act of acts) {
          const r = act.ct && !act.r ? 'quarantined' : act.r
          await tx.objectStore('acts').put({ ...act, ...(r && { r }), n: --aside })
        }
      }
      for (const name of ['chain', 'reached', 'need_files', 'dropped_to', 'missing']) await tx.objectStore('settings').delete(name)
      await tx.done
    })
  }

  /** Makes a person's acts (null: everyone's) unreadable here; what the server's backup still lacks stays, sealed to it. */
  async forget(person: string | null): Promise<void> {
    const { backed_up_to } = await this.reached()
    await this.store.db.use(async (db) => {
      const tx = db.transaction('acts', 'readwrite')
      for await (const cursor of tx.store.iterate()) {
        const { view: _, ...rest } = cursor.value
        if (person && rest.by !== person) continue
        if (!rest.ct || (rest.n > 0 && rest.n <= backed_up_to)) await cursor.delete()
        else await cursor.update(rest)
      }
      await tx.done
    })
  }
}

/** The acts after `n`, slice by slice within one transaction: a full outbox at once would take more memory than the app. */
async function* slices(index: ByNumber, n: number): AsyncGenerator<ActRecord[]> {
  for (;;) {
    const acts = await index.getAll(IDBKeyRange.lowerBound(n, true), SLICE)
    const last = acts.at(-1)
    if (!last) return
    yield acts
    n = last.n
  }
}

/** A vault made anew after a forgotten PIN cannot read what the old one sealed; the act itself still travels. */
async function openView({ view, ...act }: Viewed, vault: Vault): Promise<OwnAct | null> {
  const seen = await vault.unseal<View>(act.id, view).catch(() => null)
  return seen && { ...act, ...seen }
}

/** A duplicate carries the first receipt's words but not its outcome: with words, the receipt itself must tell. */
function outcomeOf(r: string, code?: string): string {
  if (r !== 'duplicate') return r
  return code ? 'stored' : 'accepted'
}

/** The milliseconds that a UUIDv7 begins with. */
export function madeAt(id: string): number {
  return parseInt(id.replace('-', '').slice(0, 12), 16)
}
