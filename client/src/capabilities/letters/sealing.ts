/**
 * Sealing and opening letters: libsodium's sealed box around a signed text. The app and the page of those who read use this file.
 *
 * A key pair is one seed of 32 bytes, from which an X25519 pair (to seal to) and an Ed25519 pair (to sign with) are derived. Its public
 * half is both public keys, 64 bytes. Inside each box stand the writer's public half and the one it is meant for, both signed: nobody can
 * seal another's letter on to somebody else, and an answer goes to the key that came inside the letter, never to one that a server names.
 */
import type { Pieces } from './sodium'
import { loadSodium } from './sodium'
import { base64url, concat, fromBase64url, same, text, utf8, type Bytes } from '@/kernel/basics/bytes'

export interface KeyPair {
  seed: Bytes
  /** 64 bytes in base64url. */
  public: string
}

/** What somebody wrote, as it stands inside the box. */
export interface Inside {
  /** Made by the writer: the same letter handed in twice by somebody else is still one. */
  id: string
  /** RFC 3339, by the writer's own clock. */
  at: string
  words: string
  /** What the writer wants to be called; empty for no name. */
  name: string
}

export interface Opened extends Inside {
  /** The public half with which it was signed. */
  from: string
}

/** Not sealed to this key, changed on the way, or not signed by whom it says. */
export class NotOpened extends Error {
  override readonly name = 'NotOpened'
}

/** More than a letter holds. */
export class TooLong extends Error {
  override readonly name = 'TooLong'
}

const SIGNED_FOR = utf8('throughgate letter 1\0')
const PUBLIC_BYTES = 64
const SIGNATURE_BYTES = 64
/** So that the size tells how many kilobytes, and no more. */
const BLOCK = 1024
const MOST_BLOCKS = 48
const GROUPS = 8

export async function makeKeyPair(): Promise<KeyPair> {
  const sodium = await loadSodium()
  return pairOf(sodium.randombytes_buf(32))
}

export async function pairOf(seed: Bytes): Promise<KeyPair> {
  const { box, sign } = derived(await loadSodium(), seed)
  return { seed, public: base64url(concat(box.publicKey, sign.publicKey)) }
}

/** Signs what was written and seals it to one public key. Raises TooLong. */
export async function sealTo(to: string, by: KeyPair, said: Inside): Promise<string> {
  const sodium = await loadSodium()
  const body = utf8(JSON.stringify({ v: 1, ...said, from: by.public, to }))
  const signature = sodium.crypto_sign_detached(concat(SIGNED_FOR, body), derived(sodium, by.seed).sign.privateKey)
  const padded = sodium.pad(concat(signature, body), BLOCK)
  if (padded.length > MOST_BLOCKS * BLOCK) throw new TooLong()
  return base64url(sodium.crypto_box_seal(padded, halvesOf(to).box))
}

/** What stands in a box that was sealed to this pair. Raises NotOpened. */
export async function open(sealed: string, pair: KeyPair): Promise<Opened> {
  const sodium = await loadSodium()
  try {
    const { box } = derived(sodium, pair.seed)
    const plain = sodium.unpad(sodium.crypto_box_seal_open(fromBase64url(sealed), box.publicKey, box.privateKey), BLOCK)
    const [signature, body] = [plain.slice(0, SIGNATURE_BYTES), plain.slice(SIGNATURE_BYTES)]
    const { v, to, from, id, at, words, name } = JSON.parse(text(body)) as Opened & { v: number; to: string }
    const signed = sodium.crypto_sign_verify_detached(signature, concat(SIGNED_FOR, body), halvesOf(from).sign)
    if (v !== 1 || !signed || to !== pair.public) throw new NotOpened('not signed for this key')
    return { id, at, words, name, from }
  } catch (cause) {
    throw cause instanceof NotOpened ? cause : new NotOpened('not sealed to this key, or changed', { cause })
  }
}

/** Eight groups of five digits, to be compared on paper or by phone; the server works out the same (`rules/keys.py`). */
export async function digitsOf(key: string): Promise<string[]> {
  const digest = (await loadSodium()).crypto_generichash(5 * GROUPS, fromBase64url(key))
  return Array.from({ length: GROUPS }, (_, group) => {
    const number = digest.slice(5 * group, 5 * group + 5).reduce((sum, byte) => sum * 256 + byte, 0)
    return String(number % 100_000).padStart(5, '0')
  })
}

/** The part by which one box is told from every other: the key that was made for it alone. */
export function markOf(sealed: string): string {
  return sealed.slice(0, 42)
}

export function isPublic(key: string): boolean {
  try {
    const bytes = fromBase64url(key)
    return bytes.length === PUBLIC_BYTES && base64url(bytes) === key
  } catch {
    return false
  }
}

export function sameKey(a: string, b: string): boolean {
  return same(fromBase64url(a), fromBase64url(b))
}

function halvesOf(key: string): { box: Bytes; sign: Bytes } {
  if (!isPublic(key)) throw new NotOpened('not a key')
  const bytes = fromBase64url(key)
  return { box: bytes.slice(0, 32), sign: bytes.slice(32) }
}

/** Two seeds from one, so that no key is used for two things. */
function derived(sodium: Pieces, seed: Bytes) {
  return {
    box: sodium.crypto_box_seed_keypair(sodium.crypto_generichash(32, utf8('box'), seed)),
    sign: sodium.crypto_sign_seed_keypair(sodium.crypto_generichash(32, utf8('sign'), seed))
  }
}
