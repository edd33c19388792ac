/** The key of a recipient under a passphrase: what stands in the browser, and what a colleague is given. The server has it in no form. */
import { argon2id } from 'hash-wasm'
import { pairOf, type KeyPair } from '@/capabilities/letters/sealing'
import { base64url, fromBase64url, random, type Bytes } from '@/kernel/basics/bytes'
import { aesKey, seal, unseal } from './lock'

export interface KeyFile {
  kind: 'throughgate letters key'
  v: 1
  public: string
  salt: string
  cost: Cost
  iv: string
  ct: string
}

/** Of Argon2id: memory in KiB, passes, lanes. */
interface Cost {
  m: number
  t: number
  p: number
}

export class WrongPassphrase extends Error {}

// What RFC 9106 asks where there is no room for gigabytes: a file may be stolen, and tried at leisure.
const COST: Cost = { m: 64 * 1024, t: 3, p: 1 }
const KIND = 'throughgate letters key'
export const SHORTEST = 16

export async function lockKey(pair: KeyPair, passphrase: string, cost = COST): Promise<KeyFile> {
  const salt = random(16)
  const { iv, ct } = await seal(await stretched(passphrase, salt, cost), pair.public, pair.seed)
  return { kind: KIND, v: 1, public: pair.public, salt: base64url(salt), cost, iv: base64url(iv), ct: base64url(ct) }
}

/** Raises WrongPassphrase. */
export async function unlockKey(file: KeyFile, passphrase: string): Promise<KeyPair> {
  const key = await stretched(passphrase, fromBase64url(file.salt), file.cost)
  const sealed = { iv: fromBase64url(file.iv), ct: fromBase64url(file.ct) }
  const seed = await unseal(key, file.public, sealed).catch(() => {
    throw new WrongPassphrase()
  })
  return pairOf(seed)
}

/** What somebody chose as a key file; null where it is none, or asks for more than a browser can do. */
export function readKeyFile(text: string): KeyFile | null {
  try {
    const file = JSON.parse(text) as KeyFile
    const known = file.kind === KIND && file.v === 1 && [file.public, file.salt, file.iv, file.ct].every((part) => typeof part === 'string')
    return known && file.cost.m <= 4 * COST.m && file.cost.t <= 4 * COST.t && file.cost.p === 1 ? file : null
  } catch {
    return null
  }
}

async function stretched(passphrase: string, salt: Bytes, { m, t, p }: Cost): Promise<CryptoKey> {
  const password = passphrase.normalize('NFKC').trim().replace(/\s+/g, ' ')
  const given = { password, salt, memorySize: m, iterations: t, parallelism: p, hashLength: 32, outputType: 'binary' } as const
  return aesKey((await argon2id(given)) as Bytes)
}
