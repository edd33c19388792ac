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
  coming: CheckinView[]
  past: CheckinView[]
}

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

/** Due and coming begin with what is next; past begins with what was last. */
export function groupsOf(views: readonly CheckinView[]): CheckinGroups {
  const soonest = [...views].reverse()
  return {
    due: soonest.filter((view) => view.state === 'due'),
    coming: soonest.filter((view) => view.state === 'upcoming'),
    past: views.filter((view) => view.state !== 'due' && view.state !== 'upcoming')
  }
}

/** Finds a check-in by the id of its row, or by the key it was begun under: the address stays good when the row arrives. */
export function findView(views: readonly CheckinView[], id: string): CheckinView | null {
  return views.find((view) => view.id === id || view.act?.about === aboutOf(id)) ?? null
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
