import type { JWK } from 'jose'
import { same, type Bytes } from '../basics/bytes'
import type { Clock } from '../basics/clock'
import { NotSaved } from '../basics/errors'
import { uuid7 } from '../basics/ids'
import { seal, unseal } from '../store/cipher'
import type { ActRecord, DeviceStore } from '../store/device'
import type { Vault } from '../store/vault'
import { makeOutboxKey, type OutboxKey } from './outboxKey'
import { chainHash, envelope, NOTHING_BEFORE, rawBytes, sign, type Raw, type SavedFile } from './raw'

/** What a person wants done, before it has an id and a place in the chain. */
export interface Order {
  command: string
  say: object
  about: string
  files: SavedFile[]
}

/** What its maker sees of an act; sealed in their vault's key. */
export interface View {
  command: string
  about: string
  made: string
  /** What they said, so that they can read it again before any record of it comes back. */
  said?: object
  code?: string
  says?: string
}

interface Chain {
  n: number
  head: string
}

const START: Chain = { n: 0, head: NOTHING_BEFORE }
const LOCK = 'throughgate-chain'
// A quarter of a push: an act larger than that is a mistake, and files travel on their own.
const MOST_BYTES = 256 * 1024

/** One unlocking: what the server gave to whoever is here, and the key made for them, for one of the server's seal keys. */
interface Unlocked {
  slip: string
  kid?: string | undefined
  key?: Promise<OutboxKey>
}

/** The acts of this device, in order, until the server has them in its backup. */
export class Outbox {
  private unlocked: Unlocked | null = null

  constructor(
    private readonly store: DeviceStore,
    private readonly clock: Clock,
    private readonly locks: LockManager
  ) {}

  /** A new outbox key for each unlocking; made with the first act, so that unlocking need not wait for it. */
  unlock(slip: string): void {
    this.unlocked = { slip }
  }

  lock(): void {
    this.unlocked = null
  }

  /**
   * Writes one act and reads it back; only then is it saved. Returns its id.
   * Raises NotSaved with the reason where any step failed; then the chain stands as before.
   */
  async add(order: Order, device: string, vault: Vault): Promise<string> {
    const { unlocked } = this
    if (!unlocked) throw new NotSaved('locked')
    try {
      const key = await this.key(unlocked)
      return await this.locks.request(LOCK, () => this.append(order, device, vault, key))
    } catch (error) {
      throw NotSaved.from(error)
    }
  }

  /** Another one as soon as the server has told of a new seal key: whoever stays unlocked for days must not go on under the old. */
  private async key(unlocked: Unlocked): Promise<OutboxKey> {
    const seals = (await this.store.setting<JWK[]>('seal')) ?? []
    const kid = seals[0]?.kid
    if (unlocked.kid !== kid) Object.assign(unlocked, { kid, key: undefined })
    unlocked.key ??= makeOutboxKey(seals, unlocked.slip).catch((error: unknown) => {
      delete unlocked.key
      throw error
    })
    return unlocked.key
  }

  private async append(order: Order, device: string, vault: Vault, key: OutboxKey): Promise<string> {
    const before = (await this.store.setting<Chain>('chain')) ?? START
    const raw = this.raw(order, device, vault.person, before)
    const bytes = rawBytes(raw)
    if (bytes.length > MOST_BYTES) throw new NotSaved('too_big')
    const { proof } = await this.store.keys()
    const plain = envelope(bytes, await sign(proof.privateKey, bytes))
    const view: View = { command: order.command, about: order.about, made: raw.made, said: order.say }
    const record: ActRecord = {
      id: raw.id,
      n: raw.n,
      by: raw.by,
      k: key.k,
      ...(await seal(key.key, raw.id, plain)),
      view: await vault.seal(raw.id, view),
      files: order.files.map((file) => file.h)
    }
    await this.write(record, key, before, { n: raw.n, head: await chainHash(bytes) })
    await this.readBack(record, key, plain, before)
    return raw.id
  }

  private raw(order: Order, device: string, by: string, before: Chain): Raw {
    const now = this.clock.now()
    return {
      v: 1,
      id: uuid7(now.getTime()),
      n: before.n + 1,
      prev: before.head,
      device,
      by,
      do: order.command,
      made: now.toISOString(),
      clock: { boot: this.clock.boot, mono_ms: this.clock.mono(), off_ms: this.clock.offset },
      say: order.say,
      files: order.files
    }
  }

  /** The act, its key and the new head of the chain, in one transaction. */
  private async write(record: ActRecord, key: OutboxKey, before: Chain, after: Chain): Promise<void> {
    await this.store.db.use(async (db) => {
      const stores = ['acts', 'outbox_keys', 'settings', 'files'] as const
      const tx = db.transaction(stores, 'readwrite', { durability: 'strict' })
      const settings = tx.objectStore('settings')
      const now = ((await settings.get('chain')) as Chain | undefined) ?? START
      // The lock keeps tabs apart; where a browser has broken it, this keeps the chain from forking.
      if (now.n !== before.n || now.head !== before.head) {
        tx.abort()
        await tx.done.catch(() => undefined)
        throw new NotSaved('other_tab')
      }
      await tx.objectStore('outbox_keys').put({ k: key.k, jwe: key.jwe, slip: key.slip })
      await tx.objectStore('acts').add(record)
      for (const h of record.files) {
        const file = await tx.objectStore('files').get(h)
        if (file) await tx.objectStore('files').put({ ...file, named: record.n })
      }
      await settings.put(after, 'chain')
      await tx.done
    })
  }

  private async readBack(record: ActRecord, key: OutboxKey, plain: Bytes, before: Chain): Promise<void> {
    const read = () => this.store.db.use((db) => db.get('acts', record.id))
    // A browser that closes the database at this moment has not lost what is in it.
    const kept = await read().catch(read).catch(() => undefined)
    // Without its text it was sent meanwhile, and stands in the server's backup.
    if (kept && !kept.ct) return
    const opened = kept?.ct && (await unseal(key.key, kept.id, { iv: kept.iv, ct: kept.ct }).catch(() => undefined))
    if (opened && same(opened, plain)) return
    await this.takeBack(record, before)
    throw new NotSaved('not_read_back')
  }

  /** What cannot be read must not be sent either: the person was told that it is not saved, and will try again. */
  private async takeBack(record: ActRecord, before: Chain): Promise<void> {
    await this.store.db.use(async (db) => {
      const tx = db.transaction(['acts', 'settings'], 'readwrite', { durability: 'strict' })
      await tx.objectStore('acts').delete(record.id)
      await tx.objectStore('settings').put(before, 'chain')
      await tx.done
    })
  }
}
