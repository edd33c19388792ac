import { random, type Bytes } from '../basics/bytes'
import { aesKey, seal, unseal, type Sealed } from './cipher'

/** How someone proves who they are: digits, or the names of four pictures joined by "-". */
export type SecretKind = 'pin' | 'pictures'

/** Costs of Argon2id: memory in KiB, passes, lanes. */
export interface StretchCost {
  m: number
  t: number
  p: number
}

export type Stretch = (secret: string, salt: Bytes, cost: StretchCost) => Promise<Bytes>

/** A vault's data key, wrapped by what the person knows and then by what only this device has. */
export interface WrappedKey {
  kind: SecretKind
  salt: Bytes
  cost: StretchCost
  /** Nonce of the inner wrapping. */
  iv: Bytes
  outer: Sealed
}

export class WrongSecret extends Error {
  override readonly name = 'WrongSecret'
}

// OWASP's first choice for Argon2id; about a second on a cheap tablet, the most that people should wait.
export const COST: StretchCost = { m: 19 * 1024, t: 2, p: 1 }

export async function wrapKey(
  dataKey: Bytes,
  person: string,
  secret: { kind: SecretKind; value: string },
  device: CryptoKey,
  stretch: Stretch
): Promise<WrappedKey> {
  const salt = random(16)
  const known = await aesKey(await stretch(secret.value, salt, COST))
  const inner = await seal(known, person, dataKey)
  return { kind: secret.kind, salt, cost: COST, iv: inner.iv, outer: await seal(device, person, inner.ct) }
}

/** The 32 bytes of the data key. Raises WrongSecret; any other failure is the device's, not the person's. */
export async function unwrapKey(
  wrapped: WrappedKey,
  person: string,
  secret: string,
  device: CryptoKey,
  stretch: Stretch
): Promise<Bytes> {
  const ct = await unseal(device, person, wrapped.outer)
  const known = await aesKey(await stretch(secret, wrapped.salt, wrapped.cost))
  return unseal(known, person, { iv: wrapped.iv, ct }).catch((cause: unknown) => {
    throw new WrongSecret('wrong PIN or pictures', { cause })
  })
}
