import { shallowReactive } from 'vue'
import { random, type Bytes } from '../basics/bytes'
import { Changes } from '../basics/changes'
import { NotSaved } from '../basics/errors'
import { CarriedDrafts } from '../outbox/carried'
import { Files } from '../outbox/files'
import { Outbox } from '../outbox/outbox'
import { Waiting } from '../outbox/waiting'
import { DeviceStore } from '../store/device'
import { DiskShelf, MemoryShelf } from '../store/shelf'
import { Vault } from '../store/vault'
import { Exchange } from '../sync/exchange'
import { Live } from '../sync/live'
import type { DeviceFacts, EnrolAnswer, Me, SessionAnswer } from '../sync/shapes'
import { Refusal, Wire } from '../sync/wire'
import { dropArrival, findArrival, keepArrival, type Arrival } from './arrival'
import { Going } from './going'
import { Holders, type Holder, type Secret } from './holders'
import { Trouble } from './trouble'
import type { World } from './world'
import { becomeTheTab } from './writer'

/**
 * Where the app stands: another tab has it · no enrolment yet · enrolled, no PIN chosen · locked · someone is here ·
 * staff ended the device · the browser keeps nothing for us.
 */
export type Stage = 'starting' | 'other_tab' | 'new' | 'choose' | 'locked' | 'open' | 'revoked' | 'broken'

export interface SessionFacts {
  stage: Stage
  device: DeviceFacts | null
  people: Holder[]
  me: Me | null
  /** Who has been enrolled and has yet to choose a PIN or pictures. */
  arriving: Me | null
  pinMin: number
  /** A device that staff ended: nothing stands on it any more that the server's backup lacks. */
  emptied: boolean
  /** Why someone's records left this device, for whoever looks at the lock screen next. */
  farewells: string[]
}

/** The person who is here, with what only their PIN could open. */
export interface Here {
  vault: Vault
  token: string
  drafts: Map<string, unknown>
}

const FEWEST_DIGITS = 6

/** Who is at the keyboard: enrolment, PIN or pictures, unlocking, locking, and leaving for good. */
export class Session {
  readonly facts: SessionFacts = shallowReactive({
    stage: 'starting',
    device: null,
    people: [],
    me: null,
    arriving: null,
    pinMin: FEWEST_DIGITS,
    emptied: false,
    farewells: []
  })

  readonly changes = new Changes()
  readonly store = new DeviceStore()
  readonly waiting = new Waiting(this.store)
  readonly holders: Holders
  readonly files: Files
  readonly outbox: Outbox
  readonly carried: CarriedDrafts
  readonly wire: Wire
  readonly exchange: Exchange
  readonly live: Live
  private readonly going: Going
  /** Called, and waited for, before someone's vault closes. */
  readonly beforeLock = new Set<() => Promise<void>>()
  /** Called after each exchange in which everything was answered. */
  readonly afterGood = new Set<() => Promise<unknown>>()
  here: Here | null = null
  /** What a television shows: it is nobody's, so that nobody is ever here. */
  screen: Here | null = null
  /** Who has used a code on a kiosk and has yet to choose a PIN. In memory only: nothing of theirs may stand on its disk. */
  private passing: Arrival | null = null

  constructor(readonly world: World) {
    const { store, waiting, changes } = this
    const { clock, locks, version, storage } = world
    this.holders = new Holders(store, clock, world.stretch)
    this.files = new Files(store, clock)
    this.carried = new CarriedDrafts(store)
    this.outbox = new Outbox(store, clock, locks)
    this.wire = new Wire({ ...world, store })
    this.going = new Going({ store, storage, waiting, files: this.files, facts: this.facts, changed: () => this.readPeople() })
    const parts = { wire: this.wire, store, waiting, files: this.files, carried: this.carried, clock, locks, changes, version, storage }
    const calls = {
      here: () => this.shown,
      leave: (person: string, why?: string) => this.leave(person, why),
      revoked: () => this.revoked(),
      handedIn: () => this.handedIn(),
      good: () => this.good(),
      hears: () => this.live.open,
      later: world.handInLater ?? (async () => false)
    }
    this.exchange = new Exchange({ ...parts, ...calls }, world.chance)
    this.live = new Live({ wire: this.wire, clock, here: () => this.shown, woken: (at) => this.exchange.woken(at) }, world.chance)
  }

