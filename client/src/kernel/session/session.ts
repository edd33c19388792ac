import { shallowReactive } from 'vue'
import { random, type Bytes } from '../basics/bytes'
import { Changes } from '../basics/changes'
import type { Clock } from '../basics/clock'
import { NotSaved } from '../basics/errors'
import { Files } from '../outbox/files'
import { Outbox } from '../outbox/outbox'
import { Waiting } from '../outbox/waiting'
import { DeviceStore } from '../store/device'
import { DiskShelf, MemoryShelf } from '../store/shelf'
import { Vault } from '../store/vault'
import type { Stretch } from '../store/vaultKey'
import { Exchange } from '../sync/exchange'
import type { DeviceFacts, EnrolAnswer, Me, SessionAnswer } from '../sync/shapes'
import { Refusal, Wire } from '../sync/wire'
import { forgetChoicesOf } from '../words'
import { dropArrival, findArrival, keepArrival, type Arrival } from './arrival'
import { Holders, type Holder, type Secret } from './holders'
import { Trouble } from './trouble'
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

/** Everything outside: the network, the browser, the clock. */
export interface World {
  origin: string
  fetch: typeof fetch
  locks: LockManager
  storage: StorageManager | undefined
  clock: Clock
  stretch: Stretch
  version: string
  userAgent: string
  language: () => string
  chance?: () => number
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
  readonly wire: Wire
  readonly exchange: Exchange
  /** Called, and waited for, before someone's vault closes. */
  readonly beforeLock = new Set<() => Promise<void>>()
  /** Called after each exchange in which everything was answered. */
  readonly afterGood = new Set<() => Promise<unknown>>()
  here: Here | null = null
  /** Who has used a code on a kiosk and has yet to choose a PIN. In memory only: nothing of theirs may stand on its disk. */
  private passing: Arrival | null = null

  constructor(readonly world: World) {
    const { store, waiting, changes } = this
    const { clock, locks, version, storage } = world
    this.holders = new Holders(store, clock, world.stretch)
    this.files = new Files(store, clock)
    this.outbox = new Outbox(store, clock, locks)
    this.wire = new Wire({ ...world, store })
    const parts = { wire: this.wire, store, waiting, files: this.files, clock, changes, version, storage }
    const calls = {
      here: () => this.here,
      leave: (person: string) => this.leave(person),
      revoked: () => this.revoked(),
      handedIn: () => this.handedIn(),
      good: () => this.good()
    }
    this.exchange = new Exchange({ ...parts, ...calls }, world.chance)
  }

  /** Kiosks and the like keep nothing of a person on disk. */
  get kiosk(): boolean {
    return isNobodys(this.facts.device)
  }

  /** Finds out where the app stands, and begins the exchange. */
  async start(): Promise<void> {
    try {
      await becomeTheTab(this.world.locks, () => (this.facts.stage = 'other_tab'))
      await this.recall()
      if (!this.facts.device) return this.to('new')
      // A power cut may have ended a kiosk's session before it could tidy up.
      if (this.kiosk) await this.forget(null)
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
    const json = { code: code.replace(/[^0-9a-z]/gi, '').toUpperCase(), about }
    const answer = await this.wire.json<EnrolAnswer>('POST', '/sync/v1/enrol', { json }).catch((error: unknown) => {
      throw Trouble.from(error)
    })
    if (answer.person && answer.token) await this.welcome({ person: answer.person, token: answer.token }, answer.device)
    await this.keepDevice(answer)
    this.to(await this.firstStage())
    await this.exchange.start()
  }

  /** The PIN or pictures of whoever has just been enrolled; they are unlocked then. Raises NotSaved; on a kiosk Trouble. */
  async choose(secret: Secret): Promise<void> {
    if (this.passing) return this.chooseInPassing(this.passing, secret)
    const arrival = await findArrival(this.store)
    if (!arrival) return this.to('locked')
    try {
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
    const arrival = await vault.note<Arrival>('arrival')
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
    await this.enterInMemory(answer)
  }

  /** Closes the vault of whoever is here. What they wrote is on disk first; a kiosk keeps only what it must still send. */
  async lock(): Promise<void> {
    const here = this.here
    if (!here) return
    await Promise.allSettled([...this.beforeLock].map((call) => call()))
    this.here = null
    this.outbox.lock()
    this.facts.me = null
    this.to('locked')
    this.changes.tell('person')
    if (here.vault.lasting) return
    await here.vault.destroy()
    await this.forget(here.vault.person)
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
    this.facts.arriving = (this.passing ?? (await findArrival(this.store)))?.person ?? null
    return this.facts.arriving ? 'choose' : 'locked'
  }

  private async welcome(arrival: Arrival, device: DeviceFacts): Promise<void> {
    if (isNobodys(device)) this.passing = arrival
    else await keepArrival(this.store, arrival)
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

  private async enter(vault: Vault, { person, token }: Arrival): Promise<void> {
    if (this.here) await this.lock()
    this.here = { vault, token, drafts: await vault.drafts() }
    this.outbox.unlock((await this.store.setting<EnrolAnswer['seal']>('seal')) ?? [])
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

  private async keepDevice({ device, epoch, seal: seals, pin }: EnrolAnswer): Promise<void> {
    if (this.facts.device && this.facts.device.id !== device.id) await this.waiting.startAgain()
    await this.store.keepSettings({ device, epoch, seal: seals, pin_min: pin.min })
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

  private async leave(person: string): Promise<void> {
    const leaving = (await this.store.setting<string[]>('leaving')) ?? []
    await this.store.setSetting('leaving', [...new Set([...leaving, person])])
    const why = (await this.here?.vault.note<{ dropped: { why: string }[] }>('place'))?.dropped.at(-1)?.why
    if (why) await this.sayFarewell(why)
    if (this.here?.vault.person === person) await this.lock()
    void this.exchange.now()
  }

  private async revoked(): Promise<void> {
    await this.store.setSetting('revoked', true)
    this.passing = this.facts.arriving = null
    await this.lock()
    this.to('revoked')
    if (this.exchange.facts.waiting.acts === 0) await this.handedIn()
  }

  private async handedIn(): Promise<void> {
    const revoked = await this.store.setting<boolean>('revoked')
    const leaving = (await this.store.setting<string[]>('leaving')) ?? []
    const going = revoked ? (await this.store.people()).map((person) => person.id) : leaving
    for (const person of going) await this.wipe(person)
    if (revoked) {
      await dropArrival(this.store)
      this.facts.emptied = await this.isEmptied()
    }
    if (leaving.length) await this.store.dropSetting('leaving')
  }

  /** Takes everything of a person from the disk but what the server has not stored, which is sealed to it. */
  private async wipe(person: string): Promise<void> {
    await new DiskShelf(person).destroy()
    await this.forget(person)
    await this.store.dropPerson(person)
    forgetChoicesOf(person)
    await this.readPeople()
  }

  private async isEmptied(): Promise<boolean> {
    const { acts, files } = this.exchange.facts.waiting
    return acts === 0 && files === 0 && (await this.waiting.onlyHere()) === 0
  }

  private async forget(person: string | null): Promise<void> {
    await this.waiting.forget(person)
    await this.files.forget(person)
  }

  private async sayFarewell(why: string): Promise<void> {
    this.facts.farewells = [...this.facts.farewells, why]
    await this.store.setSetting('farewells', this.facts.farewells)
  }
}

/** Kiosks and televisions stand somewhere and belong to nobody. */
function isNobodys(device: DeviceFacts | null): boolean {
  return device?.kind === 'kiosk' || device?.kind === 'tv'
}
