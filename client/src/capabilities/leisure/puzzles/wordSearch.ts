/** Word search, made on the device by its seed: words of one theme, hidden left to right, down, and aslant. */
import type { Lang } from '@/kernel/words'
import { chanceOf, shuffled, type Chance } from './chance'

/** In which there are words to find. */
export type Tongue = 'en' | 'cy'

export const SIZE = 8
const MOST_WORDS = 6
const WAYS = [1, SIZE, SIZE + 1] as const

/** Short and known to everybody, without accents. Welsh ll, ch and dd are two letters here, as on a keyboard. */
const THEMES: Record<Tongue, readonly (readonly string[])[]> = {
  en: [
    ['RIVER', 'MEADOW', 'ROBIN', 'ACORN', 'BREEZE', 'OTTER', 'HEDGE', 'STREAM'],
    ['BREAD', 'SOUP', 'APPLE', 'CURRY', 'CHEESE', 'PASTA', 'ONION', 'HONEY'],
    ['DRUM', 'GUITAR', 'SINGER', 'TUNE', 'PIANO', 'CHOIR', 'VIOLIN', 'RHYTHM'],
    ['PLASTER', 'HAMMER', 'LADDER', 'BRUSH', 'DRILL', 'SPANNER', 'BRICK', 'TIMBER']
  ],
  cy: [
    ['AFON', 'DERWEN', 'MYNYDD', 'BLODYN', 'AWEL', 'LLYN', 'COEDEN', 'MACHLUD'],
    ['BARA', 'CAWS', 'AFAL', 'CAWL', 'MENYN', 'LLAETH', 'PYSGOD', 'TATWS'],
    ['CANU', 'TELYN', 'DRWM', 'PIANO', 'ALAW', 'LLAIS', 'DAWNS', 'GITAR'],
    ['MORTHWYL', 'BRWSH', 'YSGOL', 'PREN', 'HOELEN', 'LLIF', 'PAENT', 'CARREG']
  ]
}
const LETTERS: Record<Tongue, string> = { en: 'AABCDEEFGHIILMNOOPRSTUWY', cy: 'AABCDDEFFGHILLLMNOPRRSTUWWYY' }

export interface Hidden {
  word: string
  /** The squares it stands on, first letter first. */
  at: number[]
}

export interface WordSearch {
  letters: string[]
  words: Hidden[]
}

/** The language of the puzzle for whoever reads that one. */
export function tongueFor(lang: Lang): Tongue {
  return lang === 'cy' ? 'cy' : 'en'
}

export function wordSearchOf(seed: number, lang: Tongue): WordSearch {
  const chance = chanceOf(seed)
  const letters = Array<string>(SIZE * SIZE).fill('')
  const words: Hidden[] = []
  for (const word of shuffled(shuffled(THEMES[lang], chance)[0]!, chance)) {
    const at = words.length < MOST_WORDS ? placeFor(word, letters, chance) : null
    if (!at) continue
    at.forEach((square, i) => (letters[square] = word[i]!))
    words.push({ word, at })
  }
  return { letters: letters.map((letter) => letter || shuffled([...LETTERS[lang]], chance)[0]!), words }
}

/** The word from one square to the other, either way round. */
export function wordBetween({ words }: WordSearch, a: number, b: number): Hidden | undefined {
  return words.find(({ at }) => (at[0] === a && at.at(-1) === b) || (at[0] === b && at.at(-1) === a))
}

function placeFor(word: string, letters: readonly string[], chance: Chance): number[] | null {
  for (const from of shuffled([...letters.keys()], chance)) {
    for (const way of shuffled(WAYS, chance)) {
      const at = [...word].map((_, i) => from + i * way)
      if (fits(word, at, way, letters)) return at
    }
  }
  return null
}

function fits(word: string, at: readonly number[], way: number, letters: readonly string[]): boolean {
  const column = at[0]! % SIZE
  if (at.at(-1)! >= letters.length || (way !== SIZE && column + word.length > SIZE)) return false
  return at.every((square, i) => letters[square] === '' || letters[square] === word[i])
}
