/** Since when something is new to somebody. */

/** A time in the library, with all the screens between which they went to and fro. */
export interface Visit {
  /** What was published after this is new. */
  since: string
  /** Up to when the device knew what is published, as they saw it. */
  known: string
  /** When they were last here. */
  at: string
}

/** Who comes back sooner is still here, and finds the same things new. */
const STILL_HERE_MS = 4 * 3600 * 1000
/** What is called new to somebody who was never here. */
const FIRST_DAYS = 14

/**
 * The visit that goes on or begins. `known`: when the device last met the server. What was published before somebody's last visit and
 * reached the device after it is new to them all the same.
 */
export function visitAt(before: Visit | null, now: Date, known: Date | null): Visit {
  const [at, knows] = [now.toISOString(), (known ?? now).toISOString()]
  if (!before) return { since: new Date(now.getTime() - FIRST_DAYS * 24 * 3600 * 1000).toISOString(), known: knows, at }
  const stillHere = now.getTime() - Date.parse(before.at) < STILL_HERE_MS
  return { since: stillHere ? before.since : before.known, known: knows, at }
}
