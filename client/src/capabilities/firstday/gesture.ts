/** What a finger did, between coming down and going up. */
import type { Doing } from './steps'

export interface Touch {
  x: number
  y: number
  /** Milliseconds. */
  at: number
}

/** Longer than an unsure finger rests on a button by itself. */
const HELD_MS = 500
/** Further than a trembling finger moves. */
const MOVED_PX = 40

export function gestureOf(down: Touch, up: Touch): 'tap' | 'hold' | 'swipe' {
  if (Math.hypot(up.x - down.x, up.y - down.y) >= MOVED_PX) return 'swipe'
  return up.at - down.at >= HELD_MS ? 'hold' : 'tap'
}

/** Was it what the step asks for? A long touch is a touch too: whoever is slow has done nothing wrong. */
export function satisfies(doing: Doing, did: 'tap' | 'hold' | 'swipe'): boolean {
  return did === doing || (doing === 'tap' && did === 'hold')
}
