/** Recordings and photos that no other act has. */
import { crc32, deflateSync } from 'node:zlib'

const WEBM = Uint8Array.of(0x1a, 0x45, 0xdf, 0xa3)
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

/** A recording of that many bytes, as far as its first four tell. */
export function recording(words: string, bytes: number): Uint8Array {
  const sound = Buffer.alloc(Math.max(bytes, 80), words)
  sound.set(WEBM)
  return sound
}

/** A picture of one point, with its words inside. */
export function photo(words: string): Uint8Array {
  const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
  return Buffer.concat([PNG, chunk('IHDR', head), chunk('tEXt', Buffer.from(`words\0${words}`)), chunk('IDAT', deflateSync(Buffer.from([0, 7]))), chunk('IEND', Buffer.alloc(0))])
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), content])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
