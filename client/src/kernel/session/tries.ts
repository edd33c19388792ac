import type { PersonHere } from '../store/device'

const SECOND = 1000
/** Wrong tries after which a vault stays shut until staff reset it. */
export const MOST_WRONG = 10
/** What the third, fourth… wrong try costs; the last one stays. */
const WAITS = [5, 15, 60, 300].map((seconds) => seconds * SECOND)
const FREE = 2

/** Milliseconds to wait after this many wrong tries. */
export function waitAfter(wrong: number): number {
  if (wrong <= FREE) return 0
  return WAITS[Math.min(wrong - FREE, WAITS.length) - 1]!
}

/** Milliseconds until the next try counts; never longer than its own wait, though the clock may have stepped back. */
export function waitLeft(person: PersonHere, now: Date): number {
  return Math.min(Math.max(0, person.not_before - now.getTime()), waitAfter(person.wrong))
}

/** Counted before the secret is tried, so that closing the app gives no free guess. */
export function afterTry(person: PersonHere, now: Date): PersonHere {
  const wrong = person.wrong + 1
  return { ...person, wrong, not_before: now.getTime() + waitAfter(wrong) }
}
