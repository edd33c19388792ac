import { expect, test } from 'vitest'
import { waysFrom, whereFrom, type Country, type Where } from './ways'
import en from './words.en'

const names = (where: Where, country?: Country) => waysFrom(where, country).map((way) => way.name)

test('behind a locked door the bell comes first, and nothing is to be rung on the tablet', () => {
  expect(names('cell')).toEqual(['bell', 'listener', 'samaritans_inside'])
  expect(waysFrom('cell').map((way) => way.number)).toEqual(['', '', ''])
})

test('outside, what may save a life comes first', () => {
  expect(waysFrom('outside').map((way) => way.number)).toEqual(['999', '116 123', '111'])
  expect(names('premises')[0]).toBe('staff_here')
})

test('each country has its own lines, and every way its sentence', () => {
  expect(names('outside', 'scotland')).toContain('breathing_space')
  expect(names('outside', 'northern_ireland')).toContain('lifeline')
  const countries: Country[] = ['england_and_wales', 'scotland', 'northern_ireland']
  const all = countries.flatMap((country) => (['cell', 'open', 'premises', 'outside'] as const).flatMap((where) => names(where, country)))
  expect(all.filter((name) => !en[`help.way.${name}`])).toEqual([])
})

test('where the record does not say yet how they live, the device tells', () => {
  expect(whereFrom(undefined, 'phone')).toBe('outside')
  expect(whereFrom(undefined, 'tablet')).toBe('cell')
  expect(whereFrom('closed', 'phone')).toBe('cell')
  expect(whereFrom('day_release', 'tablet')).toBe('outside')
  expect(whereFrom('approved_premises', 'phone')).toBe('premises')
})
