/** A passkey as a second way to unlock: its PRF gives the same secret each time, to this page alone. No server takes part. */
import { pairOf, type KeyPair } from '@/capabilities/letters/sealing'
import { random, type Bytes } from '@/kernel/basics/bytes'
import { aesKey, seal, unseal, type Locked } from './lock'

export interface PasskeyLock extends Locked {
  id: Bytes
  salt: Bytes
}

/** null where this browser or passkey cannot do it, or somebody said no. */
export async function lockByPasskey(pair: KeyPair, name: string): Promise<PasskeyLock | null> {
  const id = await made(name)
  if (!id) return null
  const salt = random(32)
  const secret = await secretOf(id, salt)
  return secret && { id, salt, ...(await seal(secret, pair.public, pair.seed)) }
}

/** null where the passkey was not there, or somebody said no. */
export async function unlockByPasskey(lock: PasskeyLock, publicKey: string): Promise<KeyPair | null> {
  const secret = await secretOf(lock.id, lock.salt)
  return secret && pairOf(await unseal(secret, publicKey, lock))
}

async function made(name: string): Promise<Bytes | null> {
  const publicKey: PublicKeyCredentialCreationOptions = {
    challenge: random(32),
    rp: { name: 'Throughgate' },
    user: { id: random(16), name, displayName: name },
    pubKeyCredParams: [
      { type: 'public-key', alg: -7 },
      { type: 'public-key', alg: -257 }
    ],
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    extensions: { prf: {} }
  }
  const made = (await navigator.credentials?.create({ publicKey }).catch(() => null)) as PublicKeyCredential | null
  return made?.getClientExtensionResults().prf?.enabled ? new Uint8Array(made.rawId) : null
}

async function secretOf(id: Bytes, salt: Bytes): Promise<CryptoKey | null> {
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge: random(32),
    allowCredentials: [{ type: 'public-key', id }],
    userVerification: 'required',
    extensions: { prf: { eval: { first: salt } } }
  }
  const found = (await navigator.credentials?.get({ publicKey }).catch(() => null)) as PublicKeyCredential | null
  const secret = found?.getClientExtensionResults().prf?.results?.first
  return secret ? aesKey(new Uint8Array(secret as ArrayBuffer)) : null
}
