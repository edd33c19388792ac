/** A double of the server: speaks docs/adr/0002 in memory, checks what a device hands in, and fails on demand. */
import {
  calculateJwkThumbprint,
  compactDecrypt,
  CompactSign,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey as JoseKey,
  type JWK
} from 'jose'
import { concat, fromBase64url, hex, sha256, text, utf8, type Bytes } from '@/kernel/basics/bytes'
import { rowDigest, sumDigests } from '@/kernel/sync/digest'
import { NOTHING_BEFORE, type Raw } from '@/kernel/outbox/raw'
import type { CanFact, DeviceFacts, Dropped, Me, Op, Parting, PushAnswer } from '@/kernel/sync/shapes'

export interface StoredAct {
  raw: Raw
  bytes: Bytes
}

interface StreamDouble {
  rows: Map<string, { feed: string; key: string; rev: number; value: unknown }>
  log: Op[]
}

type Body = Record<string, unknown>

export const SAM: Me = { id: '018f0000-0000-7000-8000-00000000005a', known_as: 'Sam', name: 'Samuel Reed', numbers: { prison: 'A1234BC' }, language: 'en' }
export const ALI: Me = { id: '018f0000-0000-7000-8000-0000000000a1', known_as: 'Ali', name: 'Ali Khan', numbers: { prison: 'A9876ZY' }, language: 'cy' }

export class ServerDouble {
  epoch = 'epoch-1'
  /** Milliseconds that the server's clock is ahead of the device's. */
  ahead = 0
  device: DeviceFacts = { id: '018f0000-0000-7000-8000-0000000000de', kind: 'tablet', label: 'Tablet 1' }
  codes = new Map<string, Me | null>([['SAMSAM22', SAM], ['ALIALI22', ALI], ['KIOSK222', null]])
  acts = new Map<number, StoredAct>()
  storedTo = 0
  /** Null: the database itself is the backup. */
  backedUpTo: number | null = null
  files = new Map<string, Bytes>()
  uploads = new Map<string, Bytes>()
  streams = new Map<string, StreamDouble>()
  drafts = new Map<string, { rev: number; body: string | null; at: string; beside?: string }>()
  scopeV = 1
  can: CanFact[] = []
  drop: Dropped[] = []
  notice = ''
  revoked = false
  /** Who no longer uses this device, as every answer to a push says until they are put away. */
  gone: Parting[] = []
  pins: Body[] = []
  /** Acts in a push above this are refused with 413. */
  mostActs = 500
  outcome: (raw: Raw) => { r: string; code?: string; says?: string } = () => ({ r: 'accepted' })
  /** Called before each request; a thrown error is a dead network, a returned response answers at once. */
  before: (path: string, method: string) => Response | undefined = () => undefined
  /** Whoever stands between may answer something else. */
  between: (path: string, answer: Response) => Response | Promise<Response> = (_path, answer) => answer
  /** Called after the request did its work; a thrown error is an answer lost on its way. */
  after: (path: string, method: string) => void = () => undefined
  readonly seen: { method: string; path: string; body: Body; headers: Headers }[] = []

  /** Newest first, as the server gives them out. */
  private seals: { kid: string; key: JoseKey; jwk: JWK }[] = []
  /** The same for the keys that sign our word. */
  private signers: { kid: string; key: JoseKey; jwk: JWK }[] = []
  /** Numbers that are lost for good. */
  missing: [number, number][] = []
  /** A server that was restored to before the enrolment does not know the device, until it comes with our slip. */
  knows = true

  private constructor(private readonly now: () => number) {}

  static async start(now: () => number = Date.now): Promise<ServerDouble> {
    const server = new ServerDouble(now)
    await server.rotate()
    return server
  }

  /** A new seal key is put first. Old ones still open. */
  async rotate(): Promise<void> {
    const pair = await generateKeyPair('ECDH-ES+A256KW', { crv: 'P-256', extractable: true })
    const kid = `seal-${this.seals.length + 1}`
    this.seals.unshift({ kid, key: pair.privateKey, jwk: { ...(await exportJWK(pair.publicKey)), kid } })
    const signs = await generateKeyPair('ES256', { extractable: true })
    const signer = `signer-${this.signers.length + 1}`
    this.signers.unshift({ kid: signer, key: signs.privateKey, jwk: { ...(await exportJWK(signs.publicKey)), kid: signer } })
  }

