import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { agoWords, dateWords, dayWords, daysBetween, language, onWords, timeWords, untilWords, wallParts, whenWords, wordsReady } from '@/kernel/words'

const NOW = new Date('2026-11-21T12:00:00Z')

async function speak(lang: 'en' | 'cy'): Promise<void> {
  language.value = lang
  await wordsReady()
}

describe('in English', () => {
  beforeAll(() => speak('en'))

  test('a date is the day, the number and the month, with the year only where it is another', () => {
    expect(dateWords('2026-11-23T09:00:00Z', NOW)).toBe('Monday 23 November')
    expect(dateWords('2027-01-04T09:00:00Z', NOW)).toBe('Monday 4 January 2027')
  })

  test('a bare date is that day, in summer time too', () => {
    expect(dateWords('2026-07-01', NOW)).toBe('Wednesday 1 July')
  })

  test('a time says which part of the day, and knows midday and midnight', () => {
    expect(timeWords('2026-11-21T09:05:00Z')).toBe('9:05 in the morning')
    expect(timeWords('2026-11-21T14:00:00Z')).toBe('2 in the afternoon')
    expect(timeWords('2026-11-21T20:30:00Z')).toBe('8:30 in the evening')
    expect(timeWords('2026-11-21T12:00:00Z')).toBe('midday')
    expect(timeWords('2026-11-21T00:00:00Z')).toBe('midnight')
    expect(timeWords('2026-11-21T00:30:00Z')).toBe('12:30 in the morning')
  })

  test('the clock on the wall goes forward in March', () => {
    expect(wallParts('2026-03-29T00:30:00Z').hour).toBe(0)
    expect(wallParts('2026-03-29T01:30:00Z').hour).toBe(2)
    expect(daysBetween('2026-03-28T23:30:00Z', '2026-03-29T23:30:00Z')).toBe(2)
  })

  test('near days have names of their own', () => {
    expect(dayWords('2026-11-21T23:59:00Z', NOW)).toBe('today')
    expect(dayWords('2026-11-22T00:00:00Z', NOW)).toBe('tomorrow')
    expect(dayWords('2026-11-20T12:00:00Z', NOW)).toBe('yesterday')
    expect(whenWords('2026-11-22T09:00:00Z', NOW)).toBe('tomorrow at 9 in the morning')
    expect(onWords('2026-11-28T09:00:00Z', NOW)).toBe('on Saturday 28 November at 9 in the morning')
  })

  test('midnight is the end of the day before, so that nobody takes it for a day later', () => {
    expect(untilWords('2026-12-23T00:00:00.000Z', NOW)).toBe('the end of Tuesday 22 December')
    expect(whenWords('2026-11-22T00:00:00Z', NOW)).toBe('the end of today')
    expect(untilWords('2026-06-30T23:00:00Z', NOW)).toBe('the end of Tuesday 30 June')
    expect(onWords('2026-11-21T00:00:00Z', NOW)).toBe('at the end of yesterday')
    expect(untilWords('2026-12-23T00:01:00Z', NOW)).toBe('Wednesday 23 December at 12:01 in the morning')
  })

  test('what has just happened is told by how long ago', () => {
    expect(agoWords('2026-11-21T11:59:40Z', NOW)).toBe('just now')
    expect(agoWords('2026-11-21T11:59:00Z', NOW)).toBe('1 minute ago')
    expect(agoWords('2026-11-21T09:00:00Z', NOW)).toBe('3 hours ago')
    expect(agoWords('2026-11-20T09:00:00Z', NOW)).toBe('yesterday at 9 in the morning')
  })
})

describe('in Welsh, which browsers have no date names for', () => {
  beforeAll(() => speak('cy'))
  afterAll(() => speak('en'))

  test('days and months are Welsh', () => {
    expect(dateWords('2026-11-23T09:00:00Z', NOW)).toBe('dydd Llun 23 Tachwedd')
    expect(timeWords('2026-11-21T14:15:00Z')).toBe('2:15 y prynhawn')
  })

  test('said of when, the day softens', () => {
    expect(onWords('2026-11-28T09:00:00Z', NOW)).toBe('ddydd Sadwrn 28 Tachwedd am 9 y bore')
  })

  test('the end of a day, and a day after "until", soften', () => {
    expect(untilWords('2026-12-23T00:00:00Z', NOW)).toBe('ddiwedd dydd Mawrth 22 Rhagfyr')
    expect(whenWords('2026-12-23T00:00:00Z', NOW)).toBe('diwedd dydd Mawrth 22 Rhagfyr')
    expect(onWords('2026-11-22T00:00:00Z', NOW)).toBe('ar ddiwedd heddiw')
    expect(untilWords('2026-11-28T09:00:00Z', NOW)).toBe('ddydd Sadwrn 28 Tachwedd am 9 y bore')
    expect(untilWords('2026-11-22T09:00:00Z', NOW)).toBe('yfory am 9 y bore')
  })

  test('two minutes soften, five do not', () => {
    expect(agoWords('2026-11-21T11:58:00Z', NOW)).toBe('2 funud yn ôl')
    expect(agoWords('2026-11-21T11:55:00Z', NOW)).toBe('5 munud yn ôl')
  })
})
