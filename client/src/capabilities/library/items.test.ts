import { beforeAll, describe, expect, test } from 'vitest'
import { addWords, wordsReady } from '@/kernel/words'
import { cardsOf, goOnWith, hasEnded, nextInSeries, ofTopic, partsOf, takenBack, topicsOf, viewsOf, type ItemView } from './items'
import { frontOf, frontView, newSince } from './front'
import type { ItemRow } from './shapes'
import { directionOf, ownName, readsIn, tongueOf } from './tongues'
import { topicIcon, topicWords } from './topics'
import { visitAt } from './visit'
import { bytesOf, forWords, minutesWords, sizeWords } from './whom'
import { words } from './words'

const NOW = new Date('2026-11-22T12:00:00Z')
const EN = { title: 'Your money', summary: 'What comes in and what goes out', easy: true, minutes: 4 }
const CY = { ...EN, title: 'Eich arian' }
const FILE = { h: 'a'.repeat(64), n: 5_000, t: 'application/json' }
const NOBODY = { places: [], categories: [], settings: [], regimes: [], languages: [], groups: [], ages: null }

function row(more: Partial<ItemRow> = {}): ItemRow {
  return {
    item: 'i1',
    kind: 'page',
    n: 1,
    published_at: '2026-11-20T09:00:00Z',
    ends_at: null,
    shelf: 'Lindenfield learning',
    topics: ['money'],
    series: null,
    place_in_series: 0,
    in: { en: EN, cy: CY },
    taken_back: '',
    body: FILE,
    picture: null,
    files: [],
    for: NOBODY,
    ...more
  }
}

const views = (...rows: ItemRow[]): ItemView[] => viewsOf(rows, 'en', NOW)
const ids = (found: readonly ItemView[]): string[] => found.map((view) => view.id)

beforeAll(async () => {
  addWords(words)
  await wordsReady()
})

describe('what there is to show', () => {
  test('is each item once, in its newest edition', () => {
    expect(views(row({ n: 2 }), row({ n: 3 }), row()).map((view) => view.row.n)).toEqual([3])
  })

  test('begins with what was published last', () => {
    expect(ids(views(row(), row({ item: 'i2', published_at: '2026-11-21T09:00:00Z' })))).toEqual(['i2', 'i1'])
  })

  test('does not hold what has ended by the clock of now', () => {
    const ending = row({ ends_at: '2026-11-22T12:00:00Z' })
    expect(views(ending)).toEqual([])
    expect(hasEnded(ending, new Date(NOW.getTime() - 1))).toBe(false)
  })

  test('does not hold what was taken back, of which why is known', () => {
    const rows = [row(), row({ item: 'i2', taken_back: 'The prices have changed.', body: null })]
    expect(ids(viewsOf(rows, 'en', NOW))).toEqual(['i1'])
    expect([...takenBack(rows)]).toEqual([['i2', 'The prices have changed.']])
  })

  test('does not go back to an older edition when the newest has ended', () => {
    expect(views(row({ n: 1 }), row({ n: 2, ends_at: '2026-11-01T00:00:00Z' }))).toEqual([])
  })

  test('is by topic, the fullest topic first', () => {
    const all = views(row({ topics: ['money', 'work'] }), row({ item: 'i2', topics: ['work'] }), row({ item: 'i3', topics: [] }))
    expect(topicsOf(all)).toEqual(['work', 'money'])
    expect(ids(ofTopic(all, 'work')).sort()).toEqual(['i1', 'i2'])
    expect(ofTopic(all, '')).toHaveLength(3)
  })

  test('knows what comes next in a series, where some of it is not for them', () => {
    const part = (place: number) => row({ item: `p${place}`, series: 's1', place_in_series: place })
    const all = views(part(1), part(4), part(3), row({ series: 's2', place_in_series: 2 }))
    const next = (id: string) => nextInSeries(all, all.find((view) => view.id === id)!)?.id
    expect([next('p1'), next('p3'), next('p4')]).toEqual(['p3', 'p4', undefined])
    expect(ids(partsOf(all, 's1'))).toEqual(['p1', 'p3', 'p4'])
    expect(nextInSeries(all, views(row())[0]!)).toBeNull()
  })
})

