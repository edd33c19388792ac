import { base64url, sha256, utf8, type Bytes } from '../basics/bytes'
import type { Clock } from '../basics/clock'
import { uuid7 } from '../basics/ids'
import type { DeviceStore } from '../store/device'

/** No answer at all: no network, no server, or something between that is not ours. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** The server's no: `{code, says, time}` with whatever else that answer carries. */
export class Refusal extends Error {
  override readonly name = 'Refusal'

  constructor(
    readonly status: number,
    readonly code: string,
    readonly says: string,
    readonly body: Record<string, unknown>,
    readonly headers: Headers
  ) {
    super(`${status} ${code}`)
  }
}

export interface Ask {
  token?: string | null
  /** Sent as JSON, compressed where that helps. */
  json?: unknown
  /** Sent as it is. */
  bytes?: Bytes
  headers?: Record<string, string>
  /** A file is asked for: its bytes are left to whoever asked, though they be JSON. */
  file?: boolean
  /** Ends it, in place of our patience: for an answer that goes on for as long as it is wanted. */
  signal?: AbortSignal
}

export interface Answer {
  response: Response
  /** The body, where it is JSON. */
  json: Record<string, unknown> | null
}

export interface WireParts {
  origin: string
  fetch: typeof fetch
  clock: Clock
  store: DeviceStore
  language: () => string
}

// Below this a gzip header costs more than it saves.
const WORTH_COMPRESSING = 1024
const PATIENCE_MS = 30_000

/** Stands on each answer that is a hub's own, not the server's. */
export const HUB = 'Throughgate-Hub'

/** The only way to the server. Every request but `ping` carries a proof by the device's key (RFC 9449). */
export class Wire {
  constructor(private readonly parts: WireParts) {}

  /** The answer's JSON. Raises Refusal or Unreachable. */
  async json<T>(method: string, path: string, ask: Ask = {}): Promise<T> {
    const { json, response } = await this.ask(method, path, ask)
    // A page that a wifi puts before every address also answers 200.
    if (!json && response.status !== 204) throw new Unreachable('not an answer of ours')
    return json as T
  }

  /** An answer of 2xx. A proof that was too old or too young corrects the clock and is made once more. */
  async ask(method: string, path: string, ask: Ask = {}): Promise<Answer> {
    try {
      return await this.once(method, path, ask)
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'clock') throw error
      return this.once(method, path, ask)
    }
  }

  private async once(method: string, path: string, ask: Ask): Promise<Answer> {
    const { fetch, clock, origin } = this.parts
    const { body, headers } = await this.body(ask)
    const started = clock.mono()
    const request = { method, headers, body, cache: 'no-store', redirect: 'error', signal: ask.signal ?? AbortSignal.timeout(PATIENCE_MS) } as const
    headers.set('DPoP', await this.proof(method, path, ask.token ?? null))
    headers.set('Accept-Language', this.parts.language())
    if (ask.token) headers.set('Authorization', `DPoP ${ask.token}`)
    const response = await fetch(origin + path, request).catch(gone)
    const json = ask.file && response.ok ? null : await jsonOf(response)
    if (typeof json?.time === 'string') clock.learn(json.time, clock.mono() - started)
    if (!response.ok) throw refusal(response, json)
    return { response, json }
  }

  private async body({ json, bytes, headers: given }: Ask): Promise<{ body: BodyInit | null; headers: Headers }> {
    const headers = new Headers(given)
    if (json === undefined) return { body: bytes ?? null, headers }
    headers.set('Content-Type', 'application/json')
    const text = utf8(JSON.stringify(json))
    if (text.length < WORTH_COMPRESSING || !('CompressionStream' in globalThis)) return { body: text, headers }
    headers.set('Content-Encoding', 'gzip')
    return { body: await gzip(text), headers }
  }

  private async proof(method: string, path: string, token: string | null): Promise<string> {
    const { clock, origin, store } = this.parts
    const { proof } = await store.keys()
    const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', proof.publicKey)
    const header = { typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } }
    const claims = {
      htm: method,
      htu: origin + path,
      iat: Math.floor(clock.serverNow().getTime() / 1000),
      jti: uuid7(clock.now().getTime()),
      ...(token && { ath: base64url(await sha256(utf8(token))) })
    }
    const signed = [header, claims].map((part) => base64url(utf8(JSON.stringify(part)))).join('.')
    const sig = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, proof.privateKey, utf8(signed))
    return `${signed}.${base64url(new Uint8Array(sig))}`
  }
}

async function gzip(bytes: Bytes): Promise<Bytes> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

function gone(cause: unknown): never {
  throw new Unreachable('no answer', { cause })
}

/** The JSON of an answer that says it is JSON; a body cut off on its way is no answer. */
async function jsonOf(response: Response): Promise<Record<string, unknown> | null> {
  if (!response.headers.get('Content-Type')?.includes('json')) return null
  return (await response.json().catch(gone)) as Record<string, unknown>
}

function refusal(response: Response, json: Record<string, unknown> | null): Refusal | Unreachable {
  // A proxy's error page: not our server's word.
  if (!json && response.headers.get('Content-Type')?.includes('html')) return new Unreachable(`${response.status}`)
  const { code = `http_${response.status}`, says = '' } = (json ?? {}) as { code?: string; says?: string }
  return new Refusal(response.status, code, says, json ?? {}, response.headers)
}
