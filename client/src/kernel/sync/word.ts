import type { JWK } from 'jose'
import { base64url, fromBase64url, hex, sha256, text, utf8 } from '../basics/bytes'
import type { DeviceStore } from '../store/device'

/** What makes this device drop, offer again or wipe anything. It believes that of nobody but the server, who signs it. */
export interface Word {
  device: string
  epoch: string
  stored_to: number
  backed_up_to: number
  missing: [number, number][]
  revoked: boolean
  /** Who no longer uses this device. */
  gone: string[]
  /** Thumbprints (RFC 7638) of the seal keys beside it, and of the key that signs from now on. */
  keys: string[]
}

interface Taken {
  device: string
  taken: string[]
}

const ES256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

/** The server's word on this device's acts; null where nobody, somebody else, or the server for another device has said it. */
export async function wordIn(said: unknown, store: DeviceStore): Promise<Word | null> {
  const word = await signedFor<Word>(said, store)
  return typeof word?.stored_to === 'number' ? word : null
}

/** Does the server say that it has this draft? */
export async function hasTaken(said: unknown, jwe: string, store: DeviceStore): Promise<boolean> {
  const word = await signedFor<Taken>(said, store)
  return word?.taken?.includes(hex(await sha256(utf8(jwe)))) ?? false
}

/** Are these the keys that the word names? A hub's own would let it read what is sealed from now on. */
export async function names({ keys }: Word, given: JWK[]): Promise<boolean> {
  const found = await Promise.all(given.map(thumbprint))
  return found.every((one) => keys.includes(one))
}

async function signedFor<T extends { device: string }>(said: unknown, store: DeviceStore): Promise<T | null> {
  const [word, device] = await Promise.all([signedByServer<T>(said, store), store.setting<{ id: string }>('device')])
  return word?.device === device?.id ? word : null
}

/** What the server has signed, whomever it is for; null for what somebody else has. Whoever asks sees to it that it is about what they think. */
export async function signedByServer<T>(said: unknown, store: DeviceStore): Promise<T | null> {
  const signer = await store.setting<JWK>('signer')
  if (typeof said !== 'string' || !signer) return null
  try {
    const [header = '', payload = '', sig = ''] = said.split('.')
    const key = await crypto.subtle.importKey('jwk', bare(signer), ES256, false, ['verify'])
    if (!(await crypto.subtle.verify(ES256, key, fromBase64url(sig), utf8(`${header}.${payload}`)))) return null
    return JSON.parse(text(fromBase64url(payload))) as T
  } catch {
    return null
  }
}

async function thumbprint(key: JWK): Promise<string> {
  return base64url(await sha256(utf8(JSON.stringify(bare(key)))))
}

/** In the order that RFC 7638 wants. */
function bare({ crv, kty, x, y }: JWK): JsonWebKey {
  return { crv, kty, x, y } as JsonWebKey
}
