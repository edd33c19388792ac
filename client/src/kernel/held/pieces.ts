import type { Sealed } from '../store/cipher'
import { FOLDER } from './forget'

/** Where sealed pieces stand, in order, each whole or not there at all. Of how far a file has come, they are the truth. */
export interface Pieces {
  /** How many there are in a row from the first on. */
  count(file: string): Promise<number>
  /** Raises NotFoundError. */
  read(file: string, at: number): Promise<Sealed>
  /** Raises QuotaExceededError. */
  write(file: string, at: number, sealed: Sealed): Promise<void>
  has(file: string, at: number): Promise<boolean>
  drop(file: string): Promise<void>
  /** Drops every file but these. */
  dropBut(files: ReadonlySet<string>): Promise<void>
}

// Of AES-GCM's nonce, before the text.
const IV = 12

/** In the browser's own file system (OPFS): a folder for each file, and in it a file for each piece, which the browser puts in place whole. */
export class DiskPieces implements Pieces {
  /** The folder that was read from last: a film is asked for piece by piece, and each way down to it costs a slow tablet a frame. */
  private last: { file: string; folder: Promise<FileSystemDirectoryHandle> } | undefined

  constructor(private readonly storage: StorageManager) {}

  async count(file: string): Promise<number> {
    const folder = await this.folder(file).catch(absent)
    const names = new Set<string>()
    if (folder) for await (const name of folder.keys()) names.add(name)
    let count = 0
    while (names.has(String(count))) count += 1
    return count
  }

  async read(file: string, at: number): Promise<Sealed> {
    const handle = await this.pieceOf(file, at)
    const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer())
    return { iv: bytes.subarray(0, IV), ct: bytes.subarray(IV) }
  }

  async write(file: string, at: number, { iv, ct }: Sealed): Promise<void> {
    const handle = await (await this.folder(file, true)).getFileHandle(String(at), { create: true })
    const stream = await handle.createWritable()
    await stream.write(iv)
    await stream.write(ct)
    await stream.close()
  }

  async has(file: string, at: number): Promise<boolean> {
    const folder = await this.folder(file).catch(absent)
    const handle = await folder?.getFileHandle(String(at)).catch(absent)
    return ((await handle?.getFile())?.size ?? 0) > 0
  }

  async drop(file: string): Promise<void> {
    if (this.last?.file === file) this.last = undefined
    await (await this.root()).removeEntry(file, { recursive: true }).catch(absent)
  }

  async dropBut(files: ReadonlySet<string>): Promise<void> {
    const others: string[] = []
    for await (const name of (await this.root()).keys()) if (!files.has(name)) others.push(name)
    for (const name of others) await this.drop(name)
  }

  private async pieceOf(file: string, at: number): Promise<FileSystemFileHandle> {
    if (this.last?.file !== file) this.last = { file, folder: this.folder(file) }
    try {
      return await (await this.last.folder).getFileHandle(String(at))
    } catch (error) {
      // It may have gone, and come again as another folder.
      this.last = undefined
      throw error
    }
  }

  private async folder(file: string, create = false): Promise<FileSystemDirectoryHandle> {
    return (await this.root()).getDirectoryHandle(file, { create })
  }

  /** Asked for each time: a wipe may have taken it away. */
  private async root(): Promise<FileSystemDirectoryHandle> {
    return (await this.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true })
  }
}

/** For kiosks, which keep nothing on their disk, and browsers that offer none. */
export class MemoryPieces implements Pieces {
  private readonly files = new Map<string, Sealed[]>()

  async count(file: string): Promise<number> {
    return this.files.get(file)?.length ?? 0
  }

  async read(file: string, at: number): Promise<Sealed> {
    const sealed = this.files.get(file)?.[at]
    if (!sealed) throw new DOMException('no such piece', 'NotFoundError')
    return sealed
  }

  async write(file: string, at: number, sealed: Sealed): Promise<void> {
    const pieces = this.files.get(file) ?? []
    pieces[at] = sealed
    this.files.set(file, pieces)
  }

  async has(file: string, at: number): Promise<boolean> {
    return this.files.get(file)?.[at] !== undefined
  }

  async drop(file: string): Promise<void> {
    this.files.delete(file)
  }

  async dropBut(files: ReadonlySet<string>): Promise<void> {
    for (const file of this.files.keys()) if (!files.has(file)) this.files.delete(file)
  }
}

/** Whether this browser has such a file system, and lets a page write to it (Safari does from 26 on). */
export async function hasDisk(storage: StorageManager | undefined): Promise<boolean> {
  const writable = !('FileSystemFileHandle' in globalThis) || 'createWritable' in FileSystemFileHandle.prototype
  return writable && Boolean(await storage?.getDirectory?.().catch(() => undefined))
}

function absent(error: unknown): undefined {
  if (!(error instanceof DOMException) || error.name !== 'NotFoundError') throw error
}
