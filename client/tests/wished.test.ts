import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { choicesBelongTo, language, wordsReady, type Lang } from '@/kernel/words'
import { arrive, leave, passBy, wish, wished } from '@/shells/parts/wished'
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
  leave(false)
  shelf.clear()
})
afterEach(() => {
  leave(false)
  vi.unstubAllGlobals()
})

async function spoken(): Promise<Lang> {
  await wordsReady()
  return language.value
}

test('on the first screen the device’s own language is chosen', async () => {
  wish('cy')
  expect(await spoken()).toBe('cy')
  expect(shelf.get('choice.language')).toBe('"cy"')
})

test('what someone picks before their code is theirs, and the others find the device as it was', async () => {
  passBy()
  wish('cy')
  expect(await spoken()).toBe('cy')
  expect([...shelf.keys()]).toEqual([])

  choicesBelongTo(ALI.id)
  arrive({ ...ALI, language: 'en' })
  expect(await spoken()).toBe('cy')
  expect(shelf.get(`choice.language.${ALI.id}`)).toBe('"cy"')

  leave(false)
  expect(await spoken()).toBe('en')
  choicesBelongTo(SAM.id)
  expect(await spoken()).toBe('en')
  choicesBelongTo(ALI.id)
  expect(await spoken()).toBe('cy')
})

test('who goes back without a code leaves no language behind', async () => {
  wish('cy')
  leave(false)
  passBy()
  wish('en')
  expect(await spoken()).toBe('en')
  leave(false)
  expect(await spoken()).toBe('cy')
  expect(wished.value).toBeNull()
})

test('a kiosk that nobody touched speaks as it did before', async () => {
  choicesBelongTo(null, true)
  wish('cy')
  expect(await spoken()).toBe('cy')
  leave(true)
  expect(await spoken()).toBe('en')
  expect([...shelf.keys()]).toEqual([])
})
