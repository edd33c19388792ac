import { concat, hex, sha256, uint32be, utf8, type Bytes } from '../basics/bytes'

/** A file as an act names it: sha256 in hex, bytes, media type. */
export interface SavedFile {
  h: string
  n: number
  t: string
}

/** One act as it will be signed; see "One act" in docs/adr/0002. */
export interface Raw {
  v: 1
  id: string
  n: number
  prev: string
  device: string
  by: string
  do: string
  made: string
  clock: { boot: string; mono_ms: number; off_ms: number }
  say: object
  files: SavedFile[]
}

/** What the first act of a device has before it. */
export const NOTHING_BEFORE = '0'.repeat(64)

/** The exact bytes of an act, made once: they are signed, chained, sealed and kept for ever. */
export function rawBytes(raw: Raw): Bytes {
  return utf8(JSON.stringify(raw))
}

/** ES256 in its 64-byte form, r‖s, which is what WebCrypto gives. */
export async function sign(key: CryptoKey, raw: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, raw))
}

export async function chainHash(raw: Bytes): Promise<string> {
  return hex(await sha256(raw))
}

/** What is sealed: uint32be(len RAW) ‖ RAW ‖ SIG. */
export function envelope(raw: Bytes, sig: Bytes): Bytes {
  return concat(uint32be(raw.length), raw, sig)
}
