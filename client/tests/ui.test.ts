import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { ICONS, PICTURES } from '@/kernel/ui/icons'
import { match } from '@/kernel/ui/router'
import { keptWords, statusFacts, waitingWords } from '@/kernel/ui/status'
import { deviceKind, wordsReady } from '@/kernel/words'

const css = readFileSync('src/kernel/ui/tokens.css', 'utf8')

/** The colours of one theme, by token: the first of each light-dark() pair, or the second. */
function colours(theme: 0 | 1): Record<string, string> {
  return Object.fromEntries(
    [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map((found) => [found[1]!, found[2 + theme]!])
  )
}

/** WCAG 2.2 contrast of two "#rrggbb" colours. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}

const WORDS_ON: [string, string[]][] = [
  ['ink', ['paper', 'card', 'act-wash', 'wait-wash', 'sealed-wash', 'danger-wash']],
  ['ink-soft', ['paper', 'card']],
  ['act', ['paper', 'card', 'act-wash']],
  ['on-act', ['act', 'act-press']],
  ['wait-ink', ['paper', 'card', 'wait-wash']],
  ['sealed', ['paper', 'card', 'sealed-wash']],
  ['danger', ['paper', 'card', 'danger-wash']],
  ['on-danger', ['danger']]
]
const SHAPES_ON: [string, string[]][] = [
  ['edge', ['paper', 'card']],
  ['wait', ['paper', 'card', 'wait-wash']]
]

describe.each([
  ['light', 0],
  ['dark', 1]
] as const)('the %s theme', (_, theme) => {
  const colour = colours(theme)

  test.each(WORDS_ON)('%s can be read on all it is written on', (ink, grounds) => {
    expect(grounds.filter((ground) => contrast(colour[ink]!, colour[ground]!) < 4.5)).toEqual([])
  })

  test.each(SHAPES_ON)('%s can be seen as a line', (line, grounds) => {
    expect(grounds.filter((ground) => contrast(colour[line]!, colour[ground]!) < 3)).toEqual([])
  })
})

test('the sprite holds just the icons that have a name', () => {
  const drawn = [...readFileSync('src/kernel/ui/icons.svg', 'utf8').matchAll(/<symbol id="([^"]+)"/g)].map((found) => found[1]!)
  expect(drawn.sort()).toEqual([...ICONS].sort())
  expect(PICTURES.filter((name) => !drawn.includes(`picture-${name}`))).toEqual([])
})

describe('the status words', () => {
  beforeAll(() => wordsReady())

  test('name what the person holds', () => {
    deviceKind.value = 'kiosk'
    expect(statusFacts('saved').words).toBe('Saved on this kiosk')
    deviceKind.value = 'tablet'
    expect(statusFacts('saved').words).toBe('Saved on this tablet')
  })

  test('are the same for what the server keeps and what it has accepted', () => {
    expect(statusFacts('sent')).toEqual(statusFacts('accepted'))
  })

  test('give the reason of a refusal, the server’s own where it gave one', () => {
    expect(statusFacts('refused', 'This check-in has closed.').words).toBe('Not sent: This check-in has closed.')
    expect(statusFacts('refused').words).toContain('Ask to talk to someone')
  })
})

describe('an address', () => {
  const screen = async () => ({})
  const routes = [
    { path: '/', name: 'home', screen },
    { path: '/check-ins/:id/take', name: 'take', screen }
  ]

  test('means a route, with what its path and its query say', () => {
    expect(match(routes, '/check-ins/a%20b/take', '?step=photo')?.params).toEqual({ id: 'a b', step: 'photo' })
  })

  test('is the same screen when only the query changes', () => {
    const [one, other] = ['?step=feel', '?step=help'].map((query) => match(routes, '/check-ins/7/take', query))
    expect(one?.key).toBe(other?.key)
  })

  test('that nobody knows means nothing', () => {
    expect(match(routes, '/check-ins/7/take/more')).toBeNull()
  })
})

describe('the bar of truth', () => {
  beforeAll(() => wordsReady())

  test('says that everything is sent only where nothing waits and nothing was begun', () => {
    expect(waitingWords(0, 0)).toBe('Everything is sent.')
    expect(waitingWords(0, 0, 1)).toBe('1 thing not finished.')
    expect(waitingWords(3, 1, 2)).toBe('2 things not sent yet. 1 thing is at the hub, waiting for the line. 2 things not finished.')
  })
})

describe('what was saved', () => {
  beforeAll(() => wordsReady())

  test('is sent without the app only where the browser has promised it', () => {
    deviceKind.value = 'phone'
    expect(keptWords(true)).toContain('even when the app is closed')
    expect(keptWords(false)).toContain('Open the app again when you have signal')
  })

  test('on a kiosk is sent when its maker has gone: it stays on', () => {
    deviceKind.value = 'kiosk'
    expect(keptWords(false)).toBe('It is safe here. It is sent by itself when there is a connection.')
  })
})
