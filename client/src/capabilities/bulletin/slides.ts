/** A bulletin as slides: each is read at once, from across a room. What is not fit for one slide is two. */
import type { IconName } from '@/kernel/ui'
import { onWords, t, timeWords } from '@/kernel/words'
import { clockOf, downWords, hourWords, standsUntil, titleOf, wordsOf } from './say'
import type { LineRow } from './shapes'
import { nowAndNext, type Hour, type Today } from './today'

export interface SlideLine {
  tag: string
  title: string
  words?: string
  now?: boolean
}

export interface SlideWords {
  key: string
  title: string
  icon: IconName
  kind?: 'down'
  lines?: SlideLine[]
  words?: string[]
}

const MOST_HOURS = 6
const MOST_FILMS = 5
const MOST_DOWN = 2
const MOST_WORKS = 7

/** In the order in which they turn: what happens, what is down, what staff say, what changes. */
export function slidesOf(today: Today, now: Date): SlideWords[] {
  return [
    ...dayOf(today.hours),
    ...pages(today.down, MOST_DOWN).map((lines, n) => downOf(lines, n)),
    ...today.notices.map((line) => wordsSlide(line, 'news', titleOf(line), [wordsOf(line).words, standsUntil(line)])),
    ...worksOf(today.works),
    ...today.tried.map((line) => wordsSlide(line, 'hourglass', t('bulletin.tried_what', { what: titleOf(line) }), [wordsOf(line).words])),
    ...today.changed.map((line) => wordsSlide(line, 'thumb-up', t('bulletin.you_said', { what: titleOf(line) }), [t('bulletin.we_did', { what: wordsOf(line).words })])),
    ...filmsOf(today.films, now)
  ]
}

/** What is now and what follows; of what is over, nothing. */
function dayOf(hours: readonly Hour[]): SlideWords[] {
  const left = hours.filter((one) => one.stands !== 'over').slice(0, MOST_HOURS)
  const { now } = nowAndNext(left)
  const title = now ? t('bulletin.now_short', { what: hourWords(now) }) : t('bulletin.next_title')
  const lines = left.map((one) => ({ tag: `${clockOf(one.begins)}–${clockOf(one.ends)}`, title: hourWords(one), now: one.stands === 'now' }))
  return left.length ? [{ key: 'day', title, icon: 'clock', lines }] : []
}

function downOf(lines: readonly LineRow[], n: number): SlideWords {
  const shown = lines.map((line) => ({ tag: titleOf(line), title: downWords(line).filter(Boolean).join(' ') }))
  return { key: `down-${n}`, title: t('bulletin.down_title'), icon: 'warning', kind: 'down', lines: shown }
}

function worksOf(works: readonly LineRow[]): SlideWords[] {
  return pages(works, MOST_WORKS).map((some, n) => ({ key: `works-${n}`, title: t('bulletin.works'), icon: 'tick', lines: some.map((line) => ({ tag: '✓', title: titleOf(line) })) }))
}

function filmsOf(films: readonly LineRow[], now: Date): SlideWords[] {
  const lines = films.slice(0, MOST_FILMS).map((film) => {
    const on = film.from_at <= now.toISOString()
    return { tag: on ? t('bulletin.film_on') : timeWords(film.from_at), title: wordsOf(film).title, now: on, words: on ? t('bulletin.until', { when: timeWords(film.until!) }) : onWords(film.from_at) }
  })
  return lines.length ? [{ key: 'films', title: t('bulletin.films'), icon: 'film', lines }] : []
}

function wordsSlide(line: LineRow, icon: IconName, title: string, words: string[]): SlideWords {
  return { key: line.id, title, icon, words: words.filter(Boolean) }
}

function pages<T>(all: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, n) => all.slice(n * most, (n + 1) * most))
}
