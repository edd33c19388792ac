import type { Clock } from '../basics/clock'
import { Refusal, type Wire } from './wire'

export interface LiveParts {
  wire: Wire
  clock: Clock
  /** Who is unlocked now. */
  here: () => { token: string } | null
  /** Their stream has reached that place on the server; 0 where it is not known. */
  woken: (at: number) => Promise<void>
}

/** What the server says: come within that time, spread by chance. */
interface Hint {
  at: number
  within_ms: number
}

// The server says something at least every 25 s. What is silent for longer is a line that nobody has told us is dead.
const SILENCE_MS = 60_000
// A server that starts again must not meet all of its devices at once.
const LOST_MS = 30_000

/**
 * Listens for the server's "pull now", while somebody is here and looks. A hint and no more: whoever misses it asks by the timer, as ever.
 * It begins after an exchange that went well, so that a line that is lost is looked for by the exchange alone.
 */
export class Live {
  /** Whether hints come by themselves now. */
  open = false
  private line: AbortController | null = null
  private hidden = false
  private notBefore = 0
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly parts: LiveParts,
    private readonly chance: () => number = Math.random
  ) {}

  /** After an exchange in which everything was answered. */
  listen(): void {
    const here = this.parts.here()
    if (here && !this.line && !this.hidden && this.parts.clock.mono() >= this.notBefore) void this.follow(here.token)
  }

  /** Nobody is here any more. */
  close(): void {
    clearTimeout(this.timer)
    this.line?.abort()
    this.line = null
    this.open = false
  }

  /** A screen that nobody sees needs no news; the exchange that follows its return listens again. */
  seen(visible: boolean): void {
    this.hidden = !visible
    if (this.hidden) this.close()
  }

  private async follow(token: string): Promise<void> {
    const line = (this.line = new AbortController())
    let silence: ReturnType<typeof setTimeout> | undefined
    const alive = () => {
      clearTimeout(silence)
      silence = setTimeout(() => line.abort(), SILENCE_MS)
    }
    try {
      alive()
      const { response } = await this.parts.wire.ask('GET', '/sync/v1/live', { token, signal: line.signal })
      if (response.headers.get('Content-Type') !== 'text/event-stream' || !response.body) return
      this.open = true
      for await (const { name, data } of events(response.body, alive)) if (name === 'pull') this.soon(JSON.parse(data) as Hint)
      this.soon({ at: 0, within_ms: LOST_MS })
    } catch (error) {
      this.lost(error)
    } finally {
      clearTimeout(silence)
      if (this.line === line) this.line = null
      this.open = this.line !== null
    }
  }

  /** Hints that come before the first was followed are followed with it. */
  private soon({ at, within_ms }: Hint): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.parts.woken(at), this.chance() * within_ms)
  }

  private lost(error: unknown): void {
    if (!(error instanceof Refusal)) return
    const afterMs = Number(error.body.after_ms ?? 0)
    // A server, or a hub, that has no such thing is not asked again until the app starts anew.
    this.notBefore = error.status === 404 ? Infinity : this.parts.clock.mono() + afterMs * (1 + this.chance())
  }
}

/** The events of a stream of them (HTML standard, 9.2). `alive` is called whenever anything at all arrives. */
async function* events(body: NonNullable<Response['body']>, alive: () => void): AsyncGenerator<{ name: string; data: string }> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    alive()
    const said = (text + part.value).split('\n\n')
    text = said.pop() ?? ''
    for (const block of said) yield { name: field(block, 'event'), data: field(block, 'data') }
  }
}

function field(block: string, name: string): string {
  const line = block.split('\n').find((each) => each.startsWith(`${name}:`))
  return line?.slice(name.length + 1).trim() ?? ''
}
