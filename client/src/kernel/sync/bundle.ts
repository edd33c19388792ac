import type { JWK } from 'jose'
import { base64url, hex, sha256, text, utf8, type Bytes } from '../basics/bytes'
import type { Files } from '../outbox/files'
import { makeOutboxKey } from '../outbox/outboxKey'
import type { Waiting } from '../outbox/waiting'
import { seal } from '../store/cipher'
import type { DeviceStore } from '../store/device'

/** What waits on a device, closed to everybody but the server, for staff to carry by hand. See docs/adr/0005, "Carriers". */
export interface Bundle {
  name: string
  packed: Bytes
  acts: number
  files: number
  /** Files of these acts that are not in it: none were asked for, or nobody here can read them. */
  without: number
}

interface BundleParts {
  store: DeviceStore
  waiting: Waiting
  files: Files
}

const PIECE = 256 * 1024
const BATCH = 100
// Measured: 800 capital letters and digits make a square of 81 modules, which a decoder read off a picture of the app on a screen of 360
// by 800; 1,500 letters it did not read. An act of 200 letters is then three squares, and twelve such acts are twenty.
const LETTERS_A_SQUARE = 800
const MOST_SQUARES = 20
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Everything that the server does not have yet. Needs nobody to be unlocked, and changes nothing here. */
export async function makeBundle({ store, waiting, files }: BundleParts, withFiles: boolean): Promise<Bundle> {
  const { id: device, label } = (await store.setting<{ id: string; label: string }>('device'))!
  const { stored_to } = await waiting.reached()
  const made = new Date().toISOString()
  const lines: object[] = [{ bundle: 1, device, made }]
  const acts = await actLines(waiting, stored_to, lines)
  const wanted = new Set([
    ...((await store.setting<string[]>('need_files')) ?? []),
    ...(await files.namedWithin(stored_to, Number.MAX_SAFE_INTEGER))
  ])
  const seals = (await store.setting<JWK[]>('seal')) ?? []
  let put = 0
  if (withFiles) for (const h of wanted) put += await fileLines(files, seals, h, lines)
  const name = `${label}-${made.slice(0, 16)}.throughgate`.replace(/[^\w.-]+/g, '-')
  return { name, packed: await pack(lines), acts, files: put, without: wanted.size - put }
}

/** The same as lines for a hand scanner, one a square; null where that would be too many. */
export async function squaresOf({ packed }: Bundle): Promise<string[] | null> {
  const whole = base32(packed)
  const count = Math.ceil(whole.length / LETTERS_A_SQUARE)
  if (count > MOST_SQUARES) return null
  const name = base32(await sha256(packed)).slice(0, 4)
  const part = (at: number) => whole.slice(at * LETTERS_A_SQUARE, (at + 1) * LETTERS_A_SQUARE)
  return Array.from({ length: count }, (_, at) => `TG1-${name}-${at + 1}-${count}-${part(at)}`)
}

async function actLines(waiting: Waiting, from: number, lines: object[]): Promise<number> {
  const keys = new Set<string>()
  let count = 0
  for (let after = from; ; ) {
    const acts = await waiting.after(after, BATCH)
    const last = acts.at(-1)
    if (!last) break
    for (const key of await waiting.keys(acts.map((act) => act.k))) {
      if (!keys.has(key.k)) lines.push({ key })
      keys.add(key.k)
    }
    for (const { id, n, k, iv, ct } of acts) lines.push({ act: { id, n, k, iv: base64url(iv), ct: base64url(ct!) } })
    count += acts.length
    after = last.n
  }
  return count
}

/** 1 where the file could be put in. */
async function fileLines(files: Files, seals: JWK[], h: string, lines: object[]): Promise<number> {
  const file = await files.forSending(h)
  if (!file) return 0
  const { jwe, key } = await makeOutboxKey(seals, '')
  for (let offset = 0; offset < file.bytes.length; offset += PIECE) {
    const { iv, ct } = await seal(key, `${h}/${offset}`, file.bytes.slice(offset, offset + PIECE))
    lines.push({ piece: { sha256: h, offset, jwe, iv: base64url(iv), ct: base64url(ct) } })
  }
  return 1
}

/** The last line tells whoever brings it in that nothing is missing before it. */
async function pack(lines: object[]): Promise<Bytes> {
  const body = utf8(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  const end = utf8(`${JSON.stringify({ end: { lines: lines.length, sha256: hex(await sha256(body)) } })}\n`)
  const stream = new Blob([body, end]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** RFC 4648 §6, without padding: letters that every keyboard layout has in the same place. */
export function base32(bytes: Bytes): string {
  let out = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    for (bits += 8; bits >= 5; bits -= 5) out += ALPHABET[(held >> (bits - 5)) & 31]
    held &= (1 << bits) - 1
  }
  return bits ? out + ALPHABET[(held << (5 - bits)) & 31] : out
}

/** What the lines of a bundle say; for tests and for whoever wants to know what left the device. */
export async function linesOf(packed: Bytes): Promise<Record<string, unknown>[]> {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))
  const plain = text(new Uint8Array(await new Response(stream).arrayBuffer()))
  return plain.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
}