  /** Back to what a backup had: acts up to `storedTo`, and no file. */
  restore(storedTo: number, { knows = true } = {}): void {
    for (const n of this.acts.keys()) if (n > storedTo) this.acts.delete(n)
    Object.assign(this, { storedTo, knows, epoch: `${this.epoch}+`, files: new Map(), uploads: new Map() })
  }

  readonly fetch = (async (input: string, init: RequestInit = {}) => {
    const { pathname: path } = new URL(input)
    const method = init.method ?? 'GET'
    const early = this.before(path, method)
    if (early) return early
    const answer = await this.answer(method, path, init)
    this.after(path, method)
    return method === 'GET' ? endedBy(init.signal, await this.between(path, answer)) : this.between(path, answer)
  }) as typeof fetch

  stream(s: string): StreamDouble {
    const stream = this.streams.get(s) ?? { rows: new Map(), log: [] }
    this.streams.set(s, stream)
    return stream
  }

  put(s: string, feed: string, key: string, value: unknown): void {
    const { rows, log } = this.stream(s)
    const rev = (rows.get(`${feed} ${key}`)?.rev ?? 0) + 1
    rows.set(`${feed} ${key}`, { feed, key, rev, value })
    log.push(['put', feed, key, rev, value])
  }

  remove(s: string, feed: string, key: string): void {
    const { rows, log } = this.stream(s)
    const rev = rows.get(`${feed} ${key}`)!.rev + 1
    rows.delete(`${feed} ${key}`)
    log.push(['del', feed, key, rev])
  }

  pushes(): Body[] {
    return this.seen.filter(({ path }) => path === '/sync/v1/push').map(({ body }) => body)
  }

