/** The person's notes, from the feed and from acts that the server has not answered yet. */
import type { ActView } from '@/kernel/acts'
import type { Standing } from '@/kernel/ui'

export const LEAVE_NOTE = 'capability_name.leave_note@1'
export const LONGEST_NOTE = 500

/** A row of the feed `capability_name.notes`. Its id is the act's. */
export interface NoteRow {
  id: string
  words: string
  left_at: string
  read: { at: string; by: string } | null
}

export interface NoteView {
  id: string
  /** null while only this device knows of it: what was said is sealed in its act. */
  row: NoteRow | null
  at: string
  standing: Standing
  says: string
}

/** Newest first: each row, then each act that has no row yet. */
export function notesOf(rows: readonly NoteRow[], acts: readonly ActView[]): NoteView[] {
  const known = rows.map((row): NoteView => ({ id: row.id, row, at: row.left_at, standing: row.read ? 'seen' : 'sent', says: '' }))
  const fresh = acts.filter((act) => act.command === LEAVE_NOTE && !rows.some((row) => row.id === act.id))
  const waiting = fresh.map((act): NoteView => ({ id: act.id, row: null, at: act.made, standing: act.status, says: act.says ?? '' }))
  return [...known, ...waiting].sort((a, b) => b.at.localeCompare(a.at))
}
