/** Where each check-in stands. Derived from its row, its act and the clock, never stored: docs/adr/0002 has the same words. */
import type { ActView } from '@/kernel/acts'
import type { Standing } from '@/kernel/ui'
import type { CheckinRow } from './shapes'

export type CheckinState = 'upcoming' | 'due' | 'missed' | 'cancelled' | 'sent' | 'seen'

/** A check-in as the screens show it: a planned one, or one the person began, which has no row before the server has it. */
export interface CheckinView {
  id: string
  row: CheckinRow | null
  act: ActView | null
  state: CheckinState
  standing: Standing | null
  /** The server's sentence for a refusal or a hold. */
  says: string
  /** What it is sorted by: when it closes, or when it was made. */
  at: string
}

export interface CheckinGroups {
  due: CheckinView[]
  /** Made here, and not with the office yet. */
  going: CheckinView[]
  coming: CheckinView[]
  past: CheckinView[]
}

/** As the server's rules/windows.py has it. */
const LATE_DAYS = 7
const DAY_MS = 24 * 3600 * 1000
const GOING: readonly (Standing | null)[] = ['saved', 'at_hub', 'held', 'quarantined']

export const SUBMIT = 'supervision.submit_checkin@1'

/** What an act is about: the check-in's own id, or the draft's key where the person began it. */
export function aboutOf(id: string): string {
  return `checkin/${id}`
}

/** By the row alone, as the server derives it too. */
export function stateOf(row: CheckinRow, now: Date): CheckinState {
  if (row.seen) return 'seen'
  if (row.submitted) return 'sent'
  if (row.cancelled) return 'cancelled'
  if (now < new Date(row.opens_at)) return 'upcoming'
  return now < new Date(row.closes_at) ? 'due' : 'missed'
}

/** Every check-in there is to show, newest first: each row with its act, then acts that have no row yet. */
export function viewsOf(rows: readonly CheckinRow[], acts: readonly ActView[], now: Date): CheckinView[] {
  const mine = acts.filter((act) => act.command === SUBMIT)
  const planned = rows.map((row) => viewOfRow(row, actOf(row, mine), now))
  const own = mine.filter((act) => !rows.some((row) => belongs(row, act))).map(viewOfAct)
  return [...planned, ...own].sort((a, b) => b.at.localeCompare(a.at))
}

/** Due and coming begin with what is next; the others with what was last. `begun`: a missed one that was begun is still to do. */
export function groupsOf(views: readonly CheckinView[], begun: ReadonlySet<string> = new Set()): CheckinGroups {
  const soonest = [...views].reverse()
  const toDo = (view: CheckinView) => view.state === 'due' || begun.has(view.id)
  return {
    due: soonest.filter(toDo),
    going: views.filter(isGoing),
    coming: soonest.filter((view) => view.state === 'upcoming'),
    past: views.filter((view) => !toDo(view) && !isGoing(view) && view.state !== 'upcoming')
  }
}

/** Late ones are taken too, for as long as the server takes them. */
export function canStillSend({ state, row }: CheckinView, now: Date): boolean {
  return state === 'due' || (state === 'missed' && now.getTime() < Date.parse(row!.closes_at) + LATE_DAYS * DAY_MS)
}

/** Finds a check-in by the id of its row, or by the key it was begun under: the address stays good when the row arrives. */
export function findView(views: readonly CheckinView[], id: string): CheckinView | null {
  return views.find((view) => view.id === id || view.act?.about === aboutOf(id)) ?? null
}

function isGoing({ state, standing }: CheckinView): boolean {
  return state === 'sent' && GOING.includes(standing)
}

function actOf(row: CheckinRow, acts: readonly ActView[]): ActView | null {
  return acts.find((act) => belongs(row, act)) ?? null
}

function belongs(row: CheckinRow, act: ActView): boolean {
  return act.about === aboutOf(row.id) || row.submitted?.act === act.id
}

function viewOfRow(row: CheckinRow, act: ActView | null, now: Date): CheckinView {
  const known = stateOf(row, now)
  // The server does not know yet what this device has sent; a refused act leaves the check-in as it was.
  const sentHere = act !== null && act.status !== 'refused' && !['sent', 'seen'].includes(known)
  return {
    id: row.id,
    row,
    act,
    state: sentHere ? 'sent' : known,
    standing: standingOf(row, act),
    says: act?.says ?? '',
    at: row.kind === 'own' ? (row.submitted?.made_at ?? row.opens_at) : row.closes_at
  }
}

function viewOfAct(act: ActView): CheckinView {
  return { id: act.about.replace('checkin/', ''), row: null, act, state: 'sent', standing: act.status, says: act.says ?? '', at: act.made }
}

function standingOf(row: CheckinRow, act: ActView | null): Standing | null {
  if (row.seen) return row.seen.reply ? 'answered' : 'seen'
  if (row.submitted) return 'sent'
  return act?.status ?? null
}
