import { describe, expect, test } from 'vitest'
import { counted, told, weekOf, weekToTell, NOTHING } from './counts'

const MONDAY = new Date('2026-11-16T00:30:00Z')
const WEEKS = 7 * 86_400_000
const later = (weeks: number): Date => new Date(MONDAY.getTime() + weeks * WEEKS)
const opened = counted(NOTHING, 'i1', 'cy', 'opened', MONDAY)

describe('a week', () => {
  test('is its Monday, on the clocks of the United Kingdom', () => {
    expect([MONDAY, new Date('2026-11-22T23:59:00Z'), new Date('2026-06-14T23:30:00Z')].map(weekOf)).toEqual(['2026-11-16', '2026-11-16', '2026-06-15'])
  })
})

describe('counting', () => {
  test('is by week, item and language, whatever was done', () => {
    const both = counted(counted(opened, 'i1', 'cy', 'read', MONDAY), 'i1', 'en', 'opened', MONDAY)
    expect(both.weeks).toEqual({
      '2026-11-16': [
        { item: 'i1', language: 'cy', did: ['opened', 'read'] },
        { item: 'i1', language: 'en', did: ['opened'] }
      ]
    })
  })

  test('is once in twelve weeks, told or not', () => {
    expect(counted(opened, 'i1', 'cy', 'opened', later(11))).toBe(opened)
    expect(Object.keys(counted(told(opened, '2026-11-16'), 'i1', 'cy', 'opened', later(12)).weeks)).toEqual(['2027-02-08'])
  })

  test('forgets what was counted longer ago', () => {
    expect(Object.keys(counted(opened, 'i2', 'en', 'heard', later(12)).last)).toEqual(['i2 en heard'])
  })
})

describe('telling', () => {
  test('waits until the week is over, and begins with the first', () => {
    const two = counted(opened, 'i2', 'en', 'finished', later(1))
    expect(weekToTell(two, MONDAY)).toBeNull()
    expect(weekToTell(two, later(2))).toEqual({ week: '2026-11-16', totals: [{ item: 'i1', language: 'cy', did: ['opened'] }] })
    expect(weekToTell(told(two, '2026-11-16'), later(2))?.week).toBe('2026-11-23')
    expect(weekToTell(NOTHING, later(2))).toBeNull()
  })
})
