import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { choicesBelongTo, forgetChoicesOf, kept } from '@/kernel/words'
import { Browser } from './doubles/browser'
import { ALI, SAM } from './doubles/server'

let shelf: Map<string, string>

beforeEach(() => {
  shelf = new Map()
  vi.stubGlobal('localStorage', {
    get length() {
      return shelf.size
    },
    key: (i: number) => [...shelf.keys()][i] ?? null,
    getItem: (name: string) => shelf.get(name) ?? null,
    setItem: (name: string, value: string) => void shelf.set(name, value),
    removeItem: (name: string) => void shelf.delete(name)
  })
})
afterEach(() => {
  choicesBelongTo(null)
  vi.unstubAllGlobals()
})

function choose(person: string | null, value: string): void {
  choicesBelongTo(person)
  kept('a-choice', '').value = value
}

test('someone’s choices go, and nobody else’s', () => {
  choose(null, 'anyone')
  choose(SAM.id, 'mine')
  choose(ALI.id, 'theirs')
  choicesBelongTo(null)
  forgetChoicesOf(SAM.id)
  expect([...shelf.keys()].sort()).toEqual([`choice.a-choice.${ALI.id}`, 'choice.a-choice'].sort())
})

test('a wiped device no longer says who was there', async () => {
  const browser = await Browser.new()
  const session = await browser.withSam()
  choose(SAM.id, 'mine')
  choicesBelongTo(null)
  expect([...shelf.keys()].join()).toContain(SAM.id)
  browser.server.revoked = true
  await session.exchange.now()
  expect(session.facts).toMatchObject({ stage: 'revoked', people: [] })
  expect([...shelf.keys()].join()).not.toContain(SAM.id)
})
