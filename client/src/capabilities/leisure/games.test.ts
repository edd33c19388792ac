import { expect, test } from 'vitest'
import { ASK, DRAW, MOVE, RESIGN, gamesOf, type GameRow, type Said } from './games'

const row: GameRow = {
  id: 'g1',
  with_id: 'mia',
  with_name: 'Mia',
  colour: 'white',
  asked_by_me: true,
  asked_at: '2026-11-17T09:00:00Z',
  moves: ['e2e4', 'e7e5'],
  moved_at: '2026-11-18T09:00:00Z',
  draw: [],
  ended: null
}
const names = new Map([['mia', 'Mia']])
const act = (command: string, said: object, more: Partial<Said> = {}): Said => ({ id: 'a1', command, made: '2026-11-19T09:00:00Z', status: 'saved', said, ...more })
const move = (ply: number, uci: string, more: Partial<Said> = {}) => act(MOVE, { game: 'g1', ply, uci }, more)
const one = (acts: Said[], rows = [row]) => gamesOf(rows, acts, names)[0]!

test('it is my move, and after it theirs, though nobody has heard of it yet', () => {
  expect(one([])).toMatchObject({ myTurn: true, standing: '' })
  expect(one([move(3, 'g1f3')])).toMatchObject({ moves: ['e2e4', 'e7e5', 'g1f3'], myTurn: false, standing: 'saved', since: '2026-11-19T09:00:00Z' })
})

test('a move that the server has stands once', () => {
  const heard = { ...row, moves: [...row.moves, 'g1f3'] }
  expect(one([move(3, 'g1f3', { status: 'accepted' })], [heard]).moves).toHaveLength(3)
})

test('a move that came late, or was refused, is not on the board, and says why', () => {
  const elsewhere = { ...row, moves: [...row.moves, 'd2d4'] }
  expect(one([move(3, 'g1f3')], [elsewhere]).moves).toEqual(['e2e4', 'e7e5', 'd2d4'])
  expect(one([move(3, 'g1f3', { status: 'refused', says: 'Late.' })])).toMatchObject({ moves: row.moves, myTurn: true, standing: 'refused', says: 'Late.' })
})

test('a game asked for with no network begins at once, and stands once when it is known', () => {
  const ask = act(ASK, { other: 'mia', colour: 'black' }, { id: 'g2' })
  expect(gamesOf([], [ask], names)).toMatchObject([{ id: 'g2', with_name: 'Mia', colour: 'black', myTurn: false }])
  expect(gamesOf([{ ...row, id: 'g2' }], [ask], names)).toHaveLength(1)
  expect(gamesOf([], [{ ...ask, status: 'refused' }], names)).toEqual([])
})

test('a draw that was offered, and a game that is given up, show before anybody has heard of it', () => {
  expect(one([act(DRAW, { game: 'g1' })]).draw).toEqual(['me'])
  expect(one([act(RESIGN, { game: 'g1' })]).leaving).toBe(true)
  expect(one([move(3, 'g1f3')], [{ ...row, draw: ['them'] }]).draw).toEqual([])
})

test('those in which I am waited for come first, those that are over last', () => {
  const theirs = { ...row, id: 'g2', moves: ['e2e4'] }
  const over = { ...row, id: 'g3', ended: { at: '', how: 'agreed' as const, won: '' as const } }
  expect(gamesOf([over, theirs, row], [], names).map((game) => game.id)).toEqual(['g1', 'g2', 'g3'])
})