  /** Kiosks and the like keep nothing of a person on disk. */
  get kiosk(): boolean {
    return isNobodys(this.facts.device)
  }

  /** Whose rows are shown now: of whoever is here, or of the place where a television stands. */
  get shown(): Here | null {
    return this.here ?? this.screen
  }

  /** Finds out where the app stands, and begins the exchange. */
  async start(): Promise<void> {
    try {
      await becomeTheTab(this.world.locks, () => (this.facts.stage = 'other_tab'))
      await this.recall()
      if (!this.facts.device) return this.to('new')
      // A power cut may have ended a kiosk's session before it could tidy up.
      if (this.kiosk) await this.going.forget(null)
      await this.standAsScreen()
      this.to(await this.firstStage())
      await this.exchange.start()
    } catch (error) {
      console.error(error)
      this.to('broken')
    }
  }

  /** Takes a one-time code: binds the device, adds a person to it, or gives one of its people a new PIN. Raises Trouble. */
  async enrol(code: string): Promise<void> {
    const about = { ua: this.world.userAgent, version: this.world.version }
    const json = { code: code.replace(/[^0-9a-z]/gi, '').toUpperCase(), about, ...(await this.was()) }
    const answer = await this.wire.json<EnrolAnswer>('POST', '/sync/v1/enrol', { json }).catch((error: unknown) => {
      throw Trouble.from(error)
    })
    const { person, token, slip = '', again = false } = answer
    if (person && token) await this.welcome({ person, token, slip, again }, answer.device)
    await this.keepDevice(answer)
    await this.standAsScreen()
    this.to(await this.firstStage())
    await this.exchange.start()
  }

  /** The PIN or pictures of whoever has just been enrolled; they are unlocked then. Raises NotSaved; on a kiosk Trouble. */
  async choose(secret: Secret): Promise<void> {
    if (this.passing) return this.chooseInPassing(this.passing, secret)
    try {
      const arrival = await findArrival(this.store)
      if (!arrival) return this.to('locked')
      const { vault, dataKey } = await this.freshVault(arrival)
      await vault.setNote('tell_secret', secret)
      await this.holders.lock(arrival.person, dataKey, secret)
      await dropArrival(this.store)
      this.facts.arriving = null
      await this.readPeople()
      await this.enter(vault, arrival)
    } catch (error) {
      throw NotSaved.from(error)
    }
  }

  /** Whoever was to choose a PIN on a kiosk has walked away; their code is used up. */
  async giveUp(): Promise<void> {
    const { passing } = this
    if (!passing) return
    this.passing = this.facts.arriving = null
    this.to('locked')
    await this.wire.ask('DELETE', '/sync/v1/sessions', { token: passing.token }).catch(() => undefined)
  }

  /** Opens someone's vault. Raises Trouble: wrong, too soon, or shut until staff reset it. */
  async unlock(id: string, value: string): Promise<void> {
    const dataKey = await this.holders.dataKey(id, value)
    const vault = await Vault.open(id, new DiskShelf(id), dataKey, true)
    const arrival = (await this.knownAgain(vault)) ?? (await vault.note<Arrival>('arrival'))
    if (!arrival) throw new Trouble('session.device_trouble')
    await this.enter(vault, arrival)
  }

  /** Changes the PIN or pictures of whoever is here. Raises Trouble or NotSaved. */
  async change(old: string, secret: Secret): Promise<void> {
    const { here, facts } = this
    if (!here || !facts.me) throw new Trouble('session.device_trouble')
    const dataKey = await this.holders.dataKey(here.vault.person, old)
    await here.vault.setNote('tell_secret', secret)
    await this.holders.lock(facts.me, dataKey, secret)
    await this.readPeople()
    void this.exchange.now()
  }

  /** A kiosk asks the server, and keeps what it gets in memory. Raises Trouble. */
  async signIn(number: string, secret: Secret): Promise<void> {
    const json = { number: number.replace(/\s/g, '').toUpperCase(), kind: secret.kind, secret: secret.value }
    const answer = await this.wire
      .json<SessionAnswer>('POST', '/sync/v1/sessions', { json })
      .catch((error: unknown) => {
        throw Trouble.from(error)
      })
    await this.enterInMemory({ slip: '', ...answer })
  }

