/** What travels between this app and `touch`; see docs/adr/0013. */

export const THREADS = 'touch.threads'
/** The same shape, of those with several. */
export const GROUPS = 'touch.groups'
export const MESSAGES = 'touch.messages'

export const SEND = 'touch.send@1'
export const MARK_READ = 'touch.mark_read@1'
export const TAKE_BACK = 'touch.take_back@1'
export const MAKE_GROUP = 'touch.make_group@1'
export const LEAVE_GROUP = 'touch.leave_group@1'
export const APPEAL = 'desk.appeal@1'

/** Letters. Our own: two pages by hand. */
export const LONGEST_TEXT = 2_000
/** Letters. Source: the prison's own app for applications (see docs/field.md, "app text"). */
export const LONGEST_APPEAL = 500
export const LONGEST_NAME = 60

export const KINDS = ['text', 'voice', 'photo', 'drawing', 'card', 'stickers', 'page', 'story'] as const

export type Kind = (typeof KINDS)[number]

/** A file of a message, in order. `words` of a voice: what a machine heard. */
export interface Piece {
  h: string
  t: string
  n: number
  seconds?: number | null
  words?: string
}

/** A row of the feeds `touch.threads` and `touch.groups`. */
export interface ThreadRow {
  id: string
  group: boolean
  /** Of a group; else of the contact. */
  name: string
  with: { contact: string; name: string; kind: string }[]
  /** False where they can only answer, once something has come. */
  may_begin: boolean
  /** Whether pictures may be sent. */
  may_show: boolean
  open: boolean
  /** Why it is not open. */
  why: string
  /** What a text costs now; null: nothing to pay. */
  pence: number | null
}

export type Standing = 'checking' | 'held' | 'delivered' | 'read' | 'withheld' | 'stopped' | 'taken_back'

/** A row of the feed `touch.messages`. */
export interface MessageRow {
  id: string
  /** The act that brought it. */
  act: string
  thread: string
  mine: boolean
  from_name: string
  /** The contact; null is the person. */
  from: string | null
  kind: Kind
  words: string
  design: string
  pieces: Piece[]
  written_at: string
  /** Of one's own when it reached the server, else when it came to its reader: that stays. */
  at: string
  standing: Standing
  why: string
  /** Which letters are black; they travel as █. */
  blacked: number[][]
  staff_read: boolean
  pence: number | null
  can_appeal: boolean
}

/** The arguments of `touch.send@1`. */
export interface SendSay {
  thread: string
  kind: Kind
  words: string
  design: string
  pieces: Piece[]
}
