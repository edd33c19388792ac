import type { JWK } from 'jose'
import { base64url, random } from '../basics/bytes'
import { aesKey } from '../store/cipher'
import type { SealedKey } from '../store/device'

/** The key that seals acts of one unlocking, and its own text sealed to the server. */
export interface OutboxKey extends SealedKey {
  key: CryptoKey
}

/**
 * Makes a fresh outbox key for the newest of the server's seal keys.
 * The first of `seals` is the one to use; the others are those it still opens.
 */
export async function makeOutboxKey(seals: JWK[], slip: string): Promise<OutboxKey> {
  const [seal] = seals
  if (!seal) throw new Error('the server has given no seal key')
  // jose is needed once for each unlocking, never for the first paint.
  const { CompactEncrypt, importJWK } = await import('jose')
  const secret = random(32)
  const jwe = await new CompactEncrypt(secret)
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: seal.kid ?? '' })
    .encrypt(await importJWK(seal, 'ECDH-ES+A256KW'))
  return { k: base64url(random(9)), jwe, slip, key: await aesKey(secret) }
}
