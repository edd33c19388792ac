import { sha256, utf8 } from '../basics/bytes'

const MASK = (1n << 64n) - 1n

/** The part of one row in its stream's digest: the first 8 bytes of sha256(feed␟key␟rev). */
export async function rowDigest(feed: string, key: string, rev: number): Promise<bigint> {
  const hash = await sha256(utf8(`${feed}\u001f${key}\u001f${rev}`))
  return new DataView(hash.buffer).getBigUint64(0)
}

/** Adds and takes away modulo 2⁶⁴. Digests travel as 16 hex digits. */
export function sumDigests(digest: string, added: bigint[], taken: bigint[] = []): string {
  const start = digest ? BigInt(`0x${digest}`) : 0n
  const plus = added.reduce((sum, part) => sum + part, start)
  const sum = taken.reduce((left, part) => left - part, plus)
  return (sum & MASK).toString(16).padStart(16, '0')
}
