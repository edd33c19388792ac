/** What somebody said of an item, from the feed and from acts that the server has not answered yet. */
import type { ActView, SavedFile } from '@/kernel/acts'
import type { Standing } from '@/kernel/ui'
import type { CommentRow } from './shapes'

export const COMMENT = 'library.comment@1'
export const HELPFUL = 'library.say_helpful@1'
/** Letters. Source: the same as when asking to talk. */
export const LONGEST_COMMENT = 500

export interface CommentDraft {
  words: string
  voice: SavedFile | null
}

export interface CommentView {
  id: string
  /** '' where this device no longer knows. */
  item: string
  /** '' until the server has answered. */
  title: string
  words: string
  spoken: boolean
  at: string
  answered: CommentRow['answered']
  standing: Standing
  says: string
}

export interface HelpfulView {
  helpful: boolean
  standing: Standing
  says: string
}

/** What an act about this item is about. */
export function aboutOf(item: string): string {
  return `library/${item}`
}

export function emptyComment(): CommentDraft {
  return { words: '', voice: null }
}

/** Newest first: each row, then each act that has no row yet. */
export function commentsOf(rows: readonly CommentRow[], acts: readonly ActView[]): CommentView[] {
  const mine = acts.filter((act) => act.command === COMMENT)
  const fresh = mine.filter((act) => !rows.some((row) => row.act === act.id))
  const known = rows.map((row) => knownOf(row, mine.find((act) => act.id === row.act)))
  return [...known, ...fresh.map(waitingOf)].sort((a, b) => b.at.localeCompare(a.at))
}

/** The last word that counts: refused ones do not. null: they have not said. */
export function helpfulOf(acts: readonly ActView[], item: string): HelpfulView | null {
  const said = acts.filter((act) => act.command === HELPFUL && act.about === aboutOf(item))
  const last = said.find((act) => act.status !== 'refused') ?? said[0]
  const helpful = (last?.said as { helpful?: boolean } | undefined)?.helpful
  return last && helpful !== undefined ? { helpful, standing: last.status, says: last.says ?? '' } : null
}

/** The command's arguments. */
export function sayOf(item: string, { words, voice }: CommentDraft): object {
  return { item, words: words.trim(), ...(voice ? { voice: voice.h } : {}) }
}

function knownOf({ id, item, title, words, said_at: at, answered }: CommentRow, act: ActView | undefined): CommentView {
  const spoken = !!(act?.said as { voice?: string } | undefined)?.voice || !words
  return { id, item, title, words, spoken, at, answered, standing: answered ? 'answered' : 'sent', says: '' }
}

function waitingOf({ id, about, made: at, said, status: standing, says = '' }: ActView): CommentView {
  const { words = '', voice } = (said ?? {}) as { words?: string; voice?: string }
  return { id, item: about.replace('library/', ''), title: '', words, spoken: !!voice, at, answered: null, standing, says }
}
