import { expect, test } from 'vitest'
import type { ActView } from '@/kernel/acts'
import { ASK, ageOf, askedOf, emptyAsk, sayOf, type RequestRow } from './contacts'

function act(more: Partial<ActView> = {}): ActView {
  return { id: 'a1', command: ASK, about: 'family', made: '2026-11-21T09:00:00Z', status: 'saved', said: { name: 'Carol', kind: 'MOT' }, ...more }
}

function row(more: Partial<RequestRow> = {}): RequestRow {
  const asked = { id: 'a1', act: 'a1', name: 'Carol', kind: 'MOT', asked_at: '2026-11-21T09:00:00Z' }
  return { ...asked, standing: 'waiting', reason: '', by: '', at: null, ...more }
}

test('somebody is seen as asked for before the server knows it', () => {
  expect(askedOf([], [act()])).toMatchObject([{ id: 'a1', name: 'Carol', standing: 'saved', stands: null }])
})

test('row and act of one request are one line', () => {
  expect(askedOf([row({ standing: 'asked' })], [act({ status: 'accepted' })])).toMatchObject([{ standing: 'sent', stands: 'asked' }])
})

test('whoever was approved is asked for no more; a refusal stays, with its reason', () => {
  const no = row({ id: 'a2', act: 'a2', standing: 'refused', reason: 'Not yet.', by: 'Mair' })
  expect(askedOf([row({ standing: 'yes' }), no], [])).toMatchObject([{ id: 'a2', reason: 'Not yet.', by: 'Mair' }])
})

test.each([
  ['9', { years: 9 }],
  [' 54 ', { years: 54 }],
  ['4/3/2017', { born: '2017-03-04' }],
  ['04.03.2017', { born: '2017-03-04' }],
  ['', {}],
  ['31/2/2017', null],
  ['4/3/2999', null],
  ['400', null],
  ['nine', null]
])('an age as it is written by hand: %s', (typed, meant) => {
  expect(ageOf(typed)).toEqual(meant)
})

test('nothing is said that was not said', () => {
  expect(sayOf({ ...emptyAsk(), name: ' Carol ', kind: 'MOT', age: '54' })).toEqual({ name: 'Carol', kind: 'MOT', years: 54 })
})
