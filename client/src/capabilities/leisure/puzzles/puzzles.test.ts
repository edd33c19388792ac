import { describe, expect, test } from 'vitest'
import { LEVELS, solutions, sudokuOf } from './sudoku'
import { SIZE, wordBetween, wordSearchOf } from './wordSearch'

describe('sudoku', () => {
  test.each(LEVELS)('has one solution: %s', (level) => {
    const { given, solution } = sudokuOf(2026, level)
    expect(solutions(given)).toBe(1)
    expect(given.every((number, at) => number === 0 || number === solution[at])).toBe(true)
    for (let line = 0; line < 9; line += 1) {
      expect(new Set(solution.slice(line * 9, line * 9 + 9)).size).toBe(9)
      expect(new Set(solution.filter((_, at) => at % 9 === line)).size).toBe(9)
    }
  })

  test('is the same for the same seed, and gives less where it is harder', () => {
    expect(sudokuOf(7, 'easy')).toEqual(sudokuOf(7, 'easy'))
    const [easy, , hard] = LEVELS.map((level) => sudokuOf(7, level).given.filter(Boolean).length)
    expect(hard!).toBeLessThan(easy!)
  })
})

describe('word search', () => {
  test.each(['en', 'cy'] as const)('hides its words where it says: %s', (lang) => {
    for (let seed = 0; seed < 50; seed += 1) {
      const puzzle = wordSearchOf(seed, lang)
      expect(puzzle.letters).toHaveLength(SIZE * SIZE)
      expect(puzzle.words.length).toBeGreaterThanOrEqual(5)
      for (const { word, at } of puzzle.words) {
        expect(at.map((square) => puzzle.letters[square]).join('')).toBe(word)
        expect(wordBetween(puzzle, at.at(-1)!, at[0]!)?.word).toBe(word)
      }
    }
  })
})
