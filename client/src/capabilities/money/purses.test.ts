import { expect, test } from 'vitest'
import { left, moved, newest, pounds, type EntryRow, type PurseRow } from './purses'

const NOW = new Date('2026-11-20T12:00:00Z')

test('sums are written as the server writes them', () => {
  expect([0, 5, 12, 100, 120, 1_000, -5, -300].map(pounds)).toEqual(['0p', '5p', '12p', '£1.00', '£1.20', '£10.00', '−5p', '−£3.00'])
  expect([12, -12, 0].map(moved)).toEqual(['+12p', '−12p', '0p'])
})

test('an allowance lapses with its week, with no network too', () => {
  const purses: PurseRow[] = [
    { purse: 'own', pence: 30, until: null },
    { purse: 'weekly', pence: 120, until: '2026-11-23T00:00:00Z' }
  ]
  expect([left(purses, 'own', NOW), left(purses, 'weekly', NOW)]).toEqual([30, 120])
  expect(left(purses, 'weekly', new Date('2026-11-23T09:00:00Z'))).toBe(0)
  expect(left([], 'own', NOW)).toBe(0)
})

test('what happened last stands first', () => {
  const at = (id: string, when: string) => ({ id, at: when }) as EntryRow
  expect(newest([at('a', '2026-11-19T09:00:00Z'), at('b', '2026-11-20T09:00:00Z')]).map((row) => row.id)).toEqual(['b', 'a'])
})
