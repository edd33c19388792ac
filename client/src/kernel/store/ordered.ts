/** Where a row stands: in which thread, and at what time there (RFC 3339). */
export type PlaceOf = (value: never) => readonly [thread: string, at: string]

/** The feeds whose rows stand in threads, in order. Filled once, when capabilities are installed, before any row comes. */
export const ordered = new Map<string, PlaceOf>()
