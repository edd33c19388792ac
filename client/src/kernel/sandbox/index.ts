/** FRONT ROOM: what others made and what runs, each in a sandbox that reaches nothing: partners' apps (ADR 0007), packages of the library (ADR 0010). */
import { base64url, random } from '../basics/bytes'
import { fetchHeld, readHeld } from '../held'
import { running } from '../session'
import { RUN, type RunAsk, type RunPage } from './asks'
import { PATH } from './policy'
import { prepare } from './prepare'
import { isSigned } from './signed'
import type { AppRow } from './types'

export { host, type Hears } from './host'
export { closed, closedPage, packaged } from './packaged'
export { MOST_PROGRESS } from './port'
export type { Outcome } from './port'
export type { RunPage } from './asks'
export type { AppRow, Granted, Manifest, Need, Offer } from './types'

/** The server has not signed this app as it is. */
export class NotSigned extends Error {}

/** This page was opened without its service worker, which alone can open an app. */
export class NoWorker extends Error {}

const tickets = new Map<string, RunPage>()
let listening = false

/**
 * An address for a frame, which opens this app once. Its file comes from the device, else from the server.
 * Raises NotSigned, NotAsSigned, NoWorker, and what fetchHeld raises.
 */
export async function addressOf(row: AppRow): Promise<string> {
  if (!navigator.serviceWorker?.controller) throw new NoWorker()
  if (!row.file || !(await isSigned(row, running().store))) throw new NotSigned()
  const file = (await readHeld(row.file.h)) ?? (await fetchHeld(row.file), await readHeld(row.file.h))
  if (!file) throw new NotSigned()
  return addressFor(await prepare(await file.text(), row.scripts, row.manifest.wasm))
}

/** An address for a frame, which opens this page once. Raises NoWorker. */
export function addressFor(page: RunPage): string {
  if (!navigator.serviceWorker?.controller) throw new NoWorker()
  listen()
  const ticket = base64url(random(16))
  tickets.clear()
  tickets.set(ticket, page)
  return PATH + ticket
}

function listen(): void {
  if (listening) return
  listening = true
  navigator.serviceWorker.addEventListener('message', ({ data, ports: [port] }: MessageEvent<Partial<RunAsk> | null>) => {
    if (data?.type !== RUN || !port) return
    const found = running().here ? tickets.get(data.ticket ?? '') : undefined
    tickets.delete(data.ticket ?? '')
    port.postMessage(found ?? null)
  })
}
