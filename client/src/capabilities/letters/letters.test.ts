import { describe, expect, test } from 'vitest'
import type { ActView } from '@/kernel/acts'
import { knows } from './pins'
import { SEND, lettersWith, type LetterRow } from './letters'

const ROW: LetterRow = {
  id: 'a', recipient: 'r', mine: true, answers: null, returned: '', mark: 'm', written_at: '2026-11-22T22:40:00Z', arrived_at: '2026-11-23T07:00:00Z',
  opened_at: null, boxes: []
} // prettier-ignore
const ANSWER: LetterRow = { ...ROW, id: 'b', mine: false, answers: 'a', arrived_at: '2026-11-23T09:00:00Z', boxes: [{ key: 'k', box: 'x' }] }

function act(id: string, recipient: string, status: ActView['status'] = 'saved'): ActView {
  return { id, command: SEND, about: 'letters', made: '2026-11-23T10:00:00Z', said: { recipient, key: 'k', box: 'B'.repeat(60) }, status }
}

describe('letters with somebody', () => {
  test('are told from saved to answered, the oldest first', () => {
    const standing = (rows: LetterRow[], acts: ActView[] = []) => lettersWith('r', rows, acts).map((one) => one.standing)
    expect(standing([], [act('c', 'r'), act('d', 'other')])).toEqual(['saved'])
    expect(standing([ROW])).toEqual(['accepted'])
    expect(standing([{ ...ROW, opened_at: ROW.arrived_at }])).toEqual(['opened'])
    expect(standing([ANSWER, ROW], [act('c', 'r', 'sent'), act('a', 'r', 'accepted')])).toEqual(['answered', '', 'sent'])
  })

  test('that wait here are found again by the mark of their box', () => {
    expect(lettersWith('r', [], [act('c', 'r')])[0]!.mark).toBe('B'.repeat(42))
  })
})

describe('the key of a recipient', () => {
  const [known, other] = ['A'.repeat(86), `${'A'.repeat(80)}QQQQQQ`]

  test('is new, known, or another one than this device has sealed to', () => {
    expect(knows(undefined, known)).toBe('new')
    expect(knows({ key: known, compared: false }, known)).toBe('known')
    expect(knows({ key: known, compared: true }, other)).toBe('changed')
  })
})
