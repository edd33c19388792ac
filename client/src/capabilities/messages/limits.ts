/** What of all that can be sent may be sent to these people. */
import type { Kind, ThreadRow } from './shapes'

/** What it reads of a row of the feed `family.people`. */
export interface LimitedPerson {
  contact: string
  limits: string[]
}

export interface Limits {
  /** Staff read everything. */
  monitored: boolean
  wordsOnly: boolean
  noPictures: boolean
}

/** Of a card and of stickers only the design goes then, which is ours. */
const PICTURES: readonly Kind[] = ['photo', 'drawing', 'page', 'story']
const WAYS: readonly Kind[] = ['voice', 'photo', 'drawing', 'card', 'stickers', 'page', 'story']

/** Of a group, what any one of them is limited to. */
export function limitsOf({ with: them, may_show }: Pick<ThreadRow, 'with' | 'may_show'>, people: readonly LimitedPerson[]): Limits {
  const theirs = new Set(people.filter(({ contact }) => them.some((one) => one.contact === contact)).flatMap(({ limits }) => limits))
  return { monitored: theirs.has('monitored'), wordsOnly: theirs.has('text_only'), noPictures: !may_show || theirs.has('no_pictures') || theirs.has('text_only') }
}

/** Besides words. */
export function waysOf({ wordsOnly, noPictures }: Limits): Kind[] {
  if (wordsOnly) return []
  return WAYS.filter((kind) => !noPictures || !PICTURES.includes(kind))
}