  /** Closes the vault of whoever is here. What they wrote is on disk first; a kiosk keeps only what it must still send. */
  async lock(): Promise<void> {
    const here = this.here
    if (!here) return
    await Promise.allSettled([...this.beforeLock].map((call) => call()))
    this.here = null
    this.live.close()
    this.outbox.lock()
    this.facts.me = null
    this.to('locked')
    this.changes.tell('person')
    if (here.vault.lasting) return
    await here.vault.destroy()
    await this.going.forget(here.vault.person)
    await this.wire.ask('DELETE', '/sync/v1/sessions', { token: here.token }).catch(() => undefined)
  }

  /** Whoever is here has read why something left. */
  async dropFarewells(): Promise<void> {
    this.facts.farewells = []
    await this.store.dropSetting('farewells')
  }

  /** The sound of a text; null where the server has no voice for it. Raises Refusal or Unreachable. */
  async audio(lang: string, text: string): Promise<Blob | null> {
    const ask = { json: { lang, text }, token: this.here?.token ?? null }
    try {
      return await (await this.wire.ask('POST', '/sync/v1/audio', ask)).response.blob()
    } catch (error) {
      if (error instanceof Refusal && error.status === 404) return null
      throw error
    }
  }

  /** A device that staff ended becomes a new one. Only once the server's backup has all that was made here. */
  async startOver(): Promise<void> {
    if (!(await this.isEmptied())) return
    this.exchange.stop()
    await this.exchange.settled()
    await this.going.library()
    await this.store.destroy()
  }

  // — coming in —

  private to(stage: Stage): void {
    this.facts.stage = stage
  }

  private async recall(): Promise<void> {
    const [kept] = await Promise.all([this.store.settings(), this.readPeople()])
    this.world.clock.offset = (kept.clock_offset as number | undefined) ?? 0
    this.facts.device = (kept.device as DeviceFacts | undefined) ?? null
    this.facts.pinMin = (kept.pin_min as number | undefined) ?? FEWEST_DIGITS
    this.facts.farewells = (kept.farewells as string[] | undefined) ?? []
  }

  private async firstStage(): Promise<Stage> {
    if (await this.store.setting<boolean>('revoked')) return 'revoked'
    const arrival = this.passing ?? (await findArrival(this.store))
    const again = arrival?.again && (await this.store.person(arrival.person.id))
    this.facts.arriving = again ? null : (arrival?.person ?? null)
    return this.facts.arriving ? 'choose' : 'locked'
  }

  /** A television opens by itself what it was given, and asks in its own name: no PIN, no token. */
  private async standAsScreen(): Promise<void> {
    const { device } = this.facts
    if (device?.kind !== 'tv' || this.screen || (await this.store.setting<boolean>('revoked'))) return
    const key = (await this.store.setting<Bytes>('screen_key')) ?? random(32)
    await this.store.setSetting('screen_key', key)
    this.screen = { vault: await Vault.open(device.id, new DiskShelf(device.id), key, true), token: '', drafts: new Map() }
    this.changes.tell('person')
  }

  /** What this device was, for a server whose backup may be older than its enrolment. */
  private async was(): Promise<object> {
    const slip = await this.store.setting<string>('slip')
    const { device } = this.facts
    return device && slip ? { was: { device: device.id, first: await this.waiting.first(), slip } } : {}
  }

  /** The new token of somebody whom a restored server knows again, for the vault that they have. */
  private async knownAgain(vault: Vault): Promise<Arrival | null> {
    const arrival = await findArrival(this.store)
    if (!arrival?.again || arrival.person.id !== vault.person) return null
    await vault.setNote('arrival', arrival)
    await dropArrival(this.store)
    return arrival
  }

  private async welcome(arrival: Arrival, device: DeviceFacts): Promise<void> {
    if (isNobodys(device)) this.passing = arrival
    else await keepArrival(this.store, arrival)
    await this.going.stays(arrival.person.id)
  }

