/** AES-256-GCM, as the app's own store has it; families' pages do not load that room. */
import { random, utf8, type Bytes } from '@/kernel/basics/bytes'

export interface Locked {
  iv: Bytes
  ct: Bytes
}

/** `name` is bound in: a key locked under one name does not open under another. */
export async function seal(key: CryptoKey, name: string, plain: Bytes): Promise<Locked> {
  const iv = random(12)
  return { iv, ct: new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8(name) }, key, plain)) }
}

/** Raises OperationError where key, name or text is not the one. */
export async function unseal(key: CryptoKey, name: string, { iv, ct }: Locked): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: utf8(name) }, key, ct))
}

export function aesKey(bytes: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
}