describe('a series', () => {
  const part = (place: number) => row({ item: `p${place}`, series: 's1', place_in_series: place })
  const opened = (at: number, done: boolean) => ({ at: `2026-11-2${at}T09:00:00Z`, done })

  test('is one card in a list, where the first of its parts would stand, with how many it has', () => {
    const all = views(row({ item: 's1' }), part(1), part(2), row({ item: 'alone' }))
    const card = (from: string[]) => cardsOf(all.filter(({ id }) => from.includes(id)), all).map(({ id, parts }) => [id, parts])
    expect(card(['p1', 'p2', 'alone'])).toEqual(expect.arrayContaining([['s1', 2], ['alone', 0]]))
    expect(card(['p1', 'p2', 's1'])).toEqual([['s1', 2]])
  })

  test('whose whole is not for them is the first part that is', () => {
    const all = views(part(2), row({ item: 'alone' }))
    expect(cardsOf(all, all).map(({ id, parts }) => [id, parts])).toEqual(expect.arrayContaining([['p2', 0], ['alone', 0]]))
  })

  test('is gone on with where somebody was: what they did not finish, else what comes after', () => {
    const all = views(row({ item: 's1' }), part(1), part(2), part(3))
    expect(goOnWith(all, {})).toBeNull()
    expect(goOnWith(all, { p1: opened(1, false) })?.id).toBe('p1')
    expect(goOnWith(all, { p1: opened(1, true) })?.id).toBe('p2')
    expect(goOnWith(all, { p1: opened(2, true), p2: opened(1, true) })?.id).toBe('p3')
    expect(goOnWith(all, { s1: opened(1, true) })?.id).toBe('p1')
    expect(goOnWith(all, { p3: opened(3, true), p1: opened(1, false) })?.id).toBe('p1')
    expect(goOnWith(all, { p3: opened(1, true) })).toBeNull()
  })
})

describe('the first screen', () => {
  test('is the same from what was noted, in any language, without what has ended meanwhile', () => {
    const all = views(row(), row({ item: 'i2', ends_at: '2026-11-23T00:00:00Z', published_at: '2026-11-21T09:00:00Z' }))
    const front = frontOf(all, { i1: { at: '2026-11-21T09:00:00Z', done: false } })
    const shown = frontView(JSON.parse(JSON.stringify(front)) as typeof front, 'cy', NOW)
    expect(shown.cards.map(({ id, title }) => [id, title])).toEqual([['i2', 'Eich arian'], ['i1', 'Eich arian']])
    expect([shown.begun?.id, shown.topics]).toEqual(['i1', ['money']])
    expect(ids(frontView(front, 'en', new Date('2026-11-24T00:00:00Z')).cards)).toEqual(['i1'])
  })

  test('shows a series as new where any part of it is', () => {
    const all = views(row({ item: 's1' }), row({ item: 'p2', series: 's1', place_in_series: 2, published_at: '2026-11-22T09:00:00Z' }))
    const { cards } = frontView(frontOf(all, {}), 'en', NOW)
    expect(ids(newSince(cards, '2026-11-21T00:00:00Z'))).toEqual(['s1'])
  })
})

