/** The steps of the tour, in order, and what each waits for. None waits in vain: "next" is always there. */

/** What the person may do on the picture; 'look' asks for nothing. */
export type Doing = 'look' | 'hear' | 'tap' | 'hold' | 'swipe' | 'type'

export interface Step {
  name: string
  doing: Doing
}

export const STEPS = [
  { name: 'hear', doing: 'hear' },
  { name: 'loud', doing: 'look' },
  { name: 'tap', doing: 'tap' },
  { name: 'hold', doing: 'hold' },
  { name: 'swipe', doing: 'swipe' },
  { name: 'type', doing: 'type' },
  { name: 'pin', doing: 'look' },
  { name: 'home', doing: 'tap' },
  { name: 'back', doing: 'tap' },
  { name: 'bar', doing: 'tap' },
  { name: 'lock', doing: 'tap' },
  { name: 'talk', doing: 'tap' },
  { name: 'staff', doing: 'look' },
  { name: 'nobody', doing: 'look' },
  { name: 'offline', doing: 'look' },
  { name: 'done', doing: 'look' }
] as const satisfies readonly Step[]

export type StepName = (typeof STEPS)[number]['name']

/** Which step an address names; the list of languages comes before the first, as -1. */
export function stepAt(name: string | undefined): number {
  return STEPS.findIndex((step) => step.name === name)
}

/** The step that many further on (or back), as an address names it: '' is the list of languages, null is past either end. */
export function stepFrom(at: number, by: 1 | -1): string | null {
  const to = at + by
  if (to === -1) return ''
  return STEPS[to]?.name ?? null
}
