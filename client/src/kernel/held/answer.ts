/** The service worker's part: answers a player's range requests, piece by piece, out of what the page opens for it. */
import type { Bytes } from '../basics/bytes'
import { HELD, PATH, type HeldAsk, type HeldFacts } from './asks'
import { partOf, PIECE, type Part } from './ranges'

type Ask = <Said>(ask: Omit<HeldAsk, 'type'>) => Promise<Said | null>

// A page that does not answer is gone, or frozen.
const PATIENCE_MS = 10_000

/** 200 or 206; 404 where no page says what the handle stands for, as a locked one does not; 416. */
export async function answerHeld({ url, headers }: Request, page: Pick<Client, 'postMessage'> | undefined): Promise<Response> {
  const ask = askOf(page)
  const handle = new URL(url).pathname.slice(PATH.length)
  const file = await ask<HeldFacts>({ handle })
  if (!file) return new Response(null, { status: 404 })
  const part = partOf(headers.get('Range'), file.n)
  if (!part) return new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${file.n}` } })
  const { from, to } = part === 'whole' ? { from: 0, to: file.n } : part
  const said = {
    'Content-Type': file.t,
    'Content-Length': String(to - from),
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...(part !== 'whole' && { 'Content-Range': `bytes ${from}-${to - 1}/${file.n}` })
  }
  return new Response(opened(handle, { from, to }, ask), { status: part === 'whole' ? 200 : 206, headers: said })
}

/** Asks for a piece when it is wanted, and for none ahead. */
function opened(handle: string, { from, to }: Part, ask: Ask): ReadableStream<Bytes> {
  let at = from
  const pull = async (out: ReadableStreamDefaultController<Bytes>) => {
    const first = Math.floor(at / PIECE) * PIECE
    const piece = at < to ? await ask<Bytes>({ handle, piece: first / PIECE }) : null
    if (piece) out.enqueue(piece.subarray(at - first, to - first))
    else if (at < to) return out.error(new Error('no such piece'))
    at = first + PIECE
    if (at >= to) out.close()
  }
  return new ReadableStream({ pull }, { highWaterMark: 0 })
}

function askOf(page: Pick<Client, 'postMessage'> | undefined): Ask {
  return (ask) =>
    new Promise((resolve) => {
      if (!page) return resolve(null)
      const { port1, port2 } = new MessageChannel()
      const settle = (said: unknown) => {
        clearTimeout(timer)
        port1.close()
        resolve(said as never)
      }
      const timer = setTimeout(() => settle(null), PATIENCE_MS)
      port1.onmessage = ({ data }) => settle(data)
      page.postMessage({ type: HELD, ...ask } satisfies HeldAsk, [port2])
    })
}
