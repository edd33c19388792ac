/** The network between a device and the site: it loses, cuts, doubles, delays and reorders, and now and then something else answers. */
import { Agent, request } from 'node:http'
import type { Chance } from './chance'
import type { Gate } from './disk'
import type { Site } from './site'

/** What may become of one request. */
export type Fate =
  | 'good'
  | 'refused'
  | 'lost'
  | 'cut_ask'
  | 'cut_answer'
  | 'half_answer'
  | 'twice'
  | 'twice_at_once'
  | 'late'
  | 'torn_zip'
  | 'busy'
  | 'failed'
  | 'gateway'
  | 'portal'
  | 'server_dies'
  | 'disk_full'

export type Fates = Partial<Record<Fate, number>>

interface Asked {
  method: string
  path: string
  headers: Record<string, string>
  body: Buffer
}

interface Answered {
  status: number
  headers: Record<string, string>
  body: Buffer
}

export const ORIGIN = 'http://localhost'
const GOOD: Fates = { good: 1 }

export class Line {
  offline = false
  fates: Fates = GOOD
  /** Requests that hang somewhere, and arrive when nobody waits for them any more. */
  private readonly adrift: Asked[] = []
  private readonly agents = new Map<string, Agent>()
  readonly said: string[] = []
  requests = 0

  constructor(
    private readonly site: Site,
    private readonly chance: Chance
  ) {}

  /** `fetch` for one start of the app. */
  of(gate: Gate): typeof fetch {
    return (async (input: string, init: RequestInit = {}) => {
      if (gate.step()) return new Promise(() => undefined)
      const answer = await this.travel(asked(input, init))
      if (gate.step()) return new Promise(() => undefined)
      return answer
    }) as typeof fetch
  }

  /** What hung somewhere arrives now, newest first. */
  async washAshore(): Promise<void> {
    while (this.adrift.length) await this.deliver(this.adrift.pop()!).catch(() => undefined)
  }

  close(): void {
    for (const agent of this.agents.values()) agent.destroy()
  }

  private async travel(ask: Asked): Promise<Response> {
    this.requests += 1
    // Being told to pull sooner is not what these runs are about; devices come by themselves.
    if (this.offline || ask.path.endsWith('/live')) throw gone()
    const fate = this.chance.weighted(this.fates)
    const answer = await this.meets(fate, ask)
    this.said.push(`${ask.method} ${ask.path.slice(8, 24)} ${fate} ${answer.status}`)
    return answer
  }

  private async meets(fate: Fate, ask: Asked): Promise<Response> {
    switch (fate) {
      case 'good':
        return response(await this.deliver(ask))
      case 'refused':
        throw gone()
      case 'lost':
        await this.deliver(ask)
        throw gone()
      case 'cut_ask':
        await this.deliver(ask, { cutAt: this.chance.int(0, ask.body.length) })
        throw gone()
      case 'cut_answer':
        return response(await this.deliver(ask), this.chance.next())
      case 'half_answer':
        return halved(await this.deliver(ask), this.chance.next())
      case 'twice':
        return response(this.either(await this.deliver(ask), await this.deliver(ask)))
      case 'twice_at_once':
        return response(this.either(...((await Promise.all([this.deliver(ask), this.deliver(ask)])) as [Answered, Answered])))
      case 'late':
        this.adrift.push(ask)
        throw gone()
      case 'torn_zip':
        return response(await this.deliver({ ...ask, body: ask.body.subarray(0, Math.floor(ask.body.length * this.chance.next())) }))
      case 'server_dies':
        return response(await this.deliver(ask, { more: { 'x-fault-die': String(this.chance.int(1, ask.path.includes('/files/') ? 24 : 60)) } }))
      case 'disk_full':
        return response(await this.deliver(ask, { more: { 'x-fault-disk': String(this.chance.int(0, 40) * 4096) } }))
      case 'busy':
        return json(503, { code: 'busy', says: 'Later, please.', after_ms: 500 })
      case 'failed':
        return json(500, { code: 'failed', says: 'Ours.', after_ms: 1000 })
      case 'gateway':
        return new Response('<h1>502</h1>', { status: 502, headers: { 'content-type': 'text/html' } })
      case 'portal':
        return new Response('<h1>Sign in to the wifi</h1>', { headers: { 'content-type': 'text/html' } })
    }
  }

  private either(a: Answered, b: Answered): Answered {
    return this.chance.odds(0.5) ? a : b
  }

  private deliver(ask: Asked, { cutAt, more = {} }: { cutAt?: number; more?: Record<string, string> } = {}): Promise<Answered> {
    const socketPath = this.chance.pick(this.site.sockets)
    const { method, path, body } = ask
    const headers = { ...ask.headers, ...more, host: 'localhost', 'content-length': String(body.length) }
    return new Promise((resolve, reject) => {
      const sent = request({ socketPath, agent: this.agent(socketPath), method, path, headers }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () => resolve({ status: answer.statusCode!, headers: flat(answer.headers), body: Buffer.concat(parts) }))
        answer.on('error', () => reject(gone()))
      })
      sent.on('error', () => reject(gone()))
      if (cutAt === undefined) return void sent.end(body)
      sent.write(body.subarray(0, cutAt), () => (sent.destroy(), reject(gone())))
    })
  }

  private agent(socket: string): Agent {
    const agent = this.agents.get(socket) ?? new Agent({ keepAlive: true, maxSockets: 4 })
    this.agents.set(socket, agent)
    return agent
  }
}

function gone(): TypeError {
  return new TypeError('fetch failed')
}

function asked(input: string, init: RequestInit): Asked {
  const body = init.body ? Buffer.from(init.body as Uint8Array) : Buffer.alloc(0)
  const { pathname } = new URL(input)
  return { method: init.method ?? 'GET', path: pathname, headers: Object.fromEntries(new Headers(init.headers)), body }
}

function flat(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}

/** `cut`: the body ends in an error after that part of it. */
function response({ status, headers, body }: Answered, cut?: number): Response {
  if (status === 204 || body.length === 0) return new Response(null, { status, headers })
  if (cut === undefined) return new Response(new Uint8Array(body), { status, headers })
  const stream = new ReadableStream({
    start(control) {
      control.enqueue(new Uint8Array(body.subarray(0, Math.floor(body.length * cut))))
      control.error(gone())
    }
  })
  return new Response(stream, { status, headers })
}

/** The body just stops, as behind a proxy that closes cleanly. */
function halved({ status, headers, body }: Answered, part: number): Response {
  if (status === 204 || body.length === 0) return new Response(null, { status, headers })
  return new Response(new Uint8Array(body.subarray(0, Math.floor(body.length * part))), { status, headers })
}

function json(status: number, value: object): Response {
  return Response.json(value, { status })
}
