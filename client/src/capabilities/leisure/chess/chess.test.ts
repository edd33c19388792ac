import { expect, test } from 'vitest'
import { legalOf } from './machine'
import { MATES } from './mates'
import { positionAfter, readMove, SQUARES } from './rules'

const START = positionAfter([]).fen

test('a position follows from its moves, and what is not possible is left out', () => {
  const { pieces, turn, told } = positionAfter(['e2e4', 'e7e5', 'e4e5', 'g1f3'])
  expect([pieces.get('e4'), pieces.get('e5'), turn, told.length]).toEqual(['wp', 'bp', 'white', 2])
  expect([SQUARES[0], SQUARES[63]]).toEqual(['a8', 'h1'])
})

test('mate is told', () => {
  const { over, told } = positionAfter(['f2f3', 'e7e5', 'g2g4', 'd8h4'])
  expect([over, told.at(-1)?.check]).toEqual(['checkmate', 'mate'])
})

test.each([
  ['e2e4', 'e2e4'],
  ['E2 - E4', 'e2e4'],
  ['Nf3', 'g1f3'],
  ['e4', 'e2e4'],
  ['e2e5', null],
  ['hello', null]
])('a move can be written: %s', (typed, uci) => {
  expect(readMove(START, typed)).toBe(uci)
})

test('a pawn that is written to the last row becomes a queen', () => {
  expect(readMove('8/1P5k/8/8/8/8/8/K7 w - - 0 1', 'b7b8')).toBe('b7b8q')
})

test('the machine moves by the rules, whatever the engine says', () => {
  const { legal } = positionAfter([], '8/1P5k/8/8/8/8/8/K7 w - - 0 1')
  expect(legalOf('b7b8', legal)).toBe('b7b8q')
  expect(legal.map(({ from, to, promotion = '' }) => from + to + promotion)).toContain(legalOf('h1h8', legal))
})

test.each(MATES)('a puzzle has its answer: %s', (fen) => {
  const mates = positionAfter([], fen).legal.filter(({ from, to, promotion = '' }) => positionAfter([from + to + promotion], fen).over === 'checkmate')
  expect(mates.length).toBeGreaterThan(0)
})
