/** By which names what belongs to letters stands in the vault. Apart from desk.ts: lists of what was begun need no cryptography. */
export type Drafts = Record<string, { words: string; name: string }>

export const DRAFTS = 'letters-drafts'
/** What those hear who show something of it. */
export const TOPIC = 'letters-here'
