import { beforeAll, describe, expect, test } from 'vitest'
import { addWords, language, wordsReady } from '@/kernel/words'
import { folded, lettersWrong, makeFinder } from './finder'
import { viewsOf } from './items'
import type { ItemRow } from './shapes'
import { words } from './words'

const THINGS: [id: string, topic: string, title: string, summary: string][] = [
  ['dentist', 'health', 'Seeing the dentist', 'How to ask for an appointment when a tooth hurts'],
  ['benefits', 'money', 'Benefits after release', 'What you can claim in the first week'],
  ['rent', 'housing', 'Help with rent', 'Where to turn when you cannot pay'],
  ['tenancy', 'housing', 'Keeping a tenancy while you are away', 'Talk to the council early'],
  ['cv', 'work', 'Writing a CV', 'Say what you can do'],
  ['visits', 'family', 'Visits with your children', 'What to bring and what to expect']
]

function rowOf([item, topic, title, summary]: (typeof THINGS)[number]): ItemRow {
  const facts = { title, summary, easy: false, minutes: 2 }
  const cy = item === 'dentist' ? { cy: { ...facts, title: 'Gweld y deintydd', summary: 'Pan fydd dant yn brifo yn y tŷ' } } : {}
  return { item, n: 1, topics: [topic], series: null, published_at: '2026-11-20T09:00:00Z', ends_at: null, in: { en: facts, ...cy } } as unknown as ItemRow
}

async function found(asked: string, tongue = 'en'): Promise<string[]> {
  const find = await makeFinder(viewsOf(THINGS.map(rowOf), tongue, new Date('2026-11-22T12:00:00Z')))
  return find(asked)
}

beforeAll(async () => {
  addWords(words)
  await wordsReady()
})

describe('an item is found', () => {
  test.each([
    ['by a word of its title', 'dentist', 'dentist'],
    ['with two letters changed about', 'dentsit', 'dentist'],
    ['with two letters missing', 'benfit', 'benefits'],
    ['with two letters wrong', 'tenensy', 'tenancy'],
    ['with two letters of a short word changed about', 'rnet', 'rent'],
    ['by the beginning of a word', 'den', 'dentist'],
    ['by a word of its summary', 'toth', 'dentist'],
    ['by its topic', 'a place to liv', 'rent'],
    ['whatever the capitals', 'VISITS', 'visits']
  ])('%s', async (_, asked, id) => {
    expect(await found(asked)).toContain(id)
  })

  test('first where the word is in its title, and just so', async () => {
    expect((await found('rent'))[0]).toBe('rent')
  })

  test('by several words, each a little wrong', async () => {
    expect(await found('writting a cv')).toEqual(['cv'])
  })

  test('by most of the words where no item has them all', async () => {
    expect((await found('dentist spaceship'))[0]).toBe('dentist')
  })

  test('in the language it is shown in, without its accents', async () => {
    expect(await found('deintid', 'cy')).toEqual(['dentist'])
    expect(await found('ty', 'cy')).toEqual(['dentist'])
    expect(await found('deintydd', 'en')).toEqual([])
  })

  test('by its topic in the language of the app', async () => {
    language.value = 'cy'
    await wordsReady()
    expect(await found('arian', 'cy')).toEqual(['benefits'])
    language.value = 'en'
    await wordsReady()
  })
})

test('nothing is found of what is nowhere, nor of nothing', async () => {
  expect(await found('submarine')).toEqual([])
  expect(await found('  ')).toEqual([])
})

test('a short word may not become another', () => {
  expect(['cv', 'rent', 'money'].map(lettersWrong)).toEqual([0, 1, 2])
  expect(folded('Tŷ')).toBe('ty')
})
