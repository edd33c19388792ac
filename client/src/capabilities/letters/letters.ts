/** Sealed letters: what the server sends of them, and what stands on this device alone, put together. */
import type { ActView } from '@/kernel/acts'
import type { Standing } from '@/kernel/ui'
import { markOf } from './sealing'

export const SEND = 'letters.send@1'
export const CAPABILITY = 'letters.sealed'
/** Some four pages by hand. */
export const LONGEST = 8_000
export const KINDS = ['listeners', 'legal', 'clinician', 'ombudsman', 'board', 'mp'] as const

export type Kind = (typeof KINDS)[number]

/** A row of the feeds `letters.recipients` and `letters.own_recipients`. */
export interface RecipientRow {
  id: string
  kind: Kind
  name: string
  own: boolean
  /** To which letters are sealed, since two workers compared it; '' while there is none. */
  key: string
  since: string | null
  in: Record<string, { about: string; hours: string }>
}

/** A row of the feed `letters.letters`. */
export interface LetterRow {
  id: string
  recipient: string
  mine: boolean
  answers: string | null
  returned: '' | 'key' | 'ended'
  /** Of the person's own: by which this device finds what it says. */
  mark: string
  written_at: string
  arrived_at: string
  opened_at: string | null
  boxes: { key: string; box: string }[]
}

/** The copy of a letter that its writer keeps, in their own vault. */
export interface Copy {
  words: string
  name: string
}

/** One letter as a screen shows it. */
export interface LetterView {
  id: string
  mine: boolean
  at: string
  /** Of the person's own: where it is. */
  standing: Standing | 'opened' | ''
  says: string
  returned: LetterRow['returned']
  mark: string
  boxes: LetterRow['boxes']
}

/** What is said in `letters.send@1`. */
export interface Said {
  recipient: string
  key: string
  box: string
  answers?: string
}

/** The letters to and from one recipient, the oldest first: those that the server has, and those that wait here. */
export function lettersWith(recipient: string, rows: readonly LetterRow[], acts: readonly ActView[]): LetterView[] {
  const theirs = rows.filter((row) => row.recipient === recipient)
  const known = new Set(theirs.map(({ id }) => id))
  const answered = new Set(theirs.map((row) => row.answers))
  const waiting = acts.filter((act) => act.command === SEND && !known.has(act.id) && (act.said as Said | undefined)?.recipient === recipient)
  return [...theirs.map((row) => fromRow(row, answered.has(row.id))), ...waiting.map(fromAct)].sort((a, b) => a.at.localeCompare(b.at))
}

function fromRow(row: LetterRow, answered: boolean): LetterView {
  const { id, mine, returned, mark, boxes } = row
  const standing = !mine ? '' : answered ? 'answered' : row.opened_at ? 'opened' : 'accepted'
  return { id, mine, at: mine ? row.written_at : row.arrived_at, standing, says: '', returned, mark, boxes }
}

function fromAct(act: ActView): LetterView {
  const { id, made, status, says = '' } = act
  const { box } = act.said as Said
  return { id, mine: true, at: made, standing: status, says, returned: '', mark: markOf(box), boxes: [] }
}
