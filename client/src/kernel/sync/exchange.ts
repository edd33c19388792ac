import { shallowReactive } from 'vue'
import type { Changes } from '../basics/changes'
import type { Vault } from '../store/vault'
import { HandIn, type HandInParts, type Waits } from './handIn'
import { NOTE, Pull, type Place } from './pull'
import type { Pushed } from './push'
import type { Aboard } from './shapes'
import { Refusal, Unreachable } from './wire'

/** The truth about the exchange, as the top bar shows it. */
export interface ExchangeFacts {
  /** When the server last answered everything it was asked, by its own clock. */
  last: Date | null
  /** What the last try found; null before the first. */
  outcome: 'good' | 'hub' | 'hub_full' | 'no_contact' | 'busy' | 'trouble' | 'token_ended' | 'unknown_device' | 'revoked' | null
  working: boolean
  waiting: Waits
  /** The browser has promised to hand in what waits once there is a network, though the app be closed. */
  alone: boolean
  /** False where the browser may throw our data away when space runs out. */
  persisted: boolean
}

export interface Here {
  vault: Vault
  token: string
}

export interface ExchangeParts extends Omit<HandInParts, 'vault' | 'show'> {
  changes: Changes
  storage: Pick<StorageManager, 'estimate' | 'persisted' | 'persist'> | undefined
  /** Who is unlocked now. */
  here: () => Here | null
  /** The person no longer holds this device. `why` is what the lock screen says later; whoever is here has read it in their rows. */
  leave: (person: string, why?: string) => Promise<void>
  revoked: () => Promise<void>
  /** Whether the server tells us when there is something to pull. */
  hears: () => boolean
  /** The outbox is empty and the server wants no file: what had to wait for that may happen. */
  handedIn: () => Promise<void>
  /** After an exchange in which everything was answered. */
  good: () => Promise<void>
  /** Asks the browser to wake our service worker once there is a network; false where it cannot. */
  later: () => Promise<boolean>
}

// What a device does while nothing is said otherwise: often enough for an answer to feel prompt, rare enough for a battery.
const CALM_MS = 60_000
// A browser that may evict us holds the only copy: hand in sooner.
const ANXIOUS_MS = 15_000
// Who is told when there is something asks only in case a hint was lost.
const HEARING_MS = 180_000
const FIRST_WAIT_MS = 2_000
const LONGEST_WAIT_MS = 300_000

/** Push, files, pull; again when it is time. Asks the server whether there is a network, and nobody else. */
export class Exchange {
  readonly facts: ExchangeFacts = shallowReactive({
    last: null,
    outcome: null,
    working: false,
    waiting: { acts: 0, files: 0, oldest: null, hub: 0 },
    alone: false,
    persisted: false
  })

  private readonly hands: HandIn
  private timer: ReturnType<typeof setTimeout> | undefined
  private running: Promise<void> | null = null
  private again = false
  private failures = 0
  private stopped = true

  constructor(
    private readonly parts: ExchangeParts,
    private readonly chance: () => number = Math.random
  ) {
    const show = (waits: Waits) => void (this.facts.waiting = waits)
    this.hands = new HandIn({ ...parts, vault: () => parts.here()?.vault ?? null, show })
  }

