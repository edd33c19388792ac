import { base64url, random, utf8, type Bytes } from '../basics/bytes'

/** AES-256-GCM text; the additional data is always the id of the record that holds it. */
export interface Sealed {
  iv: Bytes
  ct: Bytes
}

/** AES-256-GCM with a fresh 96-bit nonce; `id` is bound in as additional data, so a text cannot pass for another record's. */
export async function seal(key: CryptoKey, id: string, plain: Bytes): Promise<Sealed> {
  const iv = random(12)
  const ct = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8(id) }, key, plain)
  return { iv, ct: new Uint8Array(ct) }
}

/** Raises OperationError where the key, the id or the text is not the one it was sealed with. */
export async function unseal(key: CryptoKey, id: string, { iv, ct }: Sealed): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: utf8(id) }, key, ct))
}

/** A name that says nothing to whoever lacks the HMAC key, and is the same each time. */
export async function blind(key: CryptoKey, name: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(name))))
}

export function aesKey(bytes: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
}
