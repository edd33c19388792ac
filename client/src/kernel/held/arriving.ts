import type { Bytes } from '../basics/bytes'
import { Unreachable, type Wire } from '../sync/wire'
import { PIECE } from './ranges'
import type { FileRef } from './types'

// A line on which nothing comes for so long is dead.
const SILENCE_MS = 30_000

/**
 * The pieces of a file from one on, as they arrive; each is read before the next is asked for, and its bytes hold only until then.
 * `line` ends it. Raises Unreachable where it is cut off, and Refusal.
 */
export async function* arriving(wire: Wire, token: string, file: FileRef, first: number, line: AbortController): AsyncGenerator<Bytes> {
  const patience = patienceWith(line)
  try {
    const from = first * PIECE
    const headers: Record<string, string> = from > 0 ? { Range: `bytes=${from}-` } : {}
    const { response } = await wire.ask('GET', `/sync/v1/files/${file.h}`, { token, headers, file: true, signal: line.signal })
    yield* inPieces(chunksOf(response, patience.heard), startOf(response, file, from), file.n - from)
  } finally {
    patience.end()
    line.abort()
  }
}

/** How many bytes come again. A hub may not know of ranges; a page that a wifi puts before every address is no file. */
function startOf({ status, headers }: Response, { n }: FileRef, from: number): number {
  // What is packed on its way says the length of the packing.
  const length = headers.has('Content-Encoding') ? null : headers.get('Content-Length')
  if (status === 206 && headers.get('Content-Range') === `bytes ${from}-${n - 1}/${n}`) return 0
  if (status === 200 && (length === null || Number(length) === n)) return from
  throw new Unreachable('not an answer of ours')
}

async function* chunksOf({ body }: Response, heard: () => void): AsyncGenerator<Bytes> {
  const reader = body!.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw new Unreachable('cut off', { cause })
      })
      if (done) return
      heard()
      yield value
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

/** Chunks of any length as pieces of one, without the first `skip` bytes; the last may be shorter. Raises Unreachable where they end before `left`. */
async function* inPieces(chunks: AsyncIterable<Bytes>, skip: number, left: number): AsyncGenerator<Bytes> {
  const piece = new Uint8Array(PIECE)
  let full = 0
  for await (const chunk of chunks) {
    let at = Math.min(skip, chunk.length)
    skip -= at
    while (at < chunk.length && left > 0) {
      const some = chunk.subarray(at, at + Math.min(PIECE - full, left))
      piece.set(some, full)
      at += some.length
      full += some.length
      left -= some.length
      if (full < PIECE && left > 0) continue
      yield piece.subarray(0, full)
      full = 0
    }
    if (left === 0) return
  }
  throw new Unreachable('cut off')
}

function patienceWith(line: AbortController): { heard: () => void; end: () => void } {
  let timer: ReturnType<typeof setTimeout>
  const end = () => clearTimeout(timer)
  const heard = () => {
    end()
    timer = setTimeout(() => line.abort(), SILENCE_MS)
  }
  heard()
  return { heard, end }
}
