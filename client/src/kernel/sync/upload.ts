import type { Bytes } from '../basics/bytes'
import type { Files } from '../outbox/files'
import type { Vault } from '../store/vault'
import { HUB, Refusal, Unreachable, type Wire } from './wire'

const CHUNK = 256 * 1024

/** Hands in the files that the server wants, in chunks, each from where it stopped the last time. */
export class Upload {
  /** Who gave the last answer: a hub, or the server. */
  private atHub = false

  constructor(
    private readonly wire: Wire,
    private readonly files: Files,
    private readonly vault: () => Vault | null
  ) {}

  /** How many went. One that the server will not take does not hold up the others. */
  async all(wanted: string[]): Promise<number> {
    let went = 0
    for (const h of wanted) {
      const file = await this.read(h)
      if (file && (await this.one(h, file))) went += 1
    }
    return went
  }

  private async read(h: string): Promise<{ bytes: Bytes; t: string } | null> {
    const vault = this.vault()
    const file = await this.files.forSending(h)
    // A server restored from its backup may want a file again that only its keeper can still read.
    return file ?? (vault && (await this.files.forKeeper(h, vault).catch(() => null)))
  }

  private async one(h: string, file: { bytes: Bytes; t: string }): Promise<boolean> {
    try {
      let at = await this.offset(h)
      // A server that died over the last piece has all of it and has not taken it: an empty piece more makes it finish.
      if (at >= file.bytes.length && !this.atHub) at = await this.chunk(h, file, at)
      while (at < file.bytes.length) {
        const next = await this.chunk(h, file, at)
        if (next === at) throw new Unreachable('the file does not advance')
        at = next
      }
    } catch (error) {
      // Its words reach the person with the receipt of the act that names the file.
      if (error instanceof Refusal && [413, 422].includes(error.status)) return this.done(h)
      // The act that names it is not there yet: it is asked for again when it is.
      if (error instanceof Refusal && error.status === 404) return false
      throw error
    }
    return this.done(h)
  }

  private async done(h: string): Promise<true> {
    // At a hub it is on its way. It counts as sent only once the server has it.
    if (!this.atHub) await this.files.uploaded(h)
    return true
  }

  private async offset(h: string): Promise<number> {
    const { response } = await this.wire.ask('HEAD', `/sync/v1/files/${h}`)
    return this.offsetIn(response.headers)
  }

  private async chunk(h: string, { bytes, t }: { bytes: Bytes; t: string }, at: number): Promise<number> {
    const headers = {
      'Content-Type': 'application/offset+octet-stream',
      'Upload-Offset': String(at),
      'Upload-Length': String(bytes.length),
      'X-File-Type': t
    }
    try {
      const ask = { bytes: bytes.slice(at, at + CHUNK), headers }
      const { response } = await this.wire.ask('PATCH', `/sync/v1/files/${h}`, ask)
      return this.offsetIn(response.headers)
    } catch (error) {
      // An answer of ours was lost on its way, so that the server is further than we knew.
      if (error instanceof Refusal && error.status === 409) return this.offsetIn(error.headers)
      throw error
    }
  }

  private offsetIn(headers: Headers): number {
    const offset = headers.get('Upload-Offset')
    if (offset === null) throw new Unreachable('not an answer of ours')
    this.atHub = headers.has(HUB)
    return Number(offset)
  }
}
