import { expect, test } from 'vitest'
import { blocksOf, filesToKeep, goesOn, readOutOf, saidOf, sayable, sectionsOf } from './blocks'
import type { Block, Body, FilmBlock, ItemRow } from './shapes'

const file = (h: string, n = 1_000, t = 'image/webp') => ({ h, n, t })
const WORDS: Block = { k: 'words', words: 'Money comes in.' }
const EASY: Block = { k: 'words', words: 'Money.' }
const FILM: FilmBlock = {
  k: 'film',
  files: [720, 240, 480].map((height) => ({ ...file(`film-${height}`, height * 100_000, 'video/mp4'), height })),
  poster: file('poster'),
  title: 'A day at work',
  seconds: 90,
  captions: { en: file('captions', 900, 'text/vtt') },
  says: 'Good morning.'
}
const ROW = { body: file('body'), picture: file('thumb') } as ItemRow

test('easy words are shown where they are wished and there', () => {
  const body: Body = { in: { en: { blocks: [WORDS], easy: [EASY] }, cy: { blocks: [WORDS], easy: [] } } }
  expect([blocksOf(body, 'en', 'easy'), blocksOf(body, 'en', 'full')]).toEqual([[EASY], [WORDS]])
  expect(blocksOf(body, 'cy', 'easy')).toEqual([WORDS])
  expect(blocksOf(body, 'pl', 'easy')).toEqual([])
})

test('each heading begins a section', () => {
  const sections = sectionsOf([WORDS, { k: 'heading', words: 'Going out' }, EASY, { k: 'heading', words: 'Saving' }])
  expect(sections.map((section) => [section.heading, section.blocks.length])).toEqual([['', 1], ['Going out', 1], ['Saving', 0]])
  expect(sectionsOf([])).toEqual([])
})

test('what is read aloud is all that there is to read, and what pictures show', () => {
  const blocks: Block[] = [WORDS, { k: 'list', items: ['Rent', 'Food'] }, { k: 'picture', file: file('p'), says: 'A purse' }, FILM, { k: 'item', item: 'i', title: 'Other' }]
  expect(saidOf({ heading: 'Money', blocks })).toEqual(['Money', 'Money comes in.', 'Rent', 'Food', 'A purse', 'A day at work'])
})

test('a kind that nobody knows yet is not read', () => {
  expect(saidOf({ heading: '', blocks: [{ k: 'hologram' } as unknown as Block] })).toEqual([])
})

test('a long text is parted between sentences, else between words, and nothing of it is lost', () => {
  expect(sayable('One is here. Two is there. Three.', 20)).toEqual(['One is here.', 'Two is there. Three.'])
  expect(sayable('one two three four', 9)).toEqual(['one two', 'three', 'four'])
  expect(sayable('x'.repeat(25), 10).map((part) => part.length)).toEqual([10, 10, 5])
  expect(sayable('  ')).toEqual([])
})

test('what has something to hear or see has an end that opening it is not', () => {
  expect(goesOn({ in: { en: { blocks: [WORDS, FILM], easy: [] } } })).toBe(true)
  expect(goesOn({ in: { en: { blocks: [WORDS], easy: [EASY] } } })).toBe(false)
})

test('what is kept is each file once, of a film one size, in every language and both versions', () => {
  const picture: Block = { k: 'picture', file: file('picture'), says: '' }
  const body: Body = { in: { en: { blocks: [picture, FILM], easy: [picture] }, cy: { blocks: [{ k: 'document', file: file('pdf'), title: '' }], easy: [] } } }
  expect(filesToKeep(ROW, body, ([first]) => first ?? null).map(({ h }) => h)).toEqual(['body', 'thumb', 'picture', 'film-720', 'poster', 'captions', 'pdf'])
})

test('what is read out is as it is shown, and nothing where nobody has read that', () => {
  const row = { ...ROW, heard: { en: { full: file('full'), easy: file('easy'), person: false }, cy: { full: file('cy'), easy: null, person: true } } }
  expect(readOutOf(row, 'en', 'full', true)?.h).toBe('full')
  expect(readOutOf(row, 'en', 'easy', true)?.h).toBe('easy')
  expect(readOutOf(row, 'cy', 'easy', true)).toBeNull()
  expect(readOutOf(row, 'cy', 'easy', false)?.h).toBe('cy')
  expect(readOutOf(row, 'pl', 'full', false)).toBeNull()
  expect(readOutOf(ROW, 'en', 'full', false)).toBeNull()
  expect(filesToKeep(row, { in: {} }, () => null).map(({ h }) => h)).toEqual(['body', 'thumb', 'full', 'easy', 'cy'])
})
