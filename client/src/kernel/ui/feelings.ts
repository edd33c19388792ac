/** How a person feels: the five answers of the probation service's remote check-in, and our faces for them. */
import type { IconName } from './icons'

export const FEELINGS = ['VERY_WELL', 'WELL', 'OK', 'NOT_GREAT', 'STRUGGLING'] as const

export type Feeling = (typeof FEELINGS)[number]

const FACES: Record<Feeling, IconName> = {
  VERY_WELL: 'face-very-well',
  WELL: 'face-well',
  OK: 'face-ok',
  NOT_GREAT: 'face-not-great',
  STRUGGLING: 'face-struggling'
}

export function faceOf(feeling: Feeling): IconName {
  return FACES[feeling]
}
