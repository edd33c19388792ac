/** Files of the library on the double of a server, and what of them is on the double of a device. */
import { effectScope } from 'vue'
import { hex, sha256, type Bytes } from '@/kernel/basics/bytes'
import { useHeld, type FileRef } from '@/kernel/held'
import type { Browser } from './browser'

export const HOUR = 3_600_000
export const MB = 1024 * 1024
export const OFFLINE = (): never => {
  throw new TypeError('no network')
}

/** A file of the library, on the server. No two bytes in a row, and no two files, are alike. */
export async function filmOn(browser: Browser, size: number, seed = 1): Promise<FileRef & { bytes: Bytes }> {
  const bytes = Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8) * 7 + seed * 13) % 251)
  const h = hex(await sha256(bytes))
  browser.server.files.set(h, bytes)
  return { h, n: size, t: 'video/mp4', bytes }
}

export async function bytesOf(from: Blob | Response | undefined): Promise<Bytes> {
  return new Uint8Array(await from!.arrayBuffer())
}

/** The next file breaks off after so many bytes, and then there is no network. */
export function cutAfterOn(browser: Browser, bytes: number): void {
  browser.server.between = async (path, answer) => {
    if (!path.includes('/files/')) return answer
    const whole = new Uint8Array(await answer.arrayBuffer())
    browser.server.before = OFFLINE
    return new Response(brokenOff(whole.slice(0, bytes)), { status: answer.status, headers: answer.headers })
  }
}

export function brokenOff(bytes: Bytes): ReadableStream<Bytes> {
  let given = false
  const pull = (out: ReadableStreamDefaultController<Bytes>) => (given ? out.error(new TypeError('cut')) : (given = true) && out.enqueue(bytes))
  return new ReadableStream({ pull })
}

/** Which parts of files the server was asked for. */
export function getsOf(browser: Browser): (string | null)[] {
  return browser.server.seen.filter(({ method, path }) => method === 'GET' && path.includes('/files/')).map(({ headers }) => headers.get('Range'))
}

/** How many bytes of it the store says that it has. */
export async function bytesHere(file: FileRef): Promise<number> {
  const scope = effectScope()
  const { done } = scope.run(() => useHeld(() => [file]))!
  await settled()
  scope.stop()
  return Math.round(done.value * file.n)
}

export async function settled(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await new Promise((resolve) => setTimeout(resolve))
}
