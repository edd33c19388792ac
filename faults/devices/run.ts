/** One run: its plot is played, everything is mended, and what became of each wish is looked for from outside. */
import { setTimeout as sleep } from 'node:timers/promises'
import { generateKeyPairSync } from 'node:crypto'
import { Chance } from './chance'
import { Device, type Part } from './device'
import { Disk, Killed, type Dump } from './disk'
import { Line } from './line'
import { recording, photo } from './media'
import { Model, type Kind } from './model'
import { plot, type Plot, type Step } from './plot'
import { Site, type Keepers, type World } from './site'
import { Tab } from './tab'

export interface Cast extends Part {
  dumps: Dump[]
}

export interface Ground {
  keepers: Keepers
  world: World
  room: string
  cast: Cast[]
  seal: object[]
  /** How many acts fill an outbox. */
  outbox: number
  tell: boolean
}

const YEAR_MS = 365 * 24 * 3600 * 1000
const USUAL_OUTBOX = 520
const BACKUPS_TO_TRUST = 2
// What hangs, hangs for ever; a machine that does other things beside may take minutes over what takes it a second.
const TIRED_MS = 240_000
const MS_AN_ACT = 60
const PATIENCE = 500

export class Run {
  readonly chance: Chance
  readonly plot: Plot
  readonly model = new Model()
  readonly site: Site
  readonly devices: Device[] = []
  readonly told: string[] = []
  /** Revoked devices, and people who left them: nobody can unlock there any more, and nothing new may come from there. */
  readonly ended = new Set<string>()
  /** A backup was restored that was older than those which devices trust: what only they had may be missing then, if it is written down. */
  beyondTrust = false
  private readonly home: string
  private backups: string[] = []
  private seals: object[]
  private going: Promise<void>[] = []
  private count = 0

  constructor(
    readonly ground: Ground,
    readonly seed: number
  ) {
    this.chance = new Chance(seed)
    this.plot = plot(this.chance.part('plot'))
    // Whoever asks for a full outbox gets one in every run.
    const full = { deed: 'burst', device: 0, person: 0, mischief: {}, chance: 0, meanwhile: false } as const
    if (ground.outbox > USUAL_OUTBOX) this.plot.steps.splice(this.chance.int(1, 6), 0, full)
    this.home = `${ground.room}/run-${seed}`
    this.seals = ground.seal
    const settings = { APPLY_SECONDS: this.plot.applySeconds, DATABASE_IS_BACKUP: this.plot.databaseIsBackup, SEAL_KEYS: JSON.stringify(this.seals) }
    this.site = new Site(ground.keepers, this.home, ground.world, settings, this.plot.processes)
  }

  async play(): Promise<void> {
    await this.site.begin()
    await this.site.serve()
    if (this.plot.worker) await this.site.work()
    for (const part of this.ground.cast.slice(0, this.plot.devices)) await this.add(part, await Disk.from(part.dumps))
    for (const step of this.plot.steps) await this.take(step)
    await Promise.all(this.going)
  }

  async end(): Promise<void> {
    for (const device of this.devices) {
      device.kill()
      device.line.close()
    }
    await this.site.end()
  }

  note(text: string): void {
    this.told.push(text)
    if (this.ground.tell) console.error(`  ${text}`)
  }

  async add(part: Part, disk: Disk): Promise<Device> {
    const chance = this.chance.part(part.name)
    const line = new Line(this.site, chance.part('line'))
    line.fates = this.plot.fates
    const device = new Device(part, disk, line, chance, this.model)
    device.persisted = this.plot.persisted
    this.devices.push(device)
    return device
  }

  // — steps —

  private async take(step: Step): Promise<void> {
    const device = this.devices[step.device % this.devices.length]!
    const people = Object.keys(device.pins)
    const person = people[step.person % people.length]!
    this.note(`${step.deed} on ${device.name} ${JSON.stringify(step.mischief)}${step.meanwhile ? ' meanwhile' : ''}`)
    const doing = this.safely(step, device, person)
    if (!step.meanwhile) return doing
    this.going.push(doing)
    await Promise.race([doing, sleep(2)])
  }

  private async safely(step: Step, device: Device, person: string): Promise<void> {
    try {
      await Promise.race([this.carryOut(step, device, person), tired(step.deed, step.deed === 'burst' ? this.ground.outbox * MS_AN_ACT : 0)])
    } catch (error) {
      if (!(error instanceof Killed)) return void this.model.wrong.push(`${step.deed}: ${told(error)}`)
      this.note(`  ${device.name} died`)
      if (device.tab?.dead) device.tab = null
    }
  }

