/** Whom the person may be in touch with, and for whom they asked: from the feeds, and from acts that the server has not answered yet. */
import type { ActView } from '@/kernel/acts'
import type { IconName, Standing } from '@/kernel/ui'

export const ASK = 'family.ask_for_contact@1'
export const LONGEST_NAME = 120
/** Letters. Source: the prison's own app for applications (see docs/field.md, "app text"). */
export const LONGEST_WORDS = 500

/** What somebody can be to the person, in the order in which they are offered; the national system's codes. */
export const KINDS = ['MOT', 'FA', 'PART', 'WIFE', 'HUS', 'DAU', 'SON', 'SIS', 'BRO', 'GMOT', 'GFA', 'FRI', 'SOL', 'OTHER'] as const

export type Kind = (typeof KINDS)[number]

export const KIND_ICON: Record<Kind, IconName> = {
  MOT: 'person',
  FA: 'person',
  PART: 'people',
  WIFE: 'people',
  HUS: 'people',
  DAU: 'family',
  SON: 'family',
  SIS: 'people',
  BRO: 'people',
  GMOT: 'person',
  GFA: 'person',
  FRI: 'thumb-up',
  SOL: 'rights',
  OTHER: 'other'
}

export type Stands = 'waiting' | 'second' | 'asked' | 'yes' | 'refused' | 'declined'

/** A row of the feed `family.requests`. */
export interface RequestRow {
  id: string
  act: string
  name: string
  kind: string
  asked_at: string
  standing: Stands
  reason: string
  by: string
  at: string | null
}

/** A row of the feed `family.people`. */
export interface PersonRow {
  contact: string
  name: string
  kind: string
  official: boolean
  limits: string[]
  since: string
  review_on: string | null
  stopped_by: '' | 'them' | 'staff'
  stopped_at: string | null
  reason: string
}

export interface AskDraft {
  name: string
  kind: Kind | ''
  phone: string
  email: string
  /** "9", or a day of birth as it is written by hand: "4/3/2017". */
  age: string
  words: string
}

/** Somebody who is waited for. `standing` is where the act is; `stands` where the request is, null while no server knows it. */
export interface Asked {
  id: string
  name: string
  kind: string
  at: string
  standing: Standing
  says: string
  stands: Stands | null
  reason: string
  by: string
}

export function emptyAsk(): AskDraft {
  return { name: '', kind: '', phone: '', email: '', age: '', words: '' }
}

/** Newest first: each row, then each act that has no row yet. A yes is no longer asked for: they stand among the people. */
export function askedOf(rows: readonly RequestRow[], acts: readonly ActView[]): Asked[] {
  const fresh = acts.filter((act) => act.command === ASK && !rows.some((row) => row.act === act.id))
  const open = rows.filter((row) => row.standing !== 'yes')
  return [...open.map(known), ...fresh.map(waiting)].sort((a, b) => b.at.localeCompare(a.at))
}

function known({ id, name, kind, asked_at: at, standing: stands, reason, by }: RequestRow): Asked {
  return { id, name, kind, at, standing: 'sent', says: '', stands, reason, by }
}

function waiting({ id, made: at, said, status: standing, says = '' }: ActView): Asked {
  const { name = '', kind = '' } = (said ?? {}) as Partial<AskDraft>
  return { id, name, kind, at, standing, says, stands: null, reason: '', by: '' }
}

/** The command's arguments; nothing that was not said. */
export function sayOf(draft: AskDraft): object {
  const given = { phone: draft.phone.trim(), email: draft.email.trim(), words: draft.words.trim(), ...ageOf(draft.age) }
  const said = Object.entries(given).filter(([, value]) => value !== '' && value !== null)
  return { name: draft.name.trim(), kind: draft.kind, ...Object.fromEntries(said) }
}

/** "9" is years, "4/3/2017" a day of birth; null where it is neither. Nothing at all is fine: many do not know. */
export function ageOf(typed: string): { years?: number; born?: string } | null {
  const text = typed.trim()
  if (text === '') return {}
  if (/^\d{1,3}$/.test(text)) return Number(text) <= 120 ? { years: Number(text) } : null
  const [, day, month, year] = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(text) ?? []
  const born = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const real = born.getUTCDate() === Number(day) && born.getUTCMonth() === Number(month) - 1 && born.getTime() <= Date.now()
  return real ? { born: born.toISOString().slice(0, 10) } : null
}
