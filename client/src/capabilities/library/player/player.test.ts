import { beforeAll, describe, expect, test } from 'vitest'
import { addWords, wordsReady } from '@/kernel/words'
import { fitting, wished } from '../byItself'
import { viewsOf } from '../items'
import type { FilmFile, ItemRow } from '../shapes'
import { words } from '../words'
import { cuesOf, saidAt } from './cues'
import { resumeAt } from './place'
import { renditionFor, smallest } from './renditions'
import { clockWords, lengthWords } from './times'

beforeAll(async () => {
  addWords(words)
  await wordsReady()
})

describe('captions', () => {
  const VTT = `WEBVTT

NOTE not said

STYLE
::cue { color: red }

1
00:01.000 --> 00:02.500 align:start
<v Mair>Good <i>morning</i> &amp; welcome.

00:00:02.000 --> 00:00:04.000
Two lines
of it.
`.replaceAll('\n', '\r\n')

  test('are what is said, without marks, notes and styles', () => {
    expect(cuesOf(VTT)).toEqual([
      { from: 1, to: 2.5, words: 'Good morning & welcome.' },
      { from: 2, to: 4, words: 'Two lines\nof it.' }
    ])
  })

  test('show from their first moment until their last', () => {
    const cues = cuesOf(VTT)
    expect([0.9, 1, 2.2, 2.5, 4].map((at) => saidAt(cues, at))).toEqual(['', 'Good morning & welcome.', 'Good morning & welcome.\nTwo lines\nof it.', 'Two lines\nof it.', ''])
  })

  test('of what is no such file are none', () => {
    expect([cuesOf(''), cuesOf('<html>Sign in to the wifi</html>'), cuesOf('WEBVTT\n\n00:01 --> later\nHm')]).toEqual([[], [], []])
  })
})

describe('the size of a film', () => {
  const film = (height: number): FilmFile => ({ h: `film-${height}`, n: height * 1000, t: 'video/mp4', height })
  const ALL = [film(720), film(240), film(480)]
  const tablet = { side: 800, saving: false }

  test('is the largest that the screen shows whole, and a small one where data is dear', () => {
    expect(renditionFor(ALL, tablet)?.h).toBe('film-480')
    expect(renditionFor(ALL, { side: 360, saving: false })?.h).toBe('film-240')
    expect(renditionFor(ALL, { ...tablet, saving: true })?.h).toBe('film-240')
    expect(renditionFor([film(720)], tablet)?.h).toBe('film-720')
    expect(renditionFor([], tablet)).toBeNull()
  })

  test('is what is here, before anything is fetched', () => {
    expect(renditionFor(ALL, tablet, new Set(['film-240']))?.h).toBe('film-240')
    expect(renditionFor(ALL, { side: 360, saving: false }, new Set(['film-480', 'film-720']))?.h).toBe('film-480')
  })

  test('is the smallest where nobody chose', () => {
    expect(smallest(ALL)?.h).toBe('film-240')
  })
})

describe('where somebody was', () => {
  test('is gone on from, but not at the very beginning or end', () => {
    expect([resumeAt(4, 600), resumeAt(61, 600), resumeAt(595, 600)]).toEqual([0, 61, 0])
  })

  test('is told in numbers and in words', () => {
    expect([clockWords(7.9), clockWords(750), clockWords(3723), clockWords(NaN)]).toEqual(['0:07', '12:30', '1:02:03', '0:00'])
    expect([lengthWords(1), lengthWords(65), lengthWords(3600), lengthWords(0)]).toEqual(['1 second', '1 minute 5 seconds', '60 minutes', '0 seconds'])
  })
})

describe('what comes by itself', () => {
  const row = (item: string, day: number) => ({ item, n: 1, published_at: `2026-11-${day}T09:00:00Z`, ends_at: null, taken_back: '', series: null, place_in_series: 0, in: { en: { title: item } } }) as unknown as ItemRow
  const views = viewsOf(Array.from({ length: 20 }, (_, i) => row(`i${i}`, 10 + i)), 'en', new Date('2026-11-22T12:00:00Z'))

  test('is what they marked, then what they began, then the newest, each once', () => {
    const first = wished(views, { later: { i2: { title: '', lang: 'en', at: '' } }, read: { i3: { at: '2026-11-21', done: false } } })
    expect(first.map(({ id }) => id).slice(0, 4)).toEqual(['i2', 'i3', 'i19', 'i18'])
    expect(first).toHaveLength(14)
  })

  test('is what there is room for: something too large keeps nothing out', () => {
    const file = (h: string, n: number) => ({ h, n, t: 'x' })
    expect(fitting([file('a', 40), file('film', 90), file('a', 40), file('b', 50), file('c', 20)], 100).map(({ h }) => h)).toEqual(['a', 'b'])
  })
})
