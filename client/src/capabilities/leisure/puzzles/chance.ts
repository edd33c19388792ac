/** Chance that can be repeated: the same seed makes the same puzzle, on every device. */
export type Chance = () => number

/** Numbers from 0 to 1. By the public-domain mulberry32. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function shuffled<T>(all: readonly T[], chance: Chance): T[] {
  const mixed = [...all]
  for (let i = mixed.length - 1; i > 0; i -= 1) {
    const j = Math.floor(chance() * (i + 1))
    ;[mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!]
  }
  return mixed
}

/** A seed that nobody has had before. */
export function newSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]!
}
