/** What comes onto this device before anybody asks for it: words first, then sound and film in their smallest size. */
import { fetchHeld, heldBudget, NotSaved, readHeld, Unreachable, type FileRef } from '@/kernel/held'
import { running } from '@/kernel/session'
import { rightNow } from '@/kernel/words'
import { filesToKeep } from './blocks'
import { goOnWith, viewsOf, type ItemView } from './items'
import { mineNow, type Mine } from './mine'
import { looksHere, smallest } from './player/renditions'
import type { Body, ItemRow } from './shapes'
import { ITEMS } from './useLibrary'

/** How many of the newest items come. */
const NEWEST = 12
/** Of all the room that the library has, what may come unasked: the rest is for what people choose. */
const SHARE = 0.25

const followed = new WeakSet<object>()
/** For whom, and for which marks of theirs, all has come; nothing once items have changed. */
let done: { here: object; marks: string } | null = null

/** After an exchange: only where something has changed since all of it came, since to read thousands of items takes a slow tablet seconds. */
export async function bringByItself(): Promise<void> {
  const { here, kiosk, changes } = running()
  if (!here || kiosk) return
  if (!followed.has(changes)) changes.on(ITEMS, () => (done = null))
  followed.add(changes)
  const mine = await mineNow(here)
  const marks = JSON.stringify([Object.keys(mine.later), mine.read, Object.keys(mine.kept)])
  if (done?.here === here && done.marks === marks) return
  const now = (done = { here, marks })
  const came = await bringFor(here, mine)
  if (!came && done === now) done = null
}

/** False where there was no line for it, or nobody is here any more. */
async function bringFor({ vault }: { vault: { rowsOf: (feed: string) => Promise<{ value: unknown }[]> } }, mine: Mine): Promise<boolean> {
  const rows = (await vault.rowsOf(ITEMS)).map(({ value }) => value as ItemRow)
  try {
    await bringAll(wished(viewsOf(rows, '', rightNow()), mine), mine)
    return true
  } catch (error) {
    if (error instanceof Unreachable || error instanceof NotSaved) return false
    throw error
  }
}

/** What they marked, then what they are in the middle of, then the newest. Each once. */
export function wished(views: readonly ItemView[], { later, read }: Pick<Mine, 'later' | 'read'>): ItemView[] {
  const marked = views.filter(({ id }) => id in later)
  const next = goOnWith(views, read)
  return [...new Set([...marked, ...(next ? [next] : []), ...views.slice(0, NEWEST)])]
}

/** What of it fits, in its order: a film that is too large does not keep out the words after it. */
export function fitting(files: readonly FileRef[], room: number): FileRef[] {
  const all = [...new Map(files.map((file) => [file.h, file])).values()]
  return all.filter(({ n }) => n <= room && (room -= n) >= 0)
}

async function bringAll(views: readonly ItemView[], { kept }: Mine): Promise<void> {
  const chosen = Object.values(kept).flatMap(({ files }) => files)
  await bring(chosen)
  const room = (await heldBudget()).most * SHARE
  const words = views.flatMap(({ row }) => [row.body, row.picture]).filter((file) => file !== null)
  await bring(fitting(words, room))
  if (looksHere().saving) return
  const heavy: FileRef[] = []
  for (const { row } of views) heavy.push(...(await filesOf(row)))
  await bring(fitting([...words, ...heavy], room))
}

async function filesOf(row: ItemRow): Promise<FileRef[]> {
  const found = row.body && (await readHeld(row.body.h))
  return found ? filesToKeep(row, JSON.parse(await found.text()) as Body, smallest) : []
}

/** One after the other. What the server refuses, or is too much for this device, keeps nothing else from coming. */
async function bring(files: readonly FileRef[]): Promise<void> {
  for (const file of files) {
    await fetchHeld(file).catch((error: unknown) => {
      if (error instanceof Unreachable || error instanceof NotSaved) throw error
    })
  }
}
