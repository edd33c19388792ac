/** How many items a list shows before it asks. */
export const PAGE = 20
/** How many things a search shows: they are drawn anew at every letter, and the best come first. */
export const FOUND = 8
/** How many of them at once: what a screen shows without being moved. */
export const FOUND_FIRST = 4

/** What stands for every topic, in an address. */
export const ALL = 'all'
