import { beforeAll, expect, test } from 'vitest'
import { addWords, setClock, wordsReady } from '@/kernel/words'
import { wanted } from './byItself'
import { limitsOf, waysOf } from './limits'
import { designOf, stickersOf } from './make/stickers'
import { pagesRead, withPage } from './make/story'
import { clockWords, partsOf, whenWords, whereFacts } from './say'
import type { View } from './thread'
import { priceOf } from './useMoney'
import { words } from './words/words'

beforeAll(async () => {
  addWords(words)
  setClock(() => new Date('2026-11-22T08:00:00Z'))
  await wordsReady()
})

const MINE = { mine: true, written: '2026-11-21T22:40:00Z', at: '2026-11-22T07:05:00Z', sort: '2026-11-21T22:40:00Z', where: 'delivered', why: '' } as View

test('both times are told where they differ, with the day where it is another', () => {
  expect(whenWords(MINE)).toBe('written 22:40 · arrived today 07:05')
  expect(whenWords({ ...MINE, at: '2026-11-21T22:40:20Z' })).toBe('written 22:40')
  expect(whenWords({ ...MINE, mine: false, written: '2026-11-21T22:40:00Z', sort: '2026-11-22T07:05:00Z' })).toBe('written yesterday 22:40 · arrived 07:05')
})

test('what is checked says since when, what was not sent says why', () => {
  expect(whereFacts({ ...MINE, where: 'checking', at: '2026-11-21T21:10:00Z' }).words).toBe('Being checked since 21:10')
  expect(whereFacts({ ...MINE, where: 'not_sent', why: 'a phone number.' }).words).toBe('Not sent: a phone number.')
  expect(clockWords('2026-11-21T09:05:00Z', '2026-11-21T22:00:00Z')).toBe('09:05')
})

test('what is black stands apart', () => {
  expect(partsOf('Ring ████ now')).toEqual([{ text: 'Ring ', black: false }, { text: '████', black: true }, { text: ' now', black: false }])
})

test('of a group, what one of them is limited to holds for all', () => {
  const thread = { with: [{ contact: 'c1', name: 'Carol', kind: 'Mother' }, { contact: 'c2', name: 'Mia', kind: 'Daughter' }], may_show: true }
  const people = [{ contact: 'c2', limits: ['no_pictures', 'monitored'] }, { contact: 'c9', limits: ['text_only'] }]
  expect(limitsOf(thread, people)).toEqual({ monitored: true, wordsOnly: false, noPictures: true })
  expect(waysOf(limitsOf(thread, people))).toEqual(['voice', 'card', 'stickers'])
  expect(waysOf({ monitored: false, wordsOnly: true, noPictures: true })).toEqual([])
})

test('the price is said before, with what is left after it', () => {
  expect(priceOf(null, 100)).toEqual({ says: '', enough: true })
  expect(priceOf(12, undefined)).toEqual({ says: 'This costs 12p.', enough: true })
  expect(priceOf(12, 100)).toEqual({ says: 'This costs 12p. You have 88p left after it.', enough: true })
  expect(priceOf(12, 5)).toEqual({ says: 'This costs 12p. You have 5p.', enough: false })
})

test('the name of a sheet of stickers is short, and says which', () => {
  expect(designOf(['cat', 'heart'])).toBe('10.0')
  expect(stickersOf('10.0.99.x')).toEqual(['cat', 'heart'])
})

test('a story goes out in the order of its pages, each with its words', () => {
  const [one, two] = [{ h: 'a', t: 'audio/webm', n: 1, page: 2 }, { h: 'b', t: 'audio/webm', n: 1, page: 0 }]
  const read = withPage(withPage([], 2, one), 0, two)
  expect(pagesRead(read, (page) => `page ${page}`)).toEqual([{ h: 'b', t: 'audio/webm', n: 1, words: 'page 0' }, { h: 'a', t: 'audio/webm', n: 1, words: 'page 2' }])
  expect(withPage(read, 2, null)).toHaveLength(1)
})

test('what came is brought before it is opened, the newest first; what is large waits for its reader', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((h) => ({ h, t: 'image/png', n: h === 'b' ? 9_000_000 : 1_000 }))
  expect(wanted([{ mine: false, pieces: [a!, b!] }, { mine: true, pieces: [b!] }, { mine: false, pieces: [c!] }])).toEqual([c, a])
})
