import type { Clock } from '../basics/clock'
import type { CarriedDrafts } from '../outbox/carried'
import type { Files } from '../outbox/files'
import { madeAt, type Waiting } from '../outbox/waiting'
import type { DeviceStore } from '../store/device'
import type { Vault } from '../store/vault'
import { everybodyAboard } from './aboard'
import { Push, type Pushed } from './push'
import type { Aboard, DeviceState } from './shapes'
import { Upload } from './upload'
import { Refusal, type Wire } from './wire'
import { hasTaken } from './word'

export interface HandInParts {
  wire: Wire
  store: DeviceStore
  waiting: Waiting
  files: Files
  carried: CarriedDrafts
  clock: Clock
  locks: LockManager
  version: string
  storage: Pick<StorageManager, 'estimate' | 'persisted'> | undefined
  /** The vault that is open now, to put the server's words under its seal. */
  vault: () => Vault | null
  /** Told what waits whenever it was counted. */
  show?: (waits: Waits) => void
}

/** `hub`: how many of the acts stand at a hub, which hands them in when its line is back. */
export interface Waits {
  acts: number
  files: number
  oldest: Date | null
  hub: number
}

// The app and its service worker must not write down two answers of the server in the wrong order.
const LOCK = 'throughgate-hand-in'

/** Hands in everything that stands on this device: acts, the files they name, drafts of who is not here. Needs nobody to be unlocked. */
export class HandIn {
  /** What was counted last. */
  waits: Waits = { acts: 0, files: 0, oldest: null, hub: 0 }

  constructor(private readonly parts: HandInParts) {}

  /** Acts, then the files they name, then once more so that their receipts are known. Raises Refusal or Unreachable. */
  all(counted: () => Promise<unknown> = () => this.count()): Promise<Pushed> {
    return this.parts.locks.request(LOCK, async () => {
      const push = new Push({ ...this.parts, state: () => this.state(), went: () => this.countActs() })
      const upload = new Upload(this.parts.wire, this.parts.files, this.parts.vault)
      let pushed = await push.all()
      await counted()
      const went = await upload.all(await this.wanted(pushed))
      if (went && pushed.hub_to === undefined) pushed = await push.all()
      await counted()
      return pushed
    })
  }

  /** Drafts of everybody but whoever is here, one by one. A server that does not take one leaves it where it is safe. */
  async drafts(): Promise<void> {
    for (const { id, jwe } of await this.parts.carried.but(this.parts.vault()?.person)) {
      const signer = (await this.parts.store.setting<{ kid: string }>('signer'))?.kid ?? ''
      const json = { drafts: [{ id, jwe }], signer }
      try {
        const { word } = await this.parts.wire.json<{ word?: string }>('POST', '/sync/v1/drafts', { json })
        if (await hasTaken(word, jwe, this.parts.store)) await this.parts.carried.drop(id)
      } catch (error) {
        if (!(error instanceof Refusal) || error.status >= 500 || error.status === 429) throw error
      }
    }
  }

  async count(): Promise<Waits> {
    const { store, waiting, files } = this.parts
    const wanted = (await store.setting<string[]>('need_files')) ?? []
    const unsent = await files.waiting((await waiting.reached()).stored_to, wanted)
    return this.countActs(unsent)
  }

  /** The acts alone: between two of many batches nothing else has changed, and files take long to look through. */
  private async countActs(files = this.waits.files): Promise<Waits> {
    const { waiting, show } = this.parts
    const { acts, oldest } = await waiting.count()
    const hub = Math.min(acts, await waiting.atHub())
    this.waits = { acts, files, oldest: oldest ? new Date(madeAt(oldest)) : null, hub }
    show?.(this.waits)
    return this.waits
  }

  async state(): Promise<DeviceState> {
    const { storage, version, waiting: outbox } = this.parts
    const { usage = 0, quota = 0 } = (await storage?.estimate().catch(() => null)) ?? {}
    const persisted = (await storage?.persisted().catch(() => false)) ?? false
    const { acts, files, oldest } = this.waits
    const waiting = { acts, files, ...(oldest && { oldest: oldest.toISOString() }) }
    return { version, persisted, usage, quota, waiting, vaults: await this.aboard(), first: await outbox.first() }
  }

  aboard(): Promise<Aboard[]> {
    return everybodyAboard(this.parts, this.waits)
  }

  /** A hub cannot open acts, so that it does not know what they name: it is given the files of all that it holds. */
  private async wanted({ hub_to, need_files }: Pushed): Promise<string[]> {
    if (hub_to === undefined) return need_files
    const { stored_to } = await this.parts.waiting.reached()
    return [...new Set([...need_files, ...(await this.parts.files.namedWithin(stored_to, hub_to))])]
  }
}
