import { describe, expect, test } from 'vitest'
import type { LineRow } from './shapes'
import { instantOf, nowAndNext, said, todayOf } from './today'

// A Wednesday, five past two in the afternoon.
const NOW = new Date('2026-11-18T14:05:00Z')

function line(kind: LineRow['kind'], more: Partial<LineRow> = {}): LineRow {
  const texts = { en: { title: 'Kiosk', words: '', easy: '' } }
  return { id: Math.random().toString(), kind, place: '', in: texts, what: '', days: '', begins: null, ends: null, from_at: '2026-11-01T00:00:00.000Z', until: null, system: false, outage: null, ...more }
}

const hour = (what: string, begins: number, ends: number, place = '', days = '12345') => line('routine', { what, begins, ends, place, days })
const outage = (mended_at: string | null) => ({ since: '2026-11-17T09:00:00.000Z', expected_at: null, mended_at, in: {} })

describe('today', () => {
  test('what is down is apart from what works, and what came back within a day is said', () => {
    const rows = [line('service', { outage: outage(null) }), line('service'), line('service', { outage: outage('2026-11-18T10:00:00.000Z') }), line('trouble')]
    const { down, works, back } = todayOf(rows, NOW)
    expect([down.length, works.length, back.length]).toEqual([2, 2, 1])
    expect(todayOf(rows, new Date('2026-11-20T10:00:00Z')).back).toEqual([])
  })

  test('a notice shows from then until then, though nothing has been heard since', () => {
    const notice = line('notice', { from_at: '2026-11-18T14:00:00.000Z', until: '2026-11-18T15:00:00.000Z' })
    const shown = ['2026-11-18T13:59:00Z', '2026-11-18T14:00:00Z', '2026-11-18T15:00:00Z'].map((at) => todayOf([notice], new Date(at)).notices.length)
    expect(shown).toEqual([0, 1, 0])
  })

  test('the hours of the day are in order, with what is now and what comes next', () => {
    const { hours } = todayOf([hour('tea', 975, 1005), hour('work', 510, 705), hour('learning', 825, 970), hour('visits', 840, 960, '', '67')], NOW)
    expect(hours.map(({ line: { what }, stands }) => [what, stands])).toEqual([['work', 'over'], ['learning', 'now'], ['tea', 'comes']])
    const { now, next } = nowAndNext(hours)
    expect([now?.line.what, next?.line.what]).toEqual(['learning', 'tea'])
  })

  test('a wing that has hours of its own that day follows those', () => {
    const { hours } = todayOf([hour('work', 510, 705), hour('exercise', 540, 600, 'B wing')], NOW)
    expect(hours.map((one) => one.line.what)).toEqual(['exercise'])
  })

  test('a film that is over is not offered', () => {
    const film = (from_at: string, until: string) => line('film', { from_at, until })
    const films = [film('2026-11-18T20:00:00.000Z', '2026-11-18T21:00:00.000Z'), film('2026-11-18T12:00:00.000Z', '2026-11-18T14:00:00.000Z')]
    expect(todayOf(films, NOW).films.map((one) => one.from_at)).toEqual(['2026-11-18T20:00:00.000Z'])
  })
})

test('words are in the reader’s language where they are there, and easy where they are wished and written', () => {
  const texts = { en: { title: 'Showers', words: 'The boiler is broken.', easy: 'No hot water.' }, cy: { title: 'Cawodydd', words: 'Mae’r boeler wedi torri.', easy: '' } }
  expect(said(texts, 'en', true).words).toBe('No hot water.')
  expect(said(texts, 'cy', true)).toMatchObject({ title: 'Cawodydd', words: 'Mae’r boeler wedi torri.', lang: 'cy' })
  expect(said({ en: texts.en }, 'cy', false)).toMatchObject({ title: 'Showers', lang: 'en' })
})

test('a time of the day is an instant, on the day the clocks change too', () => {
  expect(instantOf(1_005, NOW).toISOString()).toBe('2026-11-18T16:45:00.000Z')
  expect(instantOf(1_440, NOW).toISOString()).toBe('2026-11-19T00:00:00.000Z')
  expect(instantOf(600, new Date('2026-03-29T00:30:00Z')).toISOString()).toBe('2026-03-29T09:00:00.000Z')
})
