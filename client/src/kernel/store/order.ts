/**
 * In what order the rows of a long feed stand, thread by thread, so that a screen opens the newest few and no others.
 * All of it is sealed, as the rows are: who wrote when, and how often, stands in clear nowhere. Only for feeds that come by the
 * person's own stream.
 */
import { inSlices } from '../basics/slices'
import { ordered } from './ordered'

interface Spot {
  stream: string
  feed: string
  key: string
}

interface Row extends Spot {
  value: unknown
}

/** What it needs of a vault. */
interface Sealed {
  note<T>(name: string): Promise<T | undefined>
  row(spot: Spot): Promise<Row | undefined>
}

/** What a row is sorted by (its time, then its key: no two are the same), and its key. */
type Entry = readonly [sort: string, key: string]

/** `from`: what its first entry is sorted by. */
interface Page {
  id: number
  from: string
  n: number
}

interface Book {
  pages: Page[]
  next: number
}

/** The last entry of each thread. */
type Heads = Record<string, Entry>

// A page is sealed anew for each message that comes: large ones would cost a slow tablet more than many small ones do.
const MOST = 400
const EMPTY: Book = { pages: [], next: 0 }

/** The notes that change with these rows; undefined for those that go. To be written together with the rows, or not at all. */
export async function notesAfter(vault: Sealed, { put, drop }: { put: readonly Row[]; drop: readonly Spot[] }): Promise<Map<string, unknown>> {
  const desk = new Desk(vault)
  const [puts, drops] = [put.filter(({ feed }) => ordered.has(feed)), drop.filter(({ feed }) => ordered.has(feed))]
  const before = await inSlices([...puts, ...drops], (spot) => vault.row(spot))
  for (const [i, row] of puts.entries()) await desk.move(before[i], row)
  for (const row of before.slice(puts.length)) await desk.move(row, undefined)
  return desk.notes()
}

/** The newest of a thread, oldest first, and how many there are in all. */
export async function newestOf(vault: Sealed, thread: Omit<Spot, 'key'> & { thread: string }, most: number): Promise<{ rows: Row[]; all: number }> {
  const { stream, feed } = thread
  const name = bookName(stream, feed, thread.thread)
  const { pages } = (await vault.note<Book>(name)) ?? EMPTY
  let entries: Entry[] = []
  for (let at = pages.length - 1; at >= 0 && entries.length < most; at -= 1) {
    entries = [...((await vault.note<Entry[]>(pageName(name, pages[at]!.id))) ?? []), ...entries]
  }
  const rows = await inSlices(entries.slice(-most), ([, key]) => vault.row({ stream, feed, key }))
  return { rows: rows.filter((row) => row !== undefined), all: pages.reduce((sum, { n }) => sum + n, 0) }
}

/** The last row of every thread. */
export async function headsOf(vault: Sealed, stream: string, feed: string): Promise<Row[]> {
  const heads = (await vault.note<Heads>(headsName(stream, feed))) ?? {}
  const rows = await inSlices(Object.values(heads), ([, key]) => vault.row({ stream, feed, key }))
  return rows.filter((row) => row !== undefined)
}

/** The notes as they become, while rows move. */
class Desk {
  private readonly read = new Map<string, unknown>()
  private readonly changed = new Set<string>()
  private readonly threads = new Map<string, [stream: string, feed: string, thread: string]>()

  constructor(private readonly vault: Sealed) {}

  /** A row came, changed or went. */
  async move(before: Row | undefined, after: Row | undefined): Promise<void> {
    const [was, is] = [before && standing(before), after && standing(after)]
    if (was?.name === is?.name && was?.entry[0] === is?.entry[0]) return
    for (const one of [was, is]) if (one) this.threads.set(one.name, one.place)
    if (was) await this.take(was.name, was.entry)
    if (is) await this.add(is.name, is.entry)
  }

