import { base64url } from '../basics/bytes'
import type { Clock } from '../basics/clock'
import type { Files } from '../outbox/files'
import type { Waiting } from '../outbox/waiting'
import type { ActRecord, DeviceStore } from '../store/device'
import type { Vault } from '../store/vault'
import type { DeviceState, Limits, Parting, PushAnswer } from './shapes'
import { Refusal, type Wire } from './wire'
import { names, wordIn, type Word } from './word'

export interface PushParts {
  wire: Wire
  store: DeviceStore
  waiting: Waiting
  files: Files
  clock: Clock
  /** The vault that is open now, to put the server's words under its seal. */
  vault: () => Vault | null
  state: () => Promise<DeviceState>
  /** After each batch that is answered and not the last: whoever looks at the screen sees it go down. */
  went: () => Promise<unknown>
}

export interface Pushed {
  need_files: string[]
  after_ms: number
  /** Staff have ended this device: it may hand in, and nothing else. */
  revoked: boolean
  /** Who no longer uses this device; nobody need unlock it for them to be told. */
  gone: Parting[]
  /** A hub took them, up to this number, or somebody who cannot sign for the server: it knows of none of it yet. */
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

// Measured with 10,000 acts waiting: by 500 the browser's young generation grows to its most, which is 40 MB more for a tenth less time.
const MOST_AT_ONCE = 200
const FIRST_LIMITS: Limits = { acts: 500, bytes: 1024 * 1024, file_bytes: 10 * 1024 * 1024 }

/** Hands in the outbox, batch by batch, until the server has all of it. Needs nobody to be unlocked. */
export class Push {
  constructor(private readonly parts: PushParts) {}

  /** Always asks at least once, since the answer says which files are wanted. Raises Refusal or Unreachable. */
  async all(): Promise<Pushed> {
    let answer: PushAnswer
    let from = (await this.parts.waiting.reached()).stored_to
    let most = Math.min((await this.limits()).acts, MOST_AT_ONCE)
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
      from = Math.max(acts.at(-1)?.n ?? 0, (await this.parts.waiting.reached()).stored_to)
      if ((await this.parts.waiting.after(from, 1)).length === 0) break
      await this.parts.went()
    }
    const { need_files, after_ms, revoked, gone = [], hub_to, hub_met } = answer
    if (hub_to === undefined) await this.parts.waiting.tidy(this.parts.clock.serverNow())
    return { need_files, after_ms, revoked, gone, ...(hub_to !== undefined && { hub_to, hub_met: hub_met ?? null }) }
  }

  private async offer(acts: SentAct[]): Promise<PushAnswer | 'too_large' | 'other_epoch'> {
    const { store, waiting, wire } = this.parts
    const { id: device } = (await store.setting<{ id: string }>('device'))!
    const epoch = await store.setting<string>('epoch')
    const keys = await waiting.keys(new Set(acts.map((act) => act.k)))
    const signer = (await store.setting<{ kid: string }>('signer'))?.kid ?? ''
    const json = { device, epoch, keys, acts, state: await this.parts.state(), signer }
    try {
      return await this.learn(await wire.json<PushAnswer>('POST', '/sync/v1/push', { json }))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.status === 413 && acts.length > 1) return 'too_large'
      if (error.status === 409 && (await this.newEpoch(error, epoch))) return 'other_epoch'
      throw error
    }
  }

  /** The server was restored: what it lacks above `stored_to` is offered again from here. */
  private async newEpoch({ body }: Refusal, ours: string | undefined): Promise<boolean> {
    const word = await wordIn(body.word, this.parts.store)
    if (!word || word.epoch === ours) return false
    const { epoch, stored_to } = word
    const { backed_up_to } = await this.parts.waiting.reached()
    await this.parts.store.setSetting('reached', { stored_to, backed_up_to: Math.min(backed_up_to, stored_to) })
    await this.parts.store.setSetting('epoch', epoch)
    return true
  }

  /** Takes in what can be believed of an answer, and returns that. Whatever the server has not signed says no more than a hub may. */
  private async learn(answer: PushAnswer): Promise<PushAnswer> {
    const { store, waiting } = this.parts
    const said = await wordIn(answer.word, store)
    const word = said?.epoch === (await store.setting<string>('epoch')) ? said : null
    const { stored_to, hub_to = word ? undefined : stored_to } = answer
    if (word) await waiting.learn(answer.results, this.parts.vault())
    await store.setSetting('hub_to', hub_to ?? 0)
    if (word) await (hub_to === undefined ? this.learnFromServer(answer, word) : this.learnThroughHub(word))
    const gone = (answer.gone ?? []).filter(({ person }) => word?.gone.includes(person))
    return { ...answer, ...(hub_to !== undefined && { hub_to }), revoked: word?.revoked ?? false, gone }
  }

  private async learnFromServer(answer: PushAnswer, word: Word): Promise<void> {
    const { store, waiting, files, clock } = this.parts
    await waiting.advance(word, clock.serverNow())
    await waiting.learnMissing(word.missing)
    await files.tidy(word.backed_up_to)
    await store.setSetting('limits', answer.limits)
    await store.setSetting('need_files', answer.need_files)
    const { seal, signer } = answer
    if (seal.length && signer && (await names(word, [...seal, signer]))) await store.keepSettings({ seal, signer })
  }

  /** The server's word may be older here than what it said to us itself, which is not taken back. */
  private async learnThroughHub(word: Word): Promise<void> {
    const { waiting, clock } = this.parts
    const { stored_to, backed_up_to } = await waiting.reached()
    const reached = { stored_to: Math.max(stored_to, word.stored_to), backed_up_to: Math.max(backed_up_to, word.backed_up_to) }
    await waiting.advance(reached, clock.serverNow())
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