  private async answer(method: string, path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers)
    const body = await bodyOf(init, headers)
    this.seen.push({ method, path, body: body.json, headers })
    // Devices of most tests have only their timer.
    if (path === '/sync/v1/live') return new Response(null, { status: 404 })
    const wrong = await this.proofProblem(method, path, headers)
    if (wrong) return this.json(401, { code: wrong, says: 'The clock of this device is wrong.' })
    if (this.revoked && !path.endsWith('/push') && !path.includes('/files/')) return this.json(410, { code: 'revoked', says: 'Ended.' })
    if (path === '/sync/v1/enrol') return this.enrol(body.json)
    if (path === '/sync/v1/push') return this.push(body.json, headers)
    if (path === '/sync/v1/pull') return this.pull(body.json)
    if (path === '/sync/v1/pin') return this.pins.push(body.json), new Response(null, { status: 204 })
    if (path === '/sync/v1/sessions') return this.sessions(method, body.json)
    if (path === '/sync/v1/drafts') return this.carriedDrafts(body.json)
    if (path.startsWith('/sync/v1/drafts/')) return this.draft(method, path.split('/').at(-1)!, body.json)
    if (path.startsWith('/sync/v1/files/')) return this.file(method, path.split('/').at(-1)!, headers, body.bytes)
    return this.json(404, { code: 'not_found', says: 'Not here.' })
  }

  private async proofProblem(method: string, path: string, headers: Headers): Promise<string | null> {
    const [header, claims, sig] = (headers.get('DPoP') ?? '').split('.')
    const { jwk } = JSON.parse(text(fromBase64url(header!))) as { jwk: JWK }
    const facts = JSON.parse(text(fromBase64url(claims!))) as { htm: string; htu: string; iat: number }
    const key = (await importJWK(jwk, 'ES256')) as CryptoKey
    const signed = utf8(`${header}.${claims}`)
    const good = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, fromBase64url(sig!), signed)
    if (!good || facts.htm !== method || facts.htu !== `https://tg.test${path}`) return 'bad_proof'
    return Math.abs(facts.iat - (this.now() + this.ahead) / 1000) > 300 ? 'clock' : null
  }

  private enrol({ code, was }: Body): Response {
    const person = this.codes.get(code as string)
    if (person === undefined) return this.json(404, { code: 'code_unknown', says: 'We do not know this code.' })
    this.codes.delete(code as string)
    const who = person && { person, token: `token-${person.known_as}` }
    const again = !this.knows && this.comesBack(was as { device: string; first: number; slip: string } | undefined)
    this.knows = true
    const slip = this.slipOf(this.device.id)
    const { signer } = this
    return this.json(200, { device: this.device, epoch: this.epoch, seal: this.jwks(), signer, pin: { min: 6 }, slip, again, ...who })
  }

  private draft(method: string, id: string, { base_rev, body }: Body): Response {
    const kept = this.drafts.get(id)
    if (method === 'GET') return kept ? this.json(200, kept) : this.json(404, { code: 'not_found', says: '' })
    if ((kept?.rev ?? 0) !== base_rev) return this.json(412, { code: 'another_draft', says: '', theirs: kept ?? { rev: 0, body: null, at: '' } })
    this.writeDraft(id, body as string | null)
    return this.json(200, { rev: this.drafts.get(id)!.rev })
  }

  /** Drafts without their writer: nothing that is here is replaced. */
  private async carriedDrafts({ drafts, signer }: Body): Promise<Response> {
    for (const { id, jwe } of drafts as { id: string; jwe: string }[]) {
      const { kid } = decodeProtectedHeader(jwe)
      const { plaintext } = await compactDecrypt(jwe, this.seals.find((seal) => seal.kid === kid)!.key)
      const said = JSON.parse(new TextDecoder().decode(plaintext)) as { person: string; device: string; base_rev: number; body: string }
      if (said.device !== this.device.id) throw new Error('a draft of another device')
      const kept = this.drafts.get(id)
      if ((kept?.rev ?? 0) === said.base_rev) this.writeDraft(id, said.body)
      else this.bringBeside(id, said.body)
    }
    const jwes = (drafts as { jwe: string }[]).map(async ({ jwe }) => hex(await sha256(utf8(jwe))))
    const word = await this.sign({ device: this.device.id, taken: await Promise.all(jwes) }, signer)
    return this.json(200, { taken: (drafts as { id: string }[]).map(({ id }) => id), word })
  }

  bringBeside(id: string, beside: string): void {
    const { body } = this.drafts.get(id)!
    this.writeDraft(id, body)
    this.drafts.set(id, { ...this.drafts.get(id)!, beside })
  }

  /** As another device, or this one, has left it. */
  writeDraft(id: string, body: string | null): void {
    const rev = (this.drafts.get(id)?.rev ?? 0) + 1
    this.drafts.set(id, { rev, body, at: new Date(this.now()).toISOString() })
    this.put(`person/${SAM.id}`, 'sync.drafts', id, { rev, gone: body === null })
  }

  private comesBack(was?: { device: string; first: number; slip: string }): boolean {
    if (was?.slip !== this.slipOf(this.device.id) || was.device !== this.device.id) return false
    this.goOnWithout(was.first)
    return true
  }

  private slipOf(device: string): string {
    return `slip of ${device}`
  }

  private goOnWithout(first: number): void {
    if (first <= this.storedTo + 1) return
    this.missing.push([this.storedTo + 1, first - 1])
    this.storedTo = first - 1
  }

  private jwks(): JWK[] {
    return this.seals.map(({ jwk }) => jwk)
  }

  private sessions(method: string, { number, secret }: Body): Response {
    if (method === 'DELETE') return new Response(null, { status: 204 })
    if (number !== 'A1234BC' || secret !== '271828') return this.json(403, { code: 'wrong_pin', says: '', left: 4 })
    return this.json(200, { person: SAM, token: 'token-Sam' })
  }

  private async push(body: Body, headers: Headers): Promise<Response> {
    const acts = body.acts as { id: string; n: number; k: string; iv: string; ct: string }[]
    if (!this.knows) return this.json(401, { code: 'not_enrolled', says: 'This device is not known here.' })
    if (acts.length > this.mostActs) return this.json(413, { code: 'too_many', says: '' })
    if (body.epoch !== this.epoch) return this.json(409, { code: 'epoch', says: '', epoch: this.epoch, stored_to: this.storedTo, word: await this.word(body.signer) })
    this.goOnWithout((body.state as { first: number }).first)
    const keys = new Map((body.keys as { k: string; jwe: string }[]).map(({ k, jwe }) => [k, jwe]))
    const results: PushAnswer['results'] = []
    for (const act of acts) {
      const again = this.acts.get(act.n)
      if (!again) await this.storeAct(act, keys.get(act.k)!, headers)
      const given = this.outcome(this.acts.get(act.n)!.raw)
      results.push({ id: act.id, ...(again ? { ...given, r: 'duplicate' } : given) })
    }
    while (this.acts.has(this.storedTo + 1)) this.storedTo += 1
    return this.json(200, {
      epoch: this.epoch,
      results,
      stored_to: this.storedTo,
      backed_up_to: Math.min(this.backedUpTo ?? this.storedTo, this.storedTo),
      need_files: this.neededFiles(),
      after_ms: 0,
      limits: { acts: 500, bytes: 1024 * 1024, file_bytes: 10_000_000 },
      seal: this.jwks(),
      revoked: this.revoked,
      gone: this.gone,
      missing: this.missing,
      signer: this.signer,
      word: await this.word(body.signer)
    })
  }

  /** What the server signs: how far this device's acts are, unless the test says otherwise. */
  async word(known?: unknown, said: Body = {}): Promise<string> {
    const word = {
      device: this.device.id,
      epoch: this.epoch,
      stored_to: this.storedTo,
      backed_up_to: Math.min(this.backedUpTo ?? this.storedTo, this.storedTo),
      missing: this.missing,
      revoked: this.revoked,
      gone: this.gone.map(({ person }) => person),
      keys: await Promise.all([...this.jwks(), this.signer].map((key) => calculateJwkThumbprint(key))),
      ...said
    }
    return this.sign(word, known)
  }

  /** By the key that the device knows. */
  private async sign(word: Body, known: unknown): Promise<string> {
    const { kid, key } = this.signers.find((one) => one.kid === known) ?? this.signers[0]!
    return new CompactSign(utf8(JSON.stringify(word))).setProtectedHeader({ alg: 'ES256', kid }).sign(key)
  }

  get signer(): JWK {
    return this.signers[0]!.jwk
  }

  /** A key that a device sealed to us. */
  async openKey(jwe: string): Promise<CryptoKey> {
    const { kid } = decodeProtectedHeader(jwe)
    const { plaintext } = await compactDecrypt(jwe, this.seals.find((seal) => seal.kid === kid)!.key)
    return crypto.subtle.importKey('raw', Uint8Array.from(plaintext), 'AES-GCM', false, ['decrypt'])
  }

  private async storeAct(act: { id: string; n: number; iv: string; ct: string }, jwe: string, headers: Headers): Promise<void> {
    const key = await this.openKey(jwe)
    const params = { name: 'AES-GCM', iv: fromBase64url(act.iv), additionalData: utf8(act.id) }
    const plain = new Uint8Array(await crypto.subtle.decrypt(params, key, fromBase64url(act.ct)))
    const length = new DataView(plain.buffer).getUint32(0)
    const [bytes, sig] = [plain.slice(4, 4 + length), plain.slice(4 + length)]
    const raw = JSON.parse(text(bytes)) as Raw
    await this.check(raw, bytes, sig, headers)
    this.acts.set(raw.n, { raw, bytes })
  }

  private async check(raw: Raw, bytes: Bytes, sig: Bytes, headers: Headers): Promise<void> {
    const before = this.acts.get(raw.n - 1)
    const after = this.missing.some(([, last]) => last === raw.n - 1)
    const prev = before ? hex(await sha256(before.bytes)) : after ? raw.prev : NOTHING_BEFORE
    if (raw.n > 1 && !before && !after) throw new Error(`act ${raw.n} came before act ${raw.n - 1}`)
    if (raw.prev !== prev) throw new Error(`the chain is broken at ${raw.n}`)
    const [header] = headers.get('DPoP')!.split('.')
    const { jwk } = JSON.parse(text(fromBase64url(header!))) as { jwk: JWK }
    const key = (await importJWK(jwk, 'ES256')) as CryptoKey
    const good = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, sig, bytes)
    if (!good || sig.length !== 64) throw new Error(`the signature of ${raw.n} is not the device's`)
  }

  private neededFiles(): string[] {
    const named = [...this.acts.values()].flatMap(({ raw }) => raw.files.map((file) => file.h))
    return [...new Set(named)].filter((h) => !this.files.has(h))
  }

  private async pull(body: Body): Promise<Response> {
    const fresh = body.epoch !== this.epoch
    const asked = fresh ? [] : (body.streams as { s: string; at: string; digest: string }[])
    const names = [...this.streams.keys()]
    const scope = fresh || body.scope_v !== this.scopeV ? { v: this.scopeV, can: this.can, add: names, drop: this.drop, notice: this.notice } : undefined
    const streams = []
    for (const { s, at } of asked) if (this.streams.has(s)) streams.push(await this.page(s, at, body.limit as number))
    return this.json(200, { epoch: this.epoch, scope, streams, reset: fresh ? names : [], after_ms: 0 })
  }

  private async page(s: string, at: string, limit: number): Promise<object> {
    const { rows, log } = this.stream(s)
    const snapshot = [...rows.values()].map(({ feed, key, rev, value }): Op => ['put', feed, key, rev, value])
    const [all, from] = at === '' || at.startsWith('s') ? [snapshot, Number(at.slice(1))] : [log, Number(at)]
    const ops = all.slice(from, from + limit)
    const more = from + limit < all.length
    const parts = await Promise.all([...rows.values()].map(({ feed, key, rev }) => rowDigest(feed, key, rev)))
    const next = more ? `${all === snapshot ? 's' : ''}${from + limit}` : String(log.length)
    return { s, ops, at: next, more, digest: sumDigests('', parts) }
  }

  private async file(method: string, h: string, headers: Headers, bytes: Bytes): Promise<Response> {
    const whole = this.files.get(h)
    const have = whole ?? this.uploads.get(h) ?? new Uint8Array()
    if (method === 'GET') return whole ? ranged(whole, headers.get('Range')) : this.json(404, { code: 'not_found', says: '' })
    if (method === 'HEAD') return new Response(null, { headers: { 'Upload-Offset': String(have.length) } })
    if (Number(headers.get('Upload-Offset')) !== have.length) {
      return new Response(null, { status: 409, headers: { 'Upload-Offset': String(have.length) } })
    }
    const grown = concat(have, bytes)
    this.uploads.set(h, grown)
    if (grown.length === Number(headers.get('Upload-Length'))) {
      if (hex(await sha256(grown)) !== h) return this.json(422, { code: 'not_what_it_says', says: '' })
      this.files.set(h, grown)
    }
    return new Response(null, { status: 204, headers: { 'Upload-Offset': String(grown.length) } })
  }

  private json(status: number, body: Body): Response {
    return Response.json({ ...body, time: new Date(this.now() + this.ahead).toISOString() }, { status })
  }
}

/** As a browser does: who gives up reads no further. */
function endedBy(signal: AbortSignal | null | undefined, answer: Response): Response {
  return answer.body && signal ? new Response(answer.body.pipeThrough(new TransformStream(), { signal }), answer) : answer
}

/** The rest of a file from one byte on, where that is asked for. */
function ranged(whole: Bytes, range: string | null): Response {
  const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0)
  const headers = { 'Content-Type': 'application/json', 'Content-Length': String(whole.length - from) }
  if (!from) return new Response(whole, { headers })
  const part = { ...headers, 'Content-Range': `bytes ${from}-${whole.length - 1}/${whole.length}` }
  return new Response(whole.slice(from), { status: 206, headers: part })
}

async function bodyOf(init: RequestInit, headers: Headers): Promise<{ json: Body; bytes: Bytes }> {
  let bytes = new Uint8Array(await new Response(init.body as BodyInit | null).arrayBuffer())
  if (headers.get('Content-Encoding') === 'gzip') {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
    bytes = new Uint8Array(await new Response(stream).arrayBuffer())
  }
  const json = headers.get('Content-Type') === 'application/json' && bytes.length ? (JSON.parse(text(bytes)) as Body) : {}
  return { json, bytes }
}