  private async carryOut(step: Step, device: Device, person: string): Promise<void> {
    const { deed, mischief, chance } = step
    switch (deed) {
      case 'say':
      case 'voice':
      case 'photo':
      case 'trip':
      case 'later':
      case 'language':
        return this.say(device, person, deed === 'say' ? 'talk' : deed, step)
      case 'burst':
        return this.burst(device, person)
      case 'retry':
        return this.retry(device, person, step)
      case 'write':
        if (await device.be(person)) await device.write(person, mischief)
        return device.readDraft(person)
      case 'exchange':
        return device.exchange(mischief)
      case 'wait':
        return device.wait(mischief)
      case 'lock':
        return device.lock(mischief)
      case 'change_person':
        return void (await device.be(person, mischief))
      case 'kill':
        return device.kill()
      case 'power_cut':
        return device.cutPower()
      case 'second_tab':
      case 'forked_tab':
        return this.secondTab(device, person, deed === 'forked_tab', step)
      case 'offline':
      case 'online':
        return void (device.line.offline = deed === 'offline')
      case 'clock':
        return void (device.ahead.ms = Math.round((chance - 0.5) * 2.2 * YEAR_MS))
      case 'evict_vault':
        return this.evictVault(device, person)
      case 'evict_all':
        return this.evictAll(device)
      case 'forgot_pin':
        return this.forgotPin(device, person, step)
      case 'wrong_pins':
        return this.wrongPins(device, person)
      case 'new_device':
        return this.newDevice(person, step)
      case 'wash_ashore':
        return device.line.washAshore()
      default:
        return this.onTheSite(step, device, person)
    }
  }

  private async say(device: Device, person: string, kind: Kind, step: Step): Promise<void> {
    if (!(await device.be(person))) return
    const wish = this.model.wish(`s${this.seed} ${device.name} ${(this.count += 1)}`, kind, person, device.name)
    await device.say(wish, step.mischief, this.content(kind, wish.words, step.chance))
    // Half of them are looked at at once; the others only at the end.
    if (step.chance < 0.5) await device.rest()
  }

  private content(kind: Kind, words: string, chance: number): Uint8Array | undefined {
    if (kind === 'photo') return photo(words)
    // One in four takes more than one chunk of 256 KiB.
    return kind === 'voice' ? recording(words, chance < 0.25 ? 600_000 : 2_000) : undefined
  }

  /** More than one batch holds, with no network. */
  private async burst(device: Device, person: string): Promise<void> {
    if (!(await device.be(person)) || this.count > this.ground.outbox) return
    const before = device.line.offline
    device.line.offline = true
    for (let i = 0; i < this.ground.outbox && device.here === person; i += 1) {
      await device.say(this.model.wish(`s${this.seed} ${device.name} ${(this.count += 1)}`, 'talk', person, device.name))
    }
    device.line.offline = before
  }

  private async retry(device: Device, person: string, step: Step): Promise<void> {
    if (!(await device.be(person))) return
    await device.read(person)
    const wish = this.model.of(person, device.name).find((one) => one.denied && one.kind !== 'language')
    if (wish) await device.say(wish, step.mischief, this.content(wish.kind, wish.words, 1))
  }

  private async secondTab(device: Device, person: string, forked: boolean, step: Step): Promise<void> {
    if (!(await device.be(person))) return
    const first = device.tab!
    const second = device.newTab(forked)
    try {
      // A tab that has to wait for the other never ends its start.
      void second.do((_, session) => session.start()).catch(() => undefined)
      for (let i = 0; i < PATIENCE && second.session.facts.stage === 'starting'; i += 1) await sleep(1)
      if (!forked && first.alone && !first.dead && second.session.facts.stage !== 'other_tab') this.model.wrong.push(`a second tab is ${second.session.facts.stage}`)
      if (forked) await this.forked(device, person, first, second, step)
    } finally {
      // Where the first died meanwhile, somebody may have opened the app anew: that is the one they look at.
      const others = device.tab && device.tab !== first && !device.tab.dead
      if (step.chance < 0.5 || others) second.kill()
      else {
        first.kill()
        device.tab = second
        await device.rest()
      }
    }
  }

  /** A browser that let both have the lock: both save at once. */
  private async forked(device: Device, person: string, first: Tab, second: Tab, step: Step): Promise<void> {
    if (second.session.facts.stage !== 'locked') return
    // What two tabs make of one draft is not promised where a browser lets both in.
    this.model.drafts.delete(`${device.name} ${person}`)
    await second.do((_, session) => session.unlock(person, device.pins[person]!)).catch(() => undefined)
    if (!second.session.here) return
    for (let i = 0; i < 3; i += 1) {
      const doing = [first, second].map(async (tab) => {
        const wish = this.model.wish(`s${this.seed} ${device.name} ${(this.count += 1)}`, 'talk', person, device.name)
        const as = Object.create(device, { tab: { value: tab, writable: true }, open: { value: async () => tab } }) as Device
        await as.say(wish, tab === second ? step.mischief : {})
      })
      for (const one of await Promise.allSettled(doing)) if (one.status === 'rejected' && !(one.reason instanceof Killed)) throw one.reason
    }
  }