  async notes(): Promise<Map<string, unknown>> {
    for (const [name, [stream, feed, thread]] of this.threads) await this.setHead(name, headsName(stream, feed), thread)
    return new Map([...this.changed].map((name) => [name, this.read.get(name)]))
  }

  private async add(name: string, entry: Entry): Promise<void> {
    const { pages, next } = await this.get<Book>(name, EMPTY)
    const at = pages.length === 0 ? -1 : Math.max(0, pageAt(pages, entry[0]))
    if (at < 0) return this.setPages(name, [{ id: next, from: '', n: 0 }], [[entry]], next + 1, 0, pages)
    const entries = await this.get<Entry[]>(pageName(name, pages[at]!.id), [])
    const i = entries.findIndex(([sort]) => sort > entry[0])
    const more = i < 0 ? [...entries, entry] : [...entries.slice(0, i), entry, ...entries.slice(i)]
    // A page that is full at its end is left as it is: what comes next begins another.
    const cut = more.length <= MOST ? more.length : i < 0 ? more.length - 1 : MOST / 2
    const parts = [more.slice(0, cut), more.slice(cut)].filter((part) => part.length > 0)
    const own = parts.map((_, n) => ({ id: n === 0 ? pages[at]!.id : next, from: '', n: 0 }))
    this.setPages(name, own, parts, next + parts.length - 1, at, pages)
  }

  private async take(name: string, [sort]: Entry): Promise<void> {
    const { pages, next } = await this.get<Book>(name, EMPTY)
    const at = pageAt(pages, sort)
    if (at < 0) return
    const page = pages[at]!
    const left = (await this.get<Entry[]>(pageName(name, page.id), [])).filter((one) => one[0] !== sort)
    if (left.length > 0) return this.setPages(name, [page], [left], next, at, pages)
    this.set(pageName(name, page.id), undefined)
    this.set(name, { pages: pages.filter((one) => one !== page), next })
  }

  /** Puts pages in the place of the one at `at`, each with its entries. */
  private setPages(name: string, own: Page[], parts: Entry[][], next: number, at: number, pages: Page[]): void {
    const fresh = own.map(({ id }, i) => ({ id, from: parts[i]![0]![0], n: parts[i]!.length }))
    for (const [i, { id }] of own.entries()) this.set(pageName(name, id), parts[i])
    this.set(name, { pages: [...pages.slice(0, at), ...fresh, ...pages.slice(at + 1)], next })
  }

  private async setHead(name: string, heads: string, thread: string): Promise<void> {
    const { pages } = await this.get<Book>(name, EMPTY)
    const last = pages.at(-1)
    const { [thread]: _, ...others } = await this.get<Heads>(heads, {})
    const entries = last ? await this.get<Entry[]>(pageName(name, last.id), []) : []
    this.set(heads, entries.length > 0 ? { ...others, [thread]: entries.at(-1)! } : others)
  }

  private async get<T>(name: string, empty: T): Promise<T> {
    if (!this.read.has(name)) this.read.set(name, await this.vault.note<T>(name))
    return (this.read.get(name) as T | undefined) ?? empty
  }

  private set(name: string, value: unknown): void {
    this.read.set(name, value)
    this.changed.add(name)
  }
}

function standing({ stream, feed, key, value }: Row): { name: string; place: [string, string, string]; entry: Entry } {
  const [thread, at] = ordered.get(feed)!(value as never)
  // Times of the same second may be written with thousandths or without.
  const sort = `${new Date(at).toISOString()} ${key}`
  return { name: bookName(stream, feed, thread), place: [stream, feed, thread], entry: [sort, key] }
}

/** The last page that begins no later; -1 where all do. */
function pageAt(pages: readonly Page[], sort: string): number {
  return pages.findLastIndex(({ from }) => from <= sort)
}

function headsName(stream: string, feed: string): string {
  return `order:${stream} ${feed}`
}

function bookName(stream: string, feed: string, thread: string): string {
  return `${headsName(stream, feed)} ${thread}`
}

function pageName(book: string, id: number): string {
  return `${book} ${id}`
}
