/** What the person has asked, from the feed and from acts that the server has not answered yet. */
import type { ActView, SavedFile } from '@/kernel/acts'
import type { IconName, Standing } from '@/kernel/ui'

export const ASK = 'talk.ask@1'
/** Letters. Source: the prison's own app for applications (see docs/field.md, "app text"). */
export const LONGEST_ASK = 500

export const ABOUT = ['worker', 'health', 'family', 'feelings', 'app', 'other'] as const

export type About = (typeof ABOUT)[number]

export const ABOUT_ICON: Record<About, IconName> = {
  worker: 'person',
  health: 'health',
  family: 'family',
  feelings: 'feelings',
  app: 'tablet',
  other: 'other'
}

/** A row of the feed `talk.requests`. */
export interface AskRow {
  id: string
  act: string
  about: About
  words: string
  asked_at: string
  answered: { at: string; by: string; reply: string } | null
}

export interface AskDraft {
  about: About | ''
  words: string
  voice: SavedFile | null
}

export interface AskView {
  id: string
  /** null where this device no longer knows what was said. */
  about: About | null
  words: string
  at: string
  answered: AskRow['answered']
  standing: Standing
  says: string
}

export function emptyAsk(): AskDraft {
  return { about: '', words: '', voice: null }
}

/** What is offered help at once, whatever becomes of the message. */
export function needsHelpNow(about: About | ''): boolean {
  return about === 'feelings' || about === 'health'
}

/** Newest first: each row, then each act that has no row yet. */
export function asksOf(rows: readonly AskRow[], acts: readonly ActView[]): AskView[] {
  const fresh = acts.filter((act) => act.command === ASK && !rows.some((row) => row.act === act.id))
  return [...rows.map(known), ...fresh.map(waiting)].sort((a, b) => b.at.localeCompare(a.at))
}

function known({ id, about, words, asked_at: at, answered }: AskRow): AskView {
  return { id, about, words, at, answered, standing: answered ? 'answered' : 'sent', says: '' }
}

function waiting({ id, made: at, said, status: standing, says = '' }: ActView): AskView {
  const { about = null, words = '' } = (said ?? {}) as Partial<Pick<AskRow, 'about' | 'words'>>
  return { id, about, words, at, answered: null, standing, says }
}

/** The command's arguments, as docs/adr/0002 has them. */
export function sayOf(draft: AskDraft, screen: string): object {
  return { about: draft.about, words: draft.words.trim(), ...(draft.voice ? { voice: draft.voice.h } : {}), screen }
}
