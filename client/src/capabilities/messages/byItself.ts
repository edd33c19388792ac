/** Pictures and voices that came lately are brought before anybody opens them: most conversations are read at night, with no network. */
import { running } from '@/kernel/session'
import { bringFile, isHere, readHeads, rowsOf } from '@/kernel/threads'
import { MESSAGES, type MessageRow, type Piece } from './shapes'

/** Of each conversation. */
const NEWEST = 20
/** Bytes: ten voice notes, or a large photo. What is larger comes when it is opened. */
const MOST = 3_000_000

const followed = new WeakSet<object>()
/** For whom all has come; nothing once messages have changed. */
let done: object | null = null

/** After an exchange, where something came since all of it was here. */
export async function bringNew(): Promise<void> {
  const { here, kiosk, changes } = running()
  if (!here || kiosk || done === here) return
  if (!followed.has(changes)) changes.on(MESSAGES, () => (done = null))
  followed.add(changes)
  done = here
  for (const { thread } of await readHeads<MessageRow>(here, MESSAGES)) {
    const { rows } = await rowsOf<MessageRow>(here, MESSAGES, thread, NEWEST)
    for (const piece of wanted(rows)) await bring(piece, here)
  }
}

/** The newest first. */
export function wanted(rows: readonly Pick<MessageRow, 'mine' | 'pieces'>[]): Piece[] {
  return rows.filter(({ mine }) => !mine).flatMap(({ pieces }) => pieces).filter(({ n }) => n <= MOST).reverse()
}

/** What is refused, or cut off, keeps no other from coming; it is tried again after the next exchange. */
async function bring(piece: Piece, here: object): Promise<void> {
  if (await isHere(piece)) return
  await bringFile(piece).catch(() => {
    if (done === here) done = null
  })
}
