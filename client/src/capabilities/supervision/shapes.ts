/** What the feed says of a check-in, what the person has put into one so far, and what is sent. */
import type { SavedFile } from '@/kernel/acts'
import type { Feeling } from '@/kernel/ui'
import type { NoPlace, Place } from '@/kernel/device'
import type { Lang } from '@/kernel/words'

/** A row of the feed `supervision.checkins`. Times are RFC 3339; `due_on` is a date in the UK. */
export interface CheckinRow {
  id: string
  kind: 'planned' | 'own'
  opens_at: string
  due_on: string
  closes_at: string
  purpose: 'REPLACE_F2F' | 'SUPPLEMENT_F2F' | null
  cancelled: { at: string; why: string } | null
  where: AgreedPlace | null
  questions: Question[]
  worker: { name: string; role: string } | null
  submitted: { act: string; made_at: string; arrived_at: string; late: boolean; said?: Said } | null
  seen: { at: string; by: string; reply: string; note?: string } | null
}

export interface AgreedPlace {
  name: string
  lat: number
  lon: number
  radius_m: number
}

export interface Question {
  id: string
  text: { en: string; cy: string } & Partial<Record<Lang, string>>
}

/** What was sent, as the command takes it and as the feed gives it back. */
export interface Said {
  feeling: Feeling
  help: Help[]
  help_words: string
  callback: boolean
  details: Partial<CheckinDraft['details']>
  /** Neither words nor voice: they would rather not say. `text` comes with the feed, since a question may be taken away later. */
  answers: { question: string; text?: Question['text']; words?: string; voice?: string | boolean | null }[]
  /** `file` is known where this device made it; the record does not say it. */
  photo: { source: 'camera' | 'file'; file?: string } | null
  no_photo: NoPhoto
  place: Place | null
  no_place: '' | NoPlace
}

/** The kinds of help, as the probation service's remote check-in asks them; being called back is the tenth. */
export const HELP = [
  'MENTAL_HEALTH',
  'ALCOHOL',
  'DRUGS',
  'MONEY',
  'HOUSING',
  'EMPLOYMENT_EDU',
  'SUPPORT_SYSTEM',
  'OTHER',
  'NO_HELP'
] as const

export type Help = (typeof HELP)[number]

export type NoPhoto = '' | 'no_camera' | 'refused_camera' | 'dark' | 'other'

/** Letters in any one answer. */
export const LONGEST_ANSWER = 1000
/** Letters in a phone number, an e-mail address and an address, as the command takes them. */
export const LONGEST_DETAIL = { phone: 20, email: 254, address: 300 } as const

export interface AnswerDraft {
  words: string
  voice: SavedFile | null
  /** They would rather not say. What was written before stays here, and is not sent. */
  skipped?: boolean
}

/** A check-in in the making, kept on every change. */
export interface CheckinDraft {
  /** Names this one check-in where no plan does, so that it cannot be sent twice. */
  key: string
  step: string
  feeling: Feeling | ''
  help: Help[]
  help_words: string
  callback: boolean
  details: { phone: string; email: string; address: string }
  answers: Record<string, AnswerDraft>
  photo: { file: SavedFile; source: 'camera' | 'file' } | null
  no_photo: NoPhoto
  place: Place | null
  no_place: '' | NoPlace
  signature: SavedFile | null
}

export function emptyDraft(): CheckinDraft {
  return {
    key: crypto.randomUUID(),
    step: '',
    feeling: '',
    help: [],
    help_words: '',
    callback: false,
    details: { phone: '', email: '', address: '' },
    answers: {},
    photo: null,
    no_photo: '',
    place: null,
    no_place: '',
    signature: null
  }
}
