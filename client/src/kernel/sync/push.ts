import { base64url } from '../basics/bytes'
import type { Clock } from '../basics/clock'
import type { Files } from '../outbox/files'
import type { Waiting } from '../outbox/waiting'
import type { ActRecord, DeviceStore } from '../store/device'
import type { Vault } from '../store/vault'
import type { DeviceState, Limits, Parting, PushAnswer } from './shapes'
import { Refusal, type Wire } from './wire'

export interface PushParts {
  wire: Wire
  store: DeviceStore
  waiting: Waiting
  files: Files
  clock: Clock
  /** The vault that is open now, to put the server's words under its seal. */
  vault: () => Vault | null
  state: () => Promise<DeviceState>
}

export interface Pushed {
  need_files: string[]
  after_ms: number
  /** Staff have ended this device: it may hand in, and nothing else. */
  revoked: boolean
  /** Who no longer uses this device; nobody need unlock it for them to be told. */
  gone: Parting[]
  /** A hub took them, up to this number: the server knows of none of it yet. */
  hub_to?: number
  hub_met?: string | null
}

interface SentAct {
  id: string
  n: number
  k: string
  iv: string
  ct: string
}

const FIRST_LIMITS: Limits = { acts: 500, bytes: 1024 * 1024, file_bytes: 10 * 1024 * 1024 }

/** Hands in the outbox, batch by batch, until the server has all of it. Needs nobody to be unlocked. */
export class Push {
  constructor(private readonly parts: PushParts) {}

  /** Always asks at least once, since the answer says which files are wanted. Raises Refusal or Unreachable. */
  async all(): Promise<Pushed> {
    let answer: PushAnswer
    let from = (await this.parts.waiting.reached()).stored_to
    let most = (await this.limits()).acts
    for (;;) {
      const acts = await this.batch(from, most)
      const sent = await this.offer(acts)
      if (sent === 'too_large') {
        most = Math.floor(acts.length / 2)
        continue
      }
      if (sent === 'other_epoch') {
        from = (await this.parts.waiting.reached()).stored_to
        continue
      }
      answer = sent
      // On from the last one offered: a server that lacks an earlier act must not be asked for ever.
      from = Math.max(acts.at(-1)?.n ?? 0, answer.stored_to)
      if ((await this.parts.waiting.after(from, 1)).length === 0) break
    }
    const { need_files, after_ms, revoked, gone = [], hub_to, hub_met } = answer
    return { need_files, after_ms, revoked, gone, ...(hub_to !== undefined && { hub_to, hub_met: hub_met ?? null }) }
  }

  private async offer(acts: SentAct[]): Promise<PushAnswer | 'too_large' | 'other_epoch'> {
    const { store, waiting, wire } = this.parts
    const { id: device } = (await store.setting<{ id: string }>('device'))!
    const epoch = await store.setting<string>('epoch')
    const keys = await waiting.keys(new Set(acts.map((act) => act.k)))
    const json = { device, epoch, keys, acts, state: await this.parts.state() }
    try {
      const answer = await wire.json<PushAnswer>('POST', '/sync/v1/push', { json })
      await this.learn(answer)
      return answer
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.status === 413 && acts.length > 1) return 'too_large'
      if (error.status === 409 && (await this.newEpoch(error, epoch))) return 'other_epoch'
      throw error
    }
  }

  /** The server was restored: what it lacks above `stored_to` is offered again from here. */
  private async newEpoch({ body }: Refusal, ours: string | undefined): Promise<boolean> {
    const { epoch, stored_to } = body as { epoch?: string; stored_to?: number }
    if (!epoch || epoch === ours || typeof stored_to !== 'number') return false
    const { backed_up_to } = await this.parts.waiting.reached()
    await this.parts.store.setSetting('reached', { stored_to, backed_up_to: Math.min(backed_up_to, stored_to) })
    await this.parts.store.setSetting('epoch', epoch)
    return true
  }

  private async learn(answer: PushAnswer): Promise<void> {
    const { store, waiting, files, clock } = this.parts
    await waiting.learn(answer.results, this.parts.vault())
    await store.setSetting('hub_to', answer.hub_to ?? 0)
    if (answer.hub_to !== undefined) return this.learnFromHub(answer)
    await waiting.advance(answer, clock.serverNow())
    if (answer.missing) await waiting.learnMissing(answer.missing)
    await files.tidy(answer.backed_up_to)
    await store.setSetting('epoch', answer.epoch)
    await store.setSetting('limits', answer.limits)
    await store.setSetting('need_files', answer.need_files)
    if (answer.seal.length) await store.setSetting('seal', answer.seal)
  }

  /** What the server said to the hub last. Nothing is dropped on a hub's word, and nothing that the server itself said is taken back. */
  private async learnFromHub({ stored_to }: PushAnswer): Promise<void> {
    const { waiting, clock } = this.parts
    const reached = await waiting.reached()
    await waiting.advance({ ...reached, stored_to: Math.max(reached.stored_to, stored_to) }, clock.serverNow())
  }

  private async limits(): Promise<Limits> {
    return (await this.parts.store.setting<Limits>('limits')) ?? FIRST_LIMITS
  }

  /** The next acts in order, within both limits; one act always goes, whatever its size. */
  private async batch(from: number, most: number): Promise<SentAct[]> {
    const { bytes } = await this.limits()
    const batch: SentAct[] = []
    let size = 0
    for (const act of await this.parts.waiting.after(from, most)) {
      const sent = onTheWire(act)
      size += sent.ct.length + 200
      if (batch.length && size > bytes) break
      batch.push(sent)
    }
    return batch
  }
}

function onTheWire({ id, n, k, iv, ct }: ActRecord): SentAct {
  return { id, n, k, iv: base64url(iv), ct: base64url(ct!) }
}
