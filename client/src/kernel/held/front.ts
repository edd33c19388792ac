import { base64url, random } from '../basics/bytes'
import type { Session } from '../session'
import { Unreachable } from '../sync/wire'
import { HELD, PATH, type HeldAsk, type HeldFacts } from './asks'
import type { Held } from './held'
import type { FileRef } from './types'

/** What one session's screens hold: the store, once it is asked for, and the addresses that they gave to players. */
export class Front {
  private opening: Promise<Held> | undefined
  /** By handle, and by hash: an address stays the same for as long as its person is here, so that no player begins anew. */
  private readonly files = new Map<string, FileRef>()
  private readonly handles = new Map<string, string>()

  constructor(private readonly session: Session) {
    session.changes.on('person', () => this.left())
    globalThis.navigator?.serviceWorker?.addEventListener('message', (event) => void this.answer(event))
  }

  /** Raises Unreachable where its code could not be fetched. */
  store(): Promise<Held> {
    this.opening ??= this.open().catch((error: unknown) => {
      this.opening = undefined
      throw error
    })
    return this.opening
  }

  addressOf(file: FileRef): string {
    if (!this.session.here) return ''
    const handle = this.handles.get(file.h) ?? base64url(random(16))
    this.handles.set(file.h, handle)
    this.files.set(handle, file)
    return PATH + handle
  }

  private async open(): Promise<Held> {
    const { openHeld } = await import('./open').catch((cause: unknown) => {
      throw new Unreachable('its code is not here', { cause })
    })
    return openHeld(this.session)
  }

  private left(): void {
    if (this.session.here) return
    this.files.clear()
    this.handles.clear()
    void this.opening?.then((held) => held.stop()).catch(() => undefined)
    // What stood in memory goes with its person.
    if (this.session.kiosk) this.opening = undefined
  }

  private async answer({ data, ports: [port] }: MessageEvent<Partial<HeldAsk> | null>): Promise<void> {
    if (data?.type !== HELD || !port) return
    const said = await this.say(data).catch(() => null)
    port.postMessage(said, said instanceof Uint8Array ? [said.buffer] : [])
  }

  private async say({ handle = '', piece }: Partial<HeldAsk>): Promise<HeldFacts | Uint8Array<ArrayBuffer> | null> {
    const file = this.session.here && this.files.get(handle)
    if (!file) return null
    const held = await this.store()
    if (piece !== undefined) return held.piece(file.h, piece)
    const found = await held.find(file.h)
    return found ? { n: found.n, t: found.t } : null
  }
}
