/** The site of one run: a real server that is really killed, its worker, and the desk from which staff act and everything is looked at. */
import { createConnection, type Socket } from 'node:net'
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { createInterface } from 'node:readline'
import type { Keeper } from './keeper'

export interface World {
  clerk: string
  people: { id: string; name: string }[]
  places: Record<'here' | 'there' | 'out', string>
}

export interface Keepers {
  device: Keeper
  staff: Keeper
}

export interface Settings {
  APPLY_SECONDS: number
  DATABASE_IS_BACKUP: boolean
  /** Private JWKs, the newest first. */
  SEAL_KEYS: string
}

const PATIENCE = 30_000

export class Site {
  readonly sockets: string[]
  private servers = new Map<string, number>()
  private serving: Promise<unknown> = Promise.resolve()
  private worker = 0
  private readonly started = new Set<number>()
  private deskPid = 0
  private desk!: Socket
  private readonly answers: ((line: string) => void)[] = []
  commands = ['faults.trip@1']

  constructor(
    private readonly keepers: Keepers,
    readonly home: string,
    private readonly world: World,
    readonly settings: Settings,
    processes: number
  ) {
    this.sockets = Array.from({ length: processes }, (_, i) => `${home}.${i}`)
  }

  async begin(): Promise<void> {
    const socket = `${this.home}.d`
    this.deskPid = await this.keepers.staff.start('desk', { home: this.home, socket, clerk: this.world.clerk, settings: this.settings })
    await until(() => existsSync(socket))
    this.desk = createConnection(socket)
    createInterface({ input: this.desk }).on('line', (line) => this.answers.shift()?.(line))
    for (const event of ['error', 'close']) this.desk.on(event, () => this.deskIsGone())
  }

  /** Whoever still waits for an answer hears so. */
  private deskIsGone(): void {
    for (const answer of this.answers.splice(0)) answer('{"failed":"the desk is gone"}')
  }

  /** Something staff or an administrator do, or a look at everything. Raises what went wrong there. */
  async ask<T>(what: string, given: object = {}): Promise<T> {
    this.desk.write(JSON.stringify({ do: what, ...given }) + '\n')
    const answer = JSON.parse(await new Promise<string>((resolve) => this.answers.push(resolve))) as { is?: T; failed?: string }
    if (answer.failed) throw new Error(`${what}: ${answer.failed}`)
    return answer.is as T
  }

  /** One after the other: two that start at once would take each other's socket. */
  serve(): Promise<void> {
    const mine = this.serving.then(() => this.startServers())
    this.serving = mine.catch(() => undefined)
    return mine
  }

  private async startServers(): Promise<void> {
    for (const socket of this.sockets) {
      if (this.servers.has(socket)) continue
      const pid = await this.start('serve', { socket })
      this.servers.set(socket, pid)
      void this.keepers.device.end(pid).then(() => this.servers.get(socket) === pid && this.servers.delete(socket))
      // It may be killed before it is up.
      await until(async () => this.servers.get(socket) !== pid || (await answers(socket)))
    }
  }

  /** `die_at`: it kills itself at that step. */
  work(die_at = 0): Promise<void> {
    const mine = this.serving.then(async () => {
      if (this.worker) return
      const pid = (this.worker = await this.start('work', { die_at }))
      void this.keepers.device.end(pid).then(() => this.worker === pid && (this.worker = 0))
    })
    this.serving = mine.catch(() => undefined)
    return mine
  }

  /** Nothing runs while that is done; nothing that somebody wants to start comes in between. */
  standstill(work: () => Promise<unknown>): Promise<void> {
    const mine = this.serving.then(async () => {
      await Promise.all([this.killServer(), this.killWorker()])
      await work()
    })
    this.serving = mine.catch(() => undefined)
    return mine
  }

  async killServer(): Promise<void> {
    await Promise.all([...this.servers.values()].map((pid) => this.kill(pid)))
    this.servers.clear()
  }

  async killWorker(): Promise<void> {
    if (this.worker) await this.kill(this.worker)
    this.worker = 0
  }

  /** How many servers are up. One that killed itself is known of a moment later. */
  get up(): number {
    return this.servers.size
  }

  async restart(): Promise<void> {
    await sleep(25)
    await this.serve()
  }

  async end(): Promise<void> {
    await this.serving
    await Promise.all([...this.started].map((pid) => this.kill(pid)))
    this.desk?.end()
    if (this.deskPid) await this.keepers.staff.end(this.deskPid)
  }

  private async start(kind: 'serve' | 'work', how: object): Promise<number> {
    const { home, settings, commands } = this
    const pid = await this.keepers.device.start(kind, { home, settings, commands, ...how })
    this.started.add(pid)
    return pid
  }

  private async kill(pid: number): Promise<void> {
    this.keepers.device.kill(pid)
    await this.keepers.device.end(pid)
  }
}

async function until(true_: () => boolean | Promise<boolean>): Promise<void> {
  const ends = Date.now() + PATIENCE
  while (!(await true_())) {
    if (Date.now() > ends) throw new Error('a process did not start')
    await sleep(3)
  }
}

function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const tried = createConnection(socket)
    tried.on('connect', () => (tried.destroy(), resolve(true)))
    tried.on('error', () => resolve(false))
  })
}
