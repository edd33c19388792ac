/** A double of the browser's own file system (OPFS): folders and files in memory; what is written stands in place when its stream closes. */
import { concat, type Bytes } from '@/kernel/basics/bytes'

type Entry = FolderDouble | FileDouble

export class DiskDouble {
  readonly root = new FolderDouble(this)
  /** Bytes that fit; what is more fails as a browser fails. */
  most = Infinity
  /** The names of the files that were read, since a test emptied it. */
  read: string[] = []

  readonly getDirectory = async (): Promise<FileSystemDirectoryHandle> => this.root as unknown as FileSystemDirectoryHandle

  /** Every file, by its path. */
  files(): Map<string, Bytes> {
    return new Map(this.root.walk(''))
  }

  get used(): number {
    return [...this.files().values()].reduce((sum, { length }) => sum + length, 0)
  }
}

class FolderDouble {
  readonly kind = 'directory'
  private readonly inside = new Map<string, Entry>()

  constructor(private readonly disk: DiskDouble) {}

  getDirectoryHandle(name: string, { create = false } = {}): Promise<FolderDouble> {
    return this.get(name, create && (() => new FolderDouble(this.disk))) as Promise<FolderDouble>
  }

  getFileHandle(name: string, { create = false } = {}): Promise<FileDouble> {
    return this.get(name, create && (() => new FileDouble(name, this.disk))) as Promise<FileDouble>
  }

  async removeEntry(name: string, { recursive = false } = {}): Promise<void> {
    const entry = await this.get(name, false)
    if (entry instanceof FolderDouble && entry.inside.size > 0 && !recursive) throw new DOMException('not empty', 'InvalidModificationError')
    this.inside.delete(name)
  }

  async *keys(): AsyncGenerator<string> {
    yield* [...this.inside.keys()]
  }

  *walk(path: string): Generator<[string, Bytes]> {
    for (const [name, entry] of this.inside) {
      if (entry instanceof FolderDouble) yield* entry.walk(`${path}/${name}`)
      else yield [`${path}/${name}`, entry.bytes]
    }
  }

  private async get(name: string, make: (() => Entry) | false): Promise<Entry> {
    const found = this.inside.get(name) ?? (make && make())
    if (!found) throw new DOMException(`no ${name}`, 'NotFoundError')
    this.inside.set(name, found)
    return found
  }
}

class FileDouble {
  readonly kind = 'file'
  bytes: Bytes = new Uint8Array()

  constructor(
    readonly name: string,
    private readonly disk: DiskDouble
  ) {}

  async getFile(): Promise<Blob> {
    const [{ name, disk }, blob] = [this, new Blob([this.bytes])]
    return Object.assign(blob, { arrayBuffer: () => (disk.read.push(name), Blob.prototype.arrayBuffer.call(blob)) })
  }

  async createWritable(): Promise<{ write: (bytes: Bytes) => Promise<void>; close: () => Promise<void> }> {
    let written: Bytes = new Uint8Array()
    const write = async (bytes: Bytes) => {
      if (this.disk.used + written.length + bytes.length > this.disk.most) throw new DOMException('full', 'QuotaExceededError')
      written = concat(written, bytes)
    }
    return { write, close: async () => void (this.bytes = written) }
  }
}
