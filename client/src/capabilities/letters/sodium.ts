/** libsodium, loaded when the first letter is sealed or opened: it is as large as the app's first screen. */
import type { Bytes } from '@/kernel/basics/bytes'

interface Halves {
  publicKey: Bytes
  privateKey: Bytes
}

/** What of it we use. */
export interface Pieces {
  ready: Promise<void>
  randombytes_buf(length: number): Bytes
  crypto_generichash(length: number, message: Bytes, key?: Bytes): Bytes
  crypto_box_seed_keypair(seed: Bytes): Halves
  crypto_sign_seed_keypair(seed: Bytes): Halves
  crypto_sign_detached(message: Bytes, privateKey: Bytes): Bytes
  crypto_sign_verify_detached(signature: Bytes, message: Bytes, publicKey: Bytes): boolean
  crypto_box_seal(message: Bytes, publicKey: Bytes): Bytes
  crypto_box_seal_open(sealed: Bytes, publicKey: Bytes, privateKey: Bytes): Bytes
  pad(message: Bytes, block: number): Bytes
  unpad(message: Bytes, block: number): Bytes
}

let loading: Promise<Pieces> | undefined

export function loadSodium(): Promise<Pieces> {
  loading ??= import('libsodium-wrappers').then(async ({ default: sodium }) => {
    await sodium.ready
    return sodium as unknown as Pieces
  })
  return loading
}