  /** A kiosk tells the server at once, and nobody else: there is no vault whose lock it could be. */
  private async chooseInPassing(arrival: Arrival, { kind, value }: Secret): Promise<void> {
    const json = { kind, secret: value }
    await this.wire.json('POST', '/sync/v1/pin', { json, token: arrival.token }).catch((error: unknown) => {
      throw Trouble.from(error)
    })
    this.passing = this.facts.arriving = null
    await this.enterInMemory(arrival)
  }

  private async enterInMemory(arrival: Arrival): Promise<void> {
    await this.enter(await Vault.open(arrival.person.id, new MemoryShelf(), random(32), false), arrival)
  }

  private async enter(vault: Vault, { person, token, slip }: Arrival): Promise<void> {
    if (this.here) await this.lock()
    this.here = { vault, token, drafts: await vault.drafts() }
    this.outbox.unlock(slip)
    this.facts.me = person
    this.to('open')
    this.changes.tell('person')
    void this.exchange.now()
  }

  private async freshVault(arrival: Arrival): Promise<{ vault: Vault; dataKey: Bytes }> {
    const { id } = arrival.person
    // An exchange begun under the old key must not write into the new vault.
    await this.exchange.settled()
    await new DiskShelf(id).destroy()
    const dataKey = random(32)
    const vault = await Vault.open(id, new DiskShelf(id), dataKey, true)
    await vault.setNote('arrival', arrival)
    if ((await vault.note<Arrival>('arrival'))?.token !== arrival.token) throw new NotSaved('not_read_back')
    return { vault, dataKey }
  }

  private async keepDevice({ device, epoch, seal: seals, signer, pin, slip }: EnrolAnswer): Promise<void> {
    const known = this.facts.device?.id === device.id
    if (this.facts.device && !known) await this.waiting.startAgain()
    // A device that is known already hears of a new epoch when it hands in, and then offers what is lacking.
    await this.store.keepSettings({ device, seal: seals, signer, pin_min: pin.min, ...(!known && { epoch, slip }) })
    this.facts.device = device
    this.facts.pinMin = pin.min
  }

  private async readPeople(): Promise<void> {
    this.facts.people = await this.holders.all()
  }

  // — what the exchange tells —

  private async good(): Promise<void> {
    await this.store.setSetting('clock_offset', this.world.clock.offset)
    await this.tellSecret()
    this.live.listen()
    // Not waited for: what they fetch must not hold up the next act.
    for (const call of this.afterGood) void call().catch((error: unknown) => console.error(error))
  }

  /** The server keeps a hash of it, for kiosks. */
  private async tellSecret(): Promise<void> {
    const here = this.here
    const secret = await here?.vault.note<Secret>('tell_secret')
    if (!here || !secret) return
    const json = { kind: secret.kind, secret: secret.value }
    await this.wire.json('POST', '/sync/v1/pin', { json, token: here.token })
    await here.vault.dropNote('tell_secret')
  }

  // — going —

  private async leave(person: string, later?: string): Promise<void> {
    if (!(await this.going.begins(person, later))) return
    if (this.here?.vault.person === person) {
      const why = (await this.here.vault.note<{ dropped: { why: string }[] }>('place'))?.dropped.at(-1)?.why
      if (why) await this.going.sayFarewell(why)
      await this.lock()
    }
    void this.exchange.now()
  }

  private async revoked(): Promise<void> {
    await this.store.setSetting('revoked', true)
    this.passing = this.facts.arriving = null
    await this.lock()
    await this.screen?.vault.destroy()
    this.screen = null
    this.to('revoked')
    await this.going.library()
    if (this.exchange.facts.waiting.acts === 0) await this.handedIn()
  }

  private async handedIn(): Promise<void> {
    if (await this.store.setting<boolean>('revoked')) {
      await this.going.everybody()
      this.facts.emptied = await this.isEmptied()
    }
    await this.going.ends(await this.exchange.aboard())
  }

  private async isEmptied(): Promise<boolean> {
    const { acts, files } = this.exchange.facts.waiting
    const drafts = (await this.carried.but(undefined)).length
    return acts + files + drafts === 0 && (await this.waiting.onlyHere()) === 0
  }
}

/** Kiosks and televisions stand somewhere and belong to nobody. */
function isNobodys(device: DeviceFacts | null): boolean {
  return device?.kind === 'kiosk' || device?.kind === 'tv'
}
