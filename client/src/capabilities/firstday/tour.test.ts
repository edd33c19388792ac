import { expect, test } from 'vitest'
import { LANGUAGES } from '@/kernel/words'
import { CALLS } from './calls'
import { tourTexts } from './carry'
import { gestureOf, satisfies } from './gesture'
import { SCENES } from './pictures/scenes'
import sheetCy from './sheet/words.cy'
import sheetEn from './sheet/words.en'
import sheetPl from './sheet/words.pl'
import { STEPS, stepAt, stepFrom } from './steps'
import cy from './words.cy'
import en from './words.en'
import pl from './words.pl'

const sources = import.meta.glob<string>(['./**/*.vue', './**/*.ts', '!./**/*.test.ts'], { query: '?raw', import: 'default', eager: true })

test('a touch, a long touch and a slide are told apart; an unsteady finger still touches', () => {
  const down = { x: 100, y: 100, at: 0 }
  expect(gestureOf(down, { x: 112, y: 90, at: 120 })).toBe('tap')
  expect(gestureOf(down, { x: 112, y: 90, at: 700 })).toBe('hold')
  expect(gestureOf(down, { x: 104, y: 20, at: 300 })).toBe('swipe')
})

test('who touches slowly has touched; who lets go too early has not held', () => {
  expect([satisfies('tap', 'hold'), satisfies('tap', 'tap'), satisfies('hold', 'tap'), satisfies('swipe', 'hold')]).toEqual([true, true, false, false])
})

test('from every step there is a way on and a way back', () => {
  STEPS.forEach((step, i) => {
    expect(stepAt(step.name)).toBe(i)
    expect(stepFrom(i, -1)).toBe(STEPS[i - 1]?.name ?? '')
    expect(stepFrom(i, 1)).toBe(STEPS[i + 1]?.name ?? null)
  })
  expect([stepAt(undefined), stepAt('nonsense'), stepFrom(-1, 1), stepFrom(-1, -1)]).toEqual([-1, -1, 'hear', null])
})

test('every step has its picture, and one sentence in every language', () => {
  for (const { name } of STEPS) {
    expect(SCENES[name]).toBeDefined()
    for (const words of [en, cy, pl]) expect(words[`firstday.step.${name}`]?.length).toBeGreaterThan(10)
  }
})

test('a step is said in twelve words at most', () => {
  const long = [en, cy, pl].flatMap((words) => STEPS.map(({ name }) => words[`firstday.step.${name}`]!).filter((said) => said.split(/\s+/).length > 12))
  expect(long).toEqual([])
})

test('the tour, and the sheet for mentors, are whole in every language that calls', () => {
  for (const words of [cy, pl]) expect(Object.keys(words)).toEqual(Object.keys(en))
  for (const words of [sheetCy, sheetPl]) expect(Object.keys(words)).toEqual(Object.keys(sheetEn))
  expect(Object.keys(CALLS)).toEqual(LANGUAGES.map((one) => one.code))
})

test('what speaks by itself can be made into sound beforehand, in every language', async () => {
  for (const { code } of LANGUAGES) {
    const carried = await tourTexts(code)
    expect(carried.length).toBeGreaterThan(STEPS.length)
    expect(carried.filter((text) => text.includes('{'))).toEqual([])
  }
})

test('nothing here can send: no part of it knows the way to acts, drafts or files', () => {
  const guilty = Object.entries(sources).filter(([, text]) => /kernel\/(acts|drafts|device|outbox|sync)|\bsend\(|useDraft|keepFile/.test(text))
  expect(guilty.map(([file]) => file)).toEqual([])
})
