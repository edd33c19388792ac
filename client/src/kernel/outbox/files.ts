import { hex, random, sha256, type Bytes } from '../basics/bytes'
import type { Clock } from '../basics/clock'
import { NotSaved } from '../basics/errors'
import { aesKey, seal, unseal } from '../store/cipher'
import type { DeviceStore, FileRecord } from '../store/device'
import type { Vault } from '../store/vault'
import type { SavedFile } from './raw'

const DEFAULT_MOST = 10 * 1024 * 1024
const KEEP_DAYS = 90
const DAY_MS = 24 * 3600 * 1000

/**
 * Photos, signatures and voice notes. Each has a key of its own, sealed to its keeper's vault and, until the server has the
 * file, to the device: a file must travel while nobody is unlocked, as the acts that name it do.
 */
export class Files {
  constructor(
    private readonly store: DeviceStore,
    private readonly clock: Clock
  ) {}

  /** Hashes, seals, writes and reads back. Raises NotSaved. */
  async keep(blob: Blob, vault: Vault): Promise<SavedFile> {
    try {
      const most = (await this.store.setting<{ file_bytes?: number }>('limits'))?.file_bytes ?? DEFAULT_MOST
      if (blob.size > most) throw new NotSaved('too_big')
      const bytes = new Uint8Array(await blob.arrayBuffer())
      const h = hex(await sha256(bytes))
      await this.write({ h, n: bytes.length, t: blob.type.split(';')[0]! }, bytes, vault)
      const kept = await this.forKeeper(h, vault).catch(() => null)
      if (!kept || hex(await sha256(kept.bytes)) !== h) throw new NotSaved('not_read_back')
      return { h, n: kept.n, t: kept.t }
    } catch (error) {
      throw NotSaved.from(error)
    }
  }

  /** A file as its keeper sees it. Raises where it is not here or not theirs. */
  async forKeeper(h: string, vault: Vault): Promise<{ bytes: Bytes; n: number; t: string }> {
    const file = await this.get(h)
    if (!file?.forKeeper) throw new Error('no such file here')
    const key = await aesKey(await vault.unsealBytes(h, file.forKeeper))
    return { bytes: await unseal(key, h, file), n: file.n, t: file.t }
  }

  /** A file that the server has asked for and this device may still read; null where it cannot be sent. */
  async forSending(h: string): Promise<{ bytes: Bytes; t: string } | null> {
    const file = await this.get(h)
    if (!file?.forSending) return null
    const { wrap } = await this.store.keys()
    const key = await aesKey(await unseal(wrap, h, file.forSending))
    return { bytes: await unseal(key, h, file), t: file.t }
  }

  async uploaded(h: string): Promise<void> {
    await this.store.db.use(async (db) => {
      const tx = db.transaction('files', 'readwrite')
      const file = await tx.store.get(h)
      if (file) await tx.store.put({ ...file, uploaded: true })
      await tx.done
    })
  }

  /** How many files are still to go: those of acts not yet handed in, and those that the server asks for. */
  async waiting(storedTo: number, wanted: string[]): Promise<number> {
    const counts = [...(await this.waitingBy(storedTo, wanted)).values()]
    return counts.reduce((sum, count) => sum + count, 0)
  }

  /** The same for each person. */
  async waitingBy(storedTo: number, wanted: string[]): Promise<Map<string, number>> {
    const counts = new Map<string, number>()
    await this.look(({ h, by, uploaded, named }) => {
      if (wanted.includes(h) || (!uploaded && (named ?? 0) > storedTo)) counts.set(by, (counts.get(by) ?? 0) + 1)
    })
    return counts
  }

  /** The files of acts after one number and up to another that are still to go. */
  async namedWithin(after: number, to: number): Promise<string[]> {
    const found: string[] = []
    await this.look(({ h, uploaded, named }) => {
      if (!uploaded && named && named > after && named <= to) found.push(h)
    })
    return found
  }

  /** From here on only its keeper can read a file whose act is in the server's backup; old ones go. */
  async tidy(backedUpTo: number): Promise<void> {
    const now = this.clock.serverNow()
    await this.each((file) => {
      const { since = now.toISOString(), forSending, ...rest } = file
      const old = Date.parse(since) < now.getTime() - KEEP_DAYS * DAY_MS
      const done = file.uploaded && file.named !== undefined && file.named <= backedUpTo
      if (old ? done || !file.named : done && !file.forKeeper) return null
      if (file.since && !(done && forSending)) return file
      return { ...rest, since, ...(forSending && !done && { forSending }) }
    })
  }

  /** Makes a person's files (null: everyone's) unreadable to them here; those that an act named stay until they are sent. */
  async forget(person: string | null): Promise<void> {
    await this.each((file) => {
      if (person && file.by !== person) return file
      const { forKeeper: _, ...rest } = file
      return rest.named && rest.forSending ? rest : null
    })
  }

  /** At every file, one by one: all at once their bytes would take more memory than the app. */
  private async look(at: (file: FileRecord) => void): Promise<void> {
    await this.store.db.use(async (db) => {
      for await (const cursor of db.transaction('files').store.iterate()) at(cursor.value)
    })
  }

  /** Passes every file through `change`; null drops it. */
  private async each(change: (file: FileRecord) => FileRecord | null): Promise<void> {
    await this.store.db.use(async (db) => {
      const tx = db.transaction('files', 'readwrite')
      for await (const cursor of tx.store.iterate()) {
        const changed = change(cursor.value)
        if (!changed) await cursor.delete()
        else if (changed !== cursor.value) await cursor.update(changed)
      }
      await tx.done
    })
  }

  private async write(file: SavedFile, bytes: Bytes, vault: Vault): Promise<void> {
    const secret = random(32)
    const { wrap } = await this.store.keys()
    // The same bytes may already be on their way for an earlier act.
    const before = await this.get(file.h)
    const record: FileRecord = {
      ...(before?.named && { named: before.named, uploaded: before.uploaded ?? false }),
      ...file,
      by: vault.person,
      ...(await seal(await aesKey(secret), file.h, bytes)),
      forKeeper: await vault.sealBytes(file.h, secret),
      forSending: await seal(wrap, file.h, secret)
    }
    await this.store.db.use(async (db) => {
      const tx = db.transaction('files', 'readwrite', { durability: 'strict' })
      await tx.store.put(record)
      await tx.done
    })
  }

  private get(h: string): Promise<FileRecord | undefined> {
    return this.store.db.use((db) => db.get('files', h))
  }
}
