import { text, utf8, type Bytes } from '../basics/bytes'
import { inSlices } from '../basics/slices'
import { aesKey, blind, seal, unseal, type Sealed } from './cipher'
import { ordered } from './ordered'
import type { Room, Shelf, ShelfChange } from './shelf'

/** The same feed and key may reach someone by two streams, their own and their wing's: they are two rows. */
export interface RowPlace {
  stream: string
  feed: string
  key: string
}

/** One row of a feed as the server addressed it; `rev` rises with every change. */
export interface FeedRow extends RowPlace {
  rev: number
  value: unknown
}

/** One person's records under their data key. It exists only while they have it unlocked. */
export class Vault {
  private readonly names = new Map<string, Promise<string>>()

  private constructor(
    readonly person: string,
    /** False on a kiosk, where nothing may be left behind. */
    readonly lasting: boolean,
    private readonly shelf: Shelf,
    private readonly sealKey: CryptoKey,
    private readonly blindKey: CryptoKey
  ) {}

  static async open(person: string, shelf: Shelf, dataKey: Bytes, lasting: boolean): Promise<Vault> {
    const base = await crypto.subtle.importKey('raw', dataKey, 'HKDF', false, ['deriveBits'])
    const derive = async (info: string) =>
      new Uint8Array(
        await crypto.subtle.deriveBits(
          { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8(info) },
          base,
          256
        )
      )
    const blind = { name: 'HMAC', hash: 'SHA-256' }
    const blindKey = await crypto.subtle.importKey('raw', await derive('names'), blind, false, ['sign'])
    return new Vault(person, lasting, shelf, await aesKey(await derive('records')), blindKey)
  }

  sealBytes(id: string, plain: Bytes): Promise<Sealed> {
    return seal(this.sealKey, id, plain)
  }

  unsealBytes(id: string, sealed: Sealed): Promise<Bytes> {
    return unseal(this.sealKey, id, sealed)
  }

  seal(id: string, value: unknown): Promise<Sealed> {
    return this.sealBytes(id, utf8(JSON.stringify(value)))
  }

  async unseal<T>(id: string, sealed: Sealed): Promise<T> {
    return JSON.parse(text(await this.unsealBytes(id, sealed))) as T
  }

  /** Small facts by name: the token, cursors, what was explained. */
  async note<T>(name: string): Promise<T | undefined> {
    const id = await this.blind(`note:${name}`)
    const record = await this.shelf.get('notes', id)
    return record && this.unseal<T>(id, record)
  }

  async setNote(name: string, value: unknown): Promise<void> {
    await this.shelf.write([await this.noteChange(name, value)])
  }

  async dropNote(name: string): Promise<void> {
    await this.setNote(name, undefined)
  }

  async drafts(): Promise<Map<string, unknown>> {
    const records = await this.shelf.all('drafts')
    const drafts = await Promise.all(records.map((r) => this.unseal<{ name: string; body: unknown }>(r.id, r)))
    return new Map(drafts.map(({ name, body }) => [name, body]))
  }

  async putDraft(name: string, body: unknown): Promise<void> {
    const id = await this.blind(`draft:${name}`)
    await this.shelf.write([{ room: 'drafts', put: { id, ...(await this.seal(id, { name, body })) } }])
  }

  async dropDraft(name: string): Promise<void> {
    await this.shelf.write([{ room: 'drafts', drop: await this.blind(`draft:${name}`) }])
  }

  /** All rows of a feed, or the `most` that changed last. Which those are is sealed, so that all are opened, but no more are held. */
  rowsOf(feed: string, most = Infinity): Promise<FeedRow[]> {
    return this.openRows('feed', feed, most)
  }

  rowsIn(stream: string): Promise<FeedRow[]> {
    return this.openRows('stream', stream, Infinity)
  }

  async row(place: RowPlace): Promise<FeedRow | undefined> {
    const id = await this.rowId(place)
    const record = await this.shelf.get('rows', id)
    return record && this.unseal<FeedRow>(id, record)
  }

  /** Rows and the note that says how far they go, together or not at all: a cursor never runs ahead of its rows. */
  async writeRows(
    changes: { put: FeedRow[]; drop: RowPlace[] },
    note: { name: string; value: unknown }
  ): Promise<void> {
    const puts = await inSlices(changes.put, async (row): Promise<ShelfChange> => {
      const id = await this.rowId(row)
      const [feed, stream] = await Promise.all([this.indexed('feed', row.feed), this.indexed('stream', row.stream)])
      return { room: 'rows', put: { id, feed, stream, ...(await this.seal(id, row)) } }
    })
    const drops = await inSlices(changes.drop, async (place): Promise<ShelfChange> => ({ room: 'rows', drop: await this.rowId(place) }))
    const order = [...changes.put, ...changes.drop].some(({ feed }) => ordered.has(feed)) ? await this.orderAfter(changes) : []
    await this.shelf.write([...puts, ...drops, ...order, await this.noteChange(note.name, note.value)])
  }

  destroy(): Promise<void> {
    return this.shelf.destroy()
  }

  private async openRows(index: 'feed' | 'stream', name: string, most: number): Promise<FeedRow[]> {
    let rows: FeedRow[] = []
    for await (const records of this.shelf.where(index, await this.indexed(index, name))) {
      rows.push(...(await Promise.all(records.map((record) => this.unseal<FeedRow>(record.id, record)))))
      if (rows.length > most) rows = rows.sort((a, b) => b.rev - a.rev).slice(0, most)
    }
    return rows
  }

  private async orderAfter(changes: { put: FeedRow[]; drop: RowPlace[] }): Promise<ShelfChange[]> {
    const { notesAfter } = await import('./order')
    return Promise.all([...(await notesAfter(this, changes))].map(([name, value]) => this.noteChange(name, value)))
  }

  /** Nothing at all takes it away. */
  private async noteChange(name: string, value: unknown): Promise<ShelfChange> {
    const id = await this.blind(`note:${name}`)
    if (value === undefined) return { room: 'notes', drop: id }
    return { room: 'notes' satisfies Room, put: { id, ...(await this.seal(id, value)) } }
  }

  private rowId({ stream, feed, key }: RowPlace): Promise<string> {
    return this.blind(`row:${stream}\u001f${feed}\u001f${key}`)
  }

  /** A feed's or a stream's blind name; there are few of them and thousands of rows, so each is made once. */
  private indexed(index: 'feed' | 'stream', name: string): Promise<string> {
    const known = `${index}:${name}`
    const blind = this.names.get(known) ?? this.blind(known)
    this.names.set(known, blind)
    return blind
  }

  private blind(name: string): Promise<string> {
    return blind(this.blindKey, name)
  }
}
