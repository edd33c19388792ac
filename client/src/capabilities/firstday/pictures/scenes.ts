/** What each picture shows: our own signs where they stand in the app, and a hand that does what is asked. On a field of 360 by 260. */
import type { IconName } from '@/kernel/ui'
import type { StepName } from '../steps'

export type PictureOf = StepName | 'faces'

export interface Sign {
  icon: IconName
  /** Its middle, and how wide it is. */
  x: number
  y: number
  size: number
  look?: 'main' | 'soft' | 'sealed' | 'wait' | 'good'
}

export interface Scene {
  signs: readonly Sign[]
  /** Where the fingertip comes to, and how it moves: on the edge of a small sign, so that the sign is seen. */
  hand?: { x: number; y: number; moves: 'taps' | 'holds' | 'slides' }
}

const FADED: readonly Sign[] = [
  { icon: 'checkin', x: 120, y: 120, size: 40, look: 'soft' },
  { icon: 'book', x: 180, y: 120, size: 40, look: 'soft' },
  { icon: 'calendar', x: 240, y: 120, size: 40, look: 'soft' }
]

export const SCENES: Record<PictureOf, Scene> = {
  hear: { signs: [{ icon: 'speaker', x: 128, y: 120, size: 84, look: 'main' }, { icon: 'ear', x: 232, y: 120, size: 84 }] },
  loud: { signs: [{ icon: 'speaker', x: 170, y: 120, size: 84, look: 'main' }], hand: { x: 300, y: 92, moves: 'taps' } },
  tap: { signs: [], hand: { x: 180, y: 112, moves: 'taps' } },
  hold: { signs: [], hand: { x: 180, y: 112, moves: 'holds' } },
  swipe: { signs: [], hand: { x: 200, y: 120, moves: 'slides' } },
  type: { signs: [] },
  pin: { signs: [{ icon: 'picture-key', x: 130, y: 100, size: 72, look: 'main' }, { icon: 'person', x: 236, y: 96, size: 64 }, { icon: 'no', x: 262, y: 66, size: 40, look: 'sealed' }] },
  home: { signs: [{ icon: 'home', x: 108, y: 58, size: 52, look: 'main' }, ...FADED], hand: { x: 116, y: 80, moves: 'taps' } },
  back: { signs: [{ icon: 'back', x: 108, y: 84, size: 52, look: 'main' }], hand: { x: 116, y: 104, moves: 'taps' } },
  bar: { signs: [{ icon: 'sent', x: 116, y: 56, size: 40, look: 'good' }, { icon: 'waiting', x: 240, y: 56, size: 40, look: 'wait' }, ...FADED], hand: { x: 180, y: 70, moves: 'taps' } },
  lock: { signs: [{ icon: 'lock', x: 254, y: 58, size: 52, look: 'main' }, ...FADED], hand: { x: 248, y: 82, moves: 'taps' } },
  talk: { signs: [...FADED.map((sign) => ({ ...sign, y: 60 })), { icon: 'talk', x: 180, y: 118, size: 64, look: 'main' }], hand: { x: 190, y: 144, moves: 'taps' } },
  staff: { signs: [{ icon: 'open-envelope', x: 130, y: 124, size: 84, look: 'main' }, { icon: 'eye', x: 234, y: 82, size: 52 }, { icon: 'people', x: 234, y: 154, size: 68 }] },
  nobody: { signs: [{ icon: 'sealed', x: 130, y: 124, size: 84, look: 'sealed' }, { icon: 'eye', x: 234, y: 124, size: 62, look: 'soft' }, { icon: 'no', x: 234, y: 124, size: 96, look: 'sealed' }] },
  offline: { signs: [{ icon: 'no-network', x: 114, y: 124, size: 60, look: 'soft' }, { icon: 'hourglass', x: 180, y: 124, size: 60, look: 'wait' }, { icon: 'sent', x: 246, y: 124, size: 60, look: 'good' }] },
  done: { signs: [{ icon: 'picture-star', x: 180, y: 116, size: 120, look: 'wait' }, { icon: 'tick', x: 180, y: 206, size: 52, look: 'good' }] },
  faces: { signs: [{ icon: 'face-very-well', x: 118, y: 124, size: 62 }, { icon: 'face-ok', x: 180, y: 124, size: 62, look: 'main' }, { icon: 'face-not-great', x: 242, y: 124, size: 62 }] }
}