  private async evictVault(device: Device, person: string): Promise<void> {
    device.kill()
    await device.disk.evict(`vault-${person}`)
    this.model.listIsGone(person, device.name)
    await device.be(person)
  }

  private async evictAll(device: Device): Promise<void> {
    if (device.persisted) return
    device.kill()
    await device.disk.evict()
    for (const wish of this.model.onDevice(device.name)) wish.gone = 'the browser threw it away, as the screen had said it may'
    for (const person of Object.keys(device.pins)) this.model.listIsGone(person, device.name)
    await this.letIn(device, Object.keys(device.pins)[0]!)
  }

  private async forgotPin(device: Device, person: string, step: Step): Promise<void> {
    await device.open()
    if (device.stage === 'revoked' || device.stage === 'broken') return
    const code = await this.site.ask<string>('code', { person, device: device.id }).catch(() => '')
    if (code) await device.enrol(person, code, step.mischief)
  }

  private async wrongPins(device: Device, person: string): Promise<void> {
    const tab = await device.open()
    await device.lock()
    for (let i = 0; i < 2 && device.stage === 'locked'; i += 1) {
      const got = await tab.do((_, session) => session.unlock(person, '000000')).then(() => true, () => false)
      if (got) this.model.wrong.push('a wrong PIN opened a vault')
    }
  }

  private async newDevice(person: string, step: Step): Promise<void> {
    if (this.devices.length > 4) return
    const device = await this.add({ name: `new${this.devices.length}`, kind: 'tablet', id: '', pins: {} }, new Disk())
    device.pins[person] = ''
    await this.letIn(device, person, step)
  }

  /** Staff hand out codes until one works, or the line is down for too long. */
  async letIn(device: Device, person: string, step?: Step, tries = 2): Promise<boolean> {
    for (let i = 0; i < tries; i += 1) {
      const code = await this.site.ask<string>('code', { person, kind: device.kind })
      if (await device.enrol(person, code, i ? {} : (step?.mischief ?? {}))) return true
    }
    return false
  }

  // — what happens to the site —

  private async onTheSite({ deed, mischief, chance }: Step, device: Device, person: string): Promise<void> {
    const { site } = this
    switch (deed) {
      case 'kill_server':
        return site.killServer()
      case 'restart_server':
        return site.restart()
      case 'kill_worker':
        return site.killWorker()
      case 'start_worker':
        return site.work(mischief.die ? mischief.die * 8 : 0)
      case 'backup':
        return void this.backups.push(await site.ask<string>('backup'))
      case 'restore':
        return this.restore(chance)
      case 'move':
        return this.ask('move', { person, place: this.ground.world.places[chance < 0.5 ? 'there' : 'out'] })
      case 'move_back':
        await this.ask('move', { person, place: this.ground.world.places.here })
        return device.exchange()
      case 'end_holding':
        return device.id ? this.ask('end_holding', { device: device.id, person }) : undefined
      case 'revoke':
        return device.id ? this.ask('revoke', { device: device.id }) : undefined
      case 'rotate':
        return this.rotate()
      case 'update':
        await site.standstill(async () => (site.commands = ['faults.trip@1', 'faults.later@1']))
        return site.restart()
      case 'settle':
        return this.ask('settle')
      default:
        throw new Error(`nobody knows how to ${deed}`)
    }
  }

  /** Staff try; a refusal (it is so already, there is no such person here) is an answer, too. */
  private async ask(what: string, given: object = {}): Promise<void> {
    await this.site.ask(what, given).catch((error: Error) => this.note(`  ${error.message.trim().split('\n').at(-1)}`))
  }

  private async restore(chance: number): Promise<void> {
    if (!this.backups.length) return
    const back = Math.min(this.backups.length - 1, Math.floor(chance * 3.5))
    const folder = this.backups.at(-1 - back)!
    if (back >= BACKUPS_TO_TRUST) this.beyondTrust = true
    const worked = this.plot.worker
    await this.site.standstill(() => this.site.ask('restore', { folder }))
    await this.site.restart()
    if (worked) await this.site.work()
  }

  private async rotate(): Promise<void> {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.seals = [{ ...privateKey.export({ format: 'jwk' }), kid: `seal-${this.seals.length}` }, ...this.seals]
    this.site.settings.SEAL_KEYS = JSON.stringify(this.seals)
    await this.site.standstill(() => this.site.ask('setting', { name: 'SEAL_KEYS', value: this.site.settings.SEAL_KEYS }))
    await this.site.restart()
  }
}

/** What hangs is a fault like any other. */
export function tired(what: string, more_ms = 0): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new Error(`${what} never ended`)), TIRED_MS + more_ms).unref())
}

export function told(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
