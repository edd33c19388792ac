/** One conversation as its reader sees it: what came, what they wrote, and what of theirs no server has answered yet. */
import type { ActView } from '@/kernel/acts'
import { MARK_READ, SEND, TAKE_BACK, type Kind, type MessageRow, type Piece, type SendSay } from './shapes'

/** Where a message is, for the one who looks at it. `new`: somebody else's, not opened yet. */
export type Where = 'saved' | 'at_hub' | 'sent' | 'checking' | 'delivered' | 'read' | 'new' | 'not_sent' | 'not_passed' | 'taken_back' | 'taking_back'

export interface View {
  id: string
  mine: boolean
  from: string
  kind: Kind
  words: string
  design: string
  pieces: Piece[]
  /** When it came before its reader's eyes: it stands there, whatever becomes of it later. */
  sort: string
  written: string
  /** When it came to stand where it does; null before any server had it. */
  at: string | null
  where: Where
  why: string
  blacked: boolean
  staffRead: boolean
  canAppeal: boolean
  canTakeBack: boolean
}

/** What an act is asked for here. */
export type Said = Pick<ActView, 'id' | 'command' | 'made' | 'status' | 'said' | 'says'>

/** Oldest first. `more`: there are older rows than these, and no act may stand among them that belongs further back. */
export function viewsOf(thread: string, rows: readonly MessageRow[], acts: readonly Said[], more = false): View[] {
  const known = new Set(rows.flatMap(({ id, act }) => [id, act]))
  const since = more ? (rows[0] ? sortOf(rows[0]) : '') : ''
  const fresh = acts.filter((act) => act.command === SEND && sayOf(act)?.thread === thread && !known.has(act.id) && instant(act.made) >= instant(since))
  const back = new Set(waiting(acts, TAKE_BACK).map((act) => (act.said as { message: string }).message))
  const read = readUpTo(thread, rows, acts)
  const views = [...rows.map((row, i) => answered(row, i <= read)), ...fresh.map(unanswered)]
  return views.map((view) => takingBack(view, back)).sort((a, b) => instant(a.sort) - instant(b.sort))
}

/** How many of somebody else's their reader has not opened. */
export function unreadIn(thread: string, rows: readonly MessageRow[], acts: readonly Said[]): number {
  const read = readUpTo(thread, rows, acts)
  return rows.filter((row, i) => i > read && isNew(row)).length
}

/** The last one of somebody else's that nobody was told is read; undefined where there is none. */
export function toMarkRead(thread: string, rows: readonly MessageRow[], acts: readonly Said[]): MessageRow | undefined {
  const read = readUpTo(thread, rows, acts)
  return rows.findLast((row, i) => i > read && isNew(row))
}

/** Where the last row stands that the reader has said they read, by what this device still remembers. */
function readUpTo(thread: string, rows: readonly MessageRow[], acts: readonly Said[]): number {
  const said = new Set(acts.filter((act) => act.command === MARK_READ && act.status !== 'refused').map((act) => act.said as { thread?: string; up_to?: string }).filter((one) => one?.thread === thread).map((one) => one.up_to))
  return rows.findLastIndex((row) => said.has(row.id))
}

function isNew({ mine, standing }: MessageRow): boolean {
  return !mine && standing === 'delivered'
}

function sortOf({ mine, written_at, at }: MessageRow): string {
  return mine ? written_at : at
}

function answered(row: MessageRow, read: boolean): View {
  const { id, mine, from_name: from, kind, words, design, pieces, written_at: written, at, why } = row
  const where = whereOf(row, read)
  const more = { blacked: row.blacked.length > 0, staffRead: row.staff_read, canAppeal: row.can_appeal }
  return { id, mine, from, kind, words, design, pieces, sort: sortOf(row), written, at, where, why, ...more, canTakeBack: mine && where === 'checking' }
}

function whereOf({ mine, standing }: MessageRow, read: boolean): Where {
  if (standing === 'withheld' || standing === 'stopped') return mine ? 'not_sent' : 'not_passed'
  if (standing === 'checking' || standing === 'held') return 'checking'
  if (standing === 'delivered' && !mine) return read ? 'read' : 'new'
  return standing
}

/** As it was said: no server has told anything of it yet, or only that it will not have it. */
function unanswered(act: Said): View {
  const { kind = 'text', words = '', design = '', pieces = [] } = sayOf(act) ?? {}
  const where = act.status === 'refused' ? 'not_sent' : act.status === 'saved' || act.status === 'at_hub' ? act.status : 'sent'
  const none = { from: '', blacked: false, staffRead: false, canAppeal: false }
  return { ...none, id: act.id, mine: true, kind, words, design, pieces, sort: act.made, written: act.made, at: null, where, why: act.says ?? '', canTakeBack: where !== 'not_sent' }
}

function takingBack(view: View, back: ReadonlySet<string>): View {
  return view.canTakeBack && back.has(view.id) ? { ...view, where: 'taking_back', canTakeBack: false } : view
}

function waiting(acts: readonly Said[], command: string): Said[] {
  return acts.filter((act) => act.command === command && act.said && act.status !== 'refused')
}

function sayOf(act: Said): Partial<SendSay> | undefined {
  return act.said as Partial<SendSay> | undefined
}

/** Milliseconds; times of the same second may be written with thousandths or without. */
function instant(at: string): number {
  return at ? Date.parse(at) : -Infinity
}