describe('what is new', () => {
  const DAY = 24 * 3600 * 1000
  const later = (ms: number) => new Date(NOW.getTime() + ms)

  test('is what was published since', () => {
    const all = views(row(), row({ item: 'i2', published_at: '2026-11-21T09:00:00Z' }), row({ item: 'i3', published_at: '2026-11-22T09:00:00Z' }))
    expect(ids(newSince(cardsOf(all, all), '2026-11-20T09:00:00.000Z'))).toEqual(['i3', 'i2'])
  })

  test('stays new while somebody goes to and fro, and is not when they come back later', () => {
    const first = visitAt(null, NOW, NOW)
    const same = visitAt(first, later(3600_000), later(3600_000))
    expect(same.since).toBe(first.since)
    expect(visitAt(same, later(DAY), later(DAY)).since).toBe(same.known)
  })

  test('counts from when the device last knew, not from when somebody looked at it with no signal', () => {
    const offline = visitAt(null, NOW, later(-3 * DAY))
    expect(visitAt(offline, later(DAY), later(DAY)).since).toBe(later(-3 * DAY).toISOString())
  })

  test('is that of two weeks to somebody who was never here', () => {
    expect(visitAt(null, NOW, null).since).toBe(later(-14 * DAY).toISOString())
  })
})

describe('the language', () => {
  test('is the wished one where it is there, else English, else any, and says so', () => {
    expect([tongueOf({ en: 1, cy: 1 }, 'cy'), tongueOf({ en: 1, pl: 1 }, 'cy'), tongueOf({ pl: 1 }, 'cy')]).toEqual(['cy', 'en', 'pl'])
    expect(viewsOf([row()], 'cy', NOW)).toMatchObject([{ title: 'Eich arian', lang: 'cy', other: false }])
    expect(viewsOf([row({ in: { en: EN } })], 'cy', NOW)).toMatchObject([{ title: 'Your money', lang: 'en', other: true }])
  })

  test('is that of the app, unless their record names one that the app cannot speak', () => {
    expect([readsIn('cy', 'en'), readsIn('en', 'ro'), readsIn('en', undefined)]).toEqual(['cy', 'ro', 'en'])
  })

  test('is called what its readers call it, and runs as they write', () => {
    expect([ownName('cy'), ownName('pl'), ownName('ur')]).toEqual(['Cymraeg', 'Polski', 'اردو'])
    expect([directionOf('en'), directionOf('ur')]).toEqual(['ltr', 'rtl'])
  })
})

describe('the words', () => {
  test('say whom it is for, a sentence a line, and nothing where it is for everybody', () => {
    expect(forWords({ places: ['HMP Lindenfield'], categories: [], settings: ['closed'], regimes: ['enhanced'], languages: ['cy'], groups: ['Maths'], ages: { least: 18, most: 25 } })).toEqual([
      'people at HMP Lindenfield',
      'people in a closed prison',
      'people on this incentive level: enhanced',
      'people who read Cymraeg',
      'people in the group Maths',
      'people aged 18 to 25'
    ])
    expect(forWords(NOBODY)).toEqual([])
    expect(forWords({ ...NOBODY, ages: { least: 50, most: 150 } })).toEqual(['people aged 50 or over'])
    expect(forWords({ ...NOBODY, ages: { least: 0, most: 21 } })).toEqual(['people aged 21 or under'])
  })

  test('give a setting that the app does not know as it came', () => {
    expect(forWords({ ...NOBODY, settings: ['secure_unit'] })).toEqual(['people in secure_unit'])
  })

  test('say how long and how large, never nothing', () => {
    expect([minutesWords(1), minutesWords(4), minutesWords(0)]).toEqual(['1 minute', '4 minutes', ''])
    expect([sizeWords(900), sizeWords(1_260_000), sizeWords(59_600_000)]).toEqual(['0.1 MB', '1.3 MB', '60 MB'])
    expect(bytesOf([FILE, FILE, { ...FILE, h: 'b' }])).toBe(10_000)
  })

  test('name topics, those of an estate’s own too', () => {
    expect([topicWords('housing'), topicWords('gardens_and-bees')]).toEqual(['A place to live', 'Gardens and bees'])
    expect([topicIcon('housing'), topicIcon('gardens')]).toEqual(['housing', 'book'])
  })
})
