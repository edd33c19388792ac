/** What the person has asked, from the feed and from acts that the server has not answered yet. */
import type { ActView, SavedFile } from '@/kernel/acts'
import type { IconName, Standing } from '@/kernel/ui'

export const ASK = 'talk.ask@1'
/** The name of its draft. */
export const DRAFT = 'talk.ask'
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
  /** null while only this device knows of it: what was said is sealed in its act. */
  row: AskRow | null
  at: string
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
  const mine = acts.filter((act) => act.command === ASK)
  const known = rows.map((row): AskView => ({ id: row.id, row, at: row.asked_at, standing: row.answered ? 'answered' : 'sent', says: '' }))
  const fresh = mine.filter((act) => !rows.some((row) => row.act === act.id))
  const waiting = fresh.map((act): AskView => ({ id: act.id, row: null, at: act.made, standing: act.status, says: act.says ?? '' }))
  return [...known, ...waiting].sort((a, b) => b.at.localeCompare(a.at))
}

/** The command's arguments, as docs/adr/0002 has them. */
export function sayOf(draft: AskDraft, screen: string): object {
  return { about: draft.about, words: draft.words.trim(), ...(draft.voice ? { voice: draft.voice.h } : {}), screen }
}
