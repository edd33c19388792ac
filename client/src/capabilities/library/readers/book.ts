/** Opens EPUBs: what is in the box, in which order, and each chapter as plain pieces. Nothing of a book is ever markup of ours, and nothing runs. Loaded when a book is opened. */
import { unzipSync } from 'fflate'
import { EPUB } from 'foliate-js/epub.js'
import { piecesOf, type Piece } from './chapter'

/** Of what is in a book, in bytes, each and all: more is no book, or is made to fill a tablet. */
const LARGEST = 30_000_000
const MOST_OF_ALL = 500_000_000

export interface Book {
  lang: string
  chapters: { title: string }[]
  /** What chapter `n` (from 0) says and shows. */
  open: (n: number) => Promise<Piece[]>
  /** A picture of it; undefined where it is none, or is not in the book. */
  picture: (path: string) => Blob | undefined
}

/** Raises NotABook, and whatever its reader makes of what it cannot read. */
export async function openBook(file: Blob): Promise<Book> {
  const box = new Box(new Uint8Array(await file.arrayBuffer()))
  const book = await new EPUB({ loadText: (path) => box.text(path), loadBlob: (path) => box.blob(path), getSize: (path) => box.sizeOf(path) }).init()
  const read = book.sections.filter(({ linear }) => linear !== 'no')
  if (read.length === 0) throw new NotABook()
  const titles = new Map<number, string>()
  for (const { href, label } of flat(book.toc ?? [])) {
    const section = href ? book.sections[book.resolveHref(href)?.index ?? -1] : undefined
    const n = section ? read.indexOf(section) : -1
    if (n >= 0 && !titles.has(n)) titles.set(n, label.trim())
  }
  return {
    lang: [book.metadata.language].flat()[0] ?? '',
    chapters: read.map((_, n) => ({ title: titles.get(n) ?? '' })),
    open: async (n) => piecesOf(await read[n]!.createDocument(), (href) => read[n]!.resolveHref(href)),
    picture: (path) => box.picture(path)
  }
}

export class NotABook extends Error {}

interface Line {
  href?: string
  label: string
  subitems?: Line[] | null
}

function flat(lines: readonly Line[]): Line[] {
  return lines.flatMap((line) => [line, ...flat(line.subitems ?? [])])
}

const PICTURES: Readonly<Record<string, string>> = { png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp', svg: 'image/svg+xml' }

/** The zip file that a book is. What is in it is taken out one by one. */
class Box {
  private readonly sizes = new Map<string, number>()

  constructor(private readonly bytes: Uint8Array) {
    unzipSync(bytes, { filter: ({ name, originalSize }) => (this.sizes.set(name, originalSize), false) })
    if (Math.max(...this.sizes.values()) > LARGEST || sum(this.sizes.values()) > MOST_OF_ALL) throw new NotABook()
  }

  sizeOf(path: string): number {
    return this.sizes.get(path) ?? 0
  }

  text(path: string): string | null {
    const found = this.take(path)
    return found ? new TextDecoder().decode(found) : null
  }

  blob(path: string): Blob | null {
    const found = this.take(path)
    return found ? new Blob([found]) : null
  }

  picture(path: string): Blob | undefined {
    const type = PICTURES[path.split('.').at(-1)!.toLowerCase()]
    const found = type ? this.take(path) : undefined
    return found && new Blob([found], { type })
  }

  private take(path: string): Uint8Array<ArrayBuffer> | undefined {
    if (!this.sizes.has(path)) return undefined
    return unzipSync(this.bytes, { filter: ({ name }) => name === path })[path] as Uint8Array<ArrayBuffer> | undefined
  }
}

function sum(all: Iterable<number>): number {
  return [...all].reduce((one, other) => one + other, 0)
}
