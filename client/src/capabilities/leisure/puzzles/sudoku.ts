/** Sudoku, made on the device by its seed: one solution, and as many numbers to begin with as the level says. */
import { chanceOf, shuffled, type Chance } from './chance'

export const LEVELS = ['easy', 'medium', 'hard'] as const
export type Level = (typeof LEVELS)[number]

const GIVEN: Record<Level, number> = { easy: 42, medium: 34, hard: 29 }
const ALL = 0b111_111_111

/** 81 numbers each, row by row; 0 is an empty square. */
export interface Sudoku {
  given: number[]
  solution: number[]
}

export function sudokuOf(seed: number, level: Level): Sudoku {
  const chance = chanceOf(seed)
  const solution = full(chance)
  const given = [...solution]
  let left = 81
  for (const at of shuffled([...given.keys()], chance)) {
    if (left <= GIVEN[level]) break
    const kept = given[at]!
    given[at] = 0
    if (solutions(given) === 1) left -= 1
    else given[at] = kept
  }
  return { given, solution }
}

/** A full board: the plainest there is, with its rows, columns and numbers mixed where that changes nothing of the rules. */
function full(chance: Chance): number[] {
  const lines = () => shuffled([0, 1, 2], chance).flatMap((band) => shuffled([0, 1, 2], chance).map((line) => band * 3 + line))
  const [rows, columns, numbers] = [lines(), lines(), shuffled([1, 2, 3, 4, 5, 6, 7, 8, 9], chance)]
  return rows.flatMap((r) => columns.map((c) => numbers[(3 * (r % 3) + Math.floor(r / 3) + c) % 9]!))
}

/** How many solutions there are; two stands for more than one. */
export function solutions(board: readonly number[]): number {
  const [rows, columns, boxes] = [0, 1, 2].map(() => Array<number>(9).fill(0)) as [number[], number[], number[]]
  const empty: number[] = []
  board.forEach((number, at) => (number ? mark(at, 1 << (number - 1)) : empty.push(at)))

  function mark(at: number, bit: number): void {
    rows[Math.floor(at / 9)]! ^= bit
    columns[at % 9]! ^= bit
    boxes[boxOf(at)]! ^= bit
  }

  function open(at: number): number {
    return ALL & ~(rows[Math.floor(at / 9)]! | columns[at % 9]! | boxes[boxOf(at)]!)
  }

  function count(): number {
    // The square with the fewest ways first: a hard board is then counted in milliseconds.
    const best = empty.reduce((a, b) => (a >= 0 && ways(open(a)) <= ways(open(b)) ? a : b), -1)
    if (best < 0) return 1
    empty.splice(empty.indexOf(best), 1)
    let found = 0
    for (let bits = open(best); bits && found < 2; bits &= bits - 1) {
      mark(best, bits & -bits)
      found += count()
      mark(best, bits & -bits)
    }
    empty.push(best)
    return Math.min(found, 2)
  }

  return count()
}

function boxOf(at: number): number {
  return Math.floor(at / 27) * 3 + Math.floor((at % 9) / 3)
}

function ways(bits: number): number {
  let count = 0
  for (; bits; bits &= bits - 1) count += 1
  return count
}