  async start(): Promise<void> {
    this.stopped = false
    this.facts.last = (await this.parts.store.setting<Date>('last_exchange')) ?? null
    await this.askToPersist()
    await this.count()
    void this.now()
  }

  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
  }

  /** Starts an exchange, or asks the running one for another round: something was added that it may have missed. */
  now(): Promise<void> {
    // Somebody did something, or the network is said to be back: what failed while there was none tells nothing any more.
    this.failures = 0
    return this.go()
  }

  /** The person's stream has moved on to there. One exchange for any number of hints, and none for what our own has brought already. */
  async woken(at: number): Promise<void> {
    while (this.running) await this.running
    const here = this.parts.here()
    // While the server is in trouble, when to come again is not for a hint to say.
    if (!here || this.failures) return
    const place = await here.vault.note<Place>(NOTE)
    const reached = Number(place?.streams[`person/${here.vault.person}`]?.at ?? 0)
    if (!at || at > reached) await this.go()
  }

  private go(): Promise<void> {
    if (this.stopped) return Promise.resolve()
    if (this.running) {
      this.again = true
      return this.running
    }
    clearTimeout(this.timer)
    this.running = this.rounds().finally(() => (this.running = null))
    return this.running
  }

  /** Resolves when no exchange is under way. */
  async settled(): Promise<void> {
    await this.running
  }

  /** Counts what waits, for the top bar and for staff. */
  async count(): Promise<void> {
    await this.hands.count()
    this.parts.changes.tell('acts')
  }

  /** Whoever closes the app now must know whether what waits is sent without them. */
  async askForLater(): Promise<void> {
    const { acts, files } = this.facts.waiting
    if (acts + files > 0) this.facts.alone = await this.parts.later().catch(() => false)
  }

  aboard(): Promise<Aboard[]> {
    return this.hands.aboard()
  }

  private async rounds(): Promise<void> {
    this.facts.working = true
    let wait: number
    do {
      this.again = false
      wait = await this.round()
    } while (this.again && (this.facts.outcome === 'good' || this.facts.outcome === 'hub'))
    this.facts.working = false
    await this.count().catch(() => undefined)
    if (this.failures) void this.askForLater()
    if (!this.stopped) this.timer = setTimeout(() => void this.go(), wait)
  }

  /** One exchange. Returns the milliseconds until the next. */
  private async round(): Promise<number> {
    try {
      const { after_ms: afterMs, hub_to, hub_met } = await this.exchange()
      this.failures = 0
      await (hub_to === undefined ? this.metServer() : this.metHub(hub_met))
      const calm = !this.facts.persisted ? ANXIOUS_MS : this.parts.hears() ? HEARING_MS : CALM_MS
      return Math.max(afterMs, calm) * (0.75 + this.chance() / 2)
    } catch (error) {
      return this.failed(error)
    }
  }

  private async metServer(): Promise<void> {
    this.facts.outcome = 'good'
    this.facts.last = this.parts.clock.serverNow()
    await this.parts.store.setSetting('last_exchange', this.facts.last)
    await this.parts.good()
  }

  /** The line behind a hub is down. What it gave us is as old as its last word with the server. */
  private async metHub(met: string | null | undefined): Promise<void> {
    this.facts.outcome = 'hub'
    const asOf = new Date(met ?? 0)
    if (!met || (this.facts.last && this.facts.last >= asOf)) return
    this.facts.last = asOf
    await this.parts.store.setSetting('last_exchange', asOf)
  }

  private async exchange(): Promise<Pushed> {
    const pushed = await this.handIn()
    if (this.facts.waiting.acts === 0) await this.parts.handedIn()
    const here = this.parts.here()
    if (!here) return pushed
    const pulled = await new Pull({ ...this.parts, state: () => this.hands.state() }, here.vault, here.token).all()
    if (pulled.leave) await this.parts.leave(here.vault.person)
    return { ...pushed, after_ms: Math.max(pushed.after_ms, pulled.after_ms) }
  }

  private async handIn(): Promise<Pushed> {
    const pushed = await this.hands.all(() => this.count())
    if (pushed.revoked) await this.parts.revoked()
    if (pushed.hub_to === undefined) await this.hands.drafts()
    // Whoever is here hears of it in words of their own, by the pull that follows.
    const here = this.parts.here()?.vault.person
    for (const { person, why } of pushed.gone) if (person !== here) await this.parts.leave(person, why)
    return pushed
  }

  private async failed(error: unknown): Promise<number> {
    this.failures += 1
    this.facts.outcome = outcomeOf(error)
    if (this.facts.outcome === 'trouble') console.error(error)
    if (this.facts.outcome === 'unknown_device') await this.parts.waiting.doubt().catch((cause: unknown) => console.error(cause))
    const asked = error instanceof Refusal ? Number(error.body.after_ms ?? 0) : 0
    // Never sooner than the server asks, and spread over as long again.
    if (asked) return asked * (1 + this.chance())
    return this.chance() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.failures)
  }

  private async askToPersist(): Promise<void> {
    const { storage } = this.parts
    const persisted = (await storage?.persisted().catch(() => false)) || (await storage?.persist().catch(() => false))
    this.facts.persisted = persisted ?? false
  }
}

const OUTCOMES: Record<string, ExchangeFacts['outcome']> = {
  revoked: 'revoked',
  not_enrolled: 'unknown_device',
  signed_out: 'token_ended',
  line_down: 'hub',
  hub_full: 'hub_full'
}

function outcomeOf(error: unknown): ExchangeFacts['outcome'] {
  if (error instanceof Unreachable) return 'no_contact'
  if (!(error instanceof Refusal)) return 'trouble'
  const busy = error.status === 429 || error.status === 503
  return OUTCOMES[error.code] ?? (busy ? 'busy' : 'trouble')
}
