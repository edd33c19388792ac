import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createSSRApp, effectScope, h, type Component } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { bringByItself } from '@/capabilities/library/byItself'
import { library } from '@/capabilities/library/capability'
import { makeFinder } from '@/capabilities/library/finder'
import { filesToKeep, sectionsOf } from '@/capabilities/library/blocks'
import type { ItemView } from '@/capabilities/library/items'
import { noteKept, notePlace, notLater, readLater, useMine, type Mine } from '@/capabilities/library/mine'
import Library from '@/capabilities/library/screens/Library.vue'
import MineScreen from '@/capabilities/library/screens/Mine.vue'
import Topic from '@/capabilities/library/screens/Topic.vue'
import Blocks from '@/capabilities/library/screens/parts/Blocks.vue'
import { smallest } from '@/capabilities/library/player/renditions'
import type { Block, Body, FileRef } from '@/capabilities/library/shapes'
import { useBody, type Opened } from '@/capabilities/library/useBody'
import { useFinder } from '@/capabilities/library/useFinder'
import { useItems } from '@/capabilities/library/useLibrary'
import { hex, sha256, utf8 } from '@/kernel/basics/bytes'
import { keepHeld, readHeld } from '@/kernel/held'
import { install } from '@/kernel/registry'
import type { Session } from '@/kernel/session'
import { deviceKind, setClock, wordsReady } from '@/kernel/words'
import { Browser, everythingOnDisk } from './doubles/browser'
import { SAM } from './doubles/server'

const EVERYBODY = 'audience/everybody'
const ITEMS = 'library.items'
const BODY: Body = { in: { en: { blocks: [{ k: 'words', words: 'Ask at the kiosk.' }], easy: [] } } }
const OFFLINE = () => {
  throw new TypeError('no network')
}

let browser: Browser
let session: Session
let scope: ReturnType<typeof effectScope>

beforeAll(async () => {
  install([library])
  setClock(() => new Date(browser.now))
  vi.stubGlobal('document', { title: '' })
  deviceKind.value = 'tablet'
  await wordsReady()
})
beforeEach(async () => {
  scope = effectScope()
  browser = await Browser.new()
  browser.quota = 400 * 1024 * 1024
  session = await browser.withSam()
})
afterEach(() => scope.stop())

/** On the server, for everybody. */
async function publish(item: string, title: string, more: object = {}, body = BODY): Promise<FileRef> {
  const words = await file(JSON.stringify(body), 'application/json')
  browser.server.put(EVERYBODY, ITEMS, `placement-of-${item}`, {
    item,
    kind: 'page',
    n: 1,
    published_at: '2026-11-20T09:00:00Z',
    ends_at: null,
    shelf: 'Lindenfield learning',
    topics: ['money'],
    series: null,
    place_in_series: 0,
    in: { en: { title, summary: '', easy: false, minutes: 2 } },
    body: words,
    picture: null,
    files: [],
    for: { places: [], categories: [], settings: [], regimes: [], languages: [], groups: [], ages: null },
    ...more
  })
  return words
}

/** On the server, named by an item. */
async function file(of: string, t = 'video/mp4'): Promise<FileRef> {
  const bytes = utf8(of)
  const h = hex(await sha256(bytes))
  browser.server.files.set(h, bytes)
  return { h, n: bytes.length, t }
}

async function pull(): Promise<void> {
  browser.server.scopeV += 1
  await session.exchange.now()
}

async function items(): Promise<ItemView[]> {
  const found = scope.run(useItems)!
  await vi.waitFor(() => expect(found.value?.length).toBeGreaterThan(0))
  return found.value!
}

async function mine(): Promise<Mine> {
  const found = scope.run(useMine)!
  await vi.waitFor(() => expect(found.value).not.toBeNull())
  return found.value!
}

async function opened(file: FileRef, before?: FileRef): Promise<Opened> {
  const { opened: now } = scope.run(() => useBody(() => file, () => before))!
  await vi.waitFor(() => expect(now.value.state).not.toBe('coming'))
  return now.value
}

/** The words of a screen, without its tags. */
async function shown(screen: Component, props = {}): Promise<string> {
  return (await renderToString(createSSRApp({ render: () => h(screen, props) }))).replace(/<[^>]*>/g, ' ')
}

describe('with no network', () => {
  test('what is published is found, with two letters wrong', async () => {
    await publish('dentist', 'Seeing the dentist')
    await publish('rent', 'Help with rent')
    await pull()
    browser.server.before = OFFLINE
    session = await browser.app()
    await session.unlock(SAM.id, '271828')
    const finder = scope.run(useFinder)!
    await vi.waitFor(() => expect(finder.value).not.toBeNull())
    expect(finder.value!('dentsit')).toEqual(['dentist'])
  })

  test('what was read once can be read again, and what was not says so', async () => {
    const [read, unread] = [await publish('rent', 'Help with rent'), await publish('dentist', 'Seeing the dentist', {}, { in: {} })]
    await pull()
    expect(await opened(read)).toMatchObject({ state: 'here', body: BODY })
    browser.server.before = OFFLINE
    expect(await opened(read)).toMatchObject({ state: 'here', body: BODY })
    expect(await opened(unread)).toMatchObject({ state: 'away', body: null })
  })

  test('the edition that was kept is read until the new one is within reach', async () => {
    const first = await publish('rent', 'Help with rent')
    const second = await publish('rent', 'Help with rent', { n: 2 }, { in: { en: { blocks: [], easy: [] } } })
    await pull()
    await opened(first)
    browser.server.before = OFFLINE
    const { opened: now } = scope.run(() => useBody(() => second, () => first))!
    await vi.waitFor(() => expect(now.value).toMatchObject({ state: 'older', body: BODY }))
    browser.server.before = () => undefined
    browser.now += 60_000
    await session.exchange.now()
    await vi.waitFor(() => expect(now.value.state).toBe('here'))
  })
})

describe('what comes by itself', () => {
  test('is the words of the newest, then film in its smallest size, and nothing of it on a kiosk', async () => {
    const [large, small] = [await file('large film'.repeat(9)), await file('small film')]
    const film: Block = { k: 'film', title: 'At work', seconds: 9, says: '', poster: null, captions: {}, files: [{ ...large, height: 480 }, { ...small, height: 240 }] }
    const words = await publish('work', 'At work', {}, { in: { en: { blocks: [film], easy: [] } } })
    await pull()
    await bringByItself()
    browser.server.before = OFFLINE
    expect(await readHeld(words.h)).toBeTruthy()
    expect(await readHeld(small.h)).toBeTruthy()
    expect(await readHeld(large.h)).toBeUndefined()
  })

  test('is tried again where the line was cut', async () => {
    const words = await publish('rent', 'Help with rent')
    await pull()
    browser.server.before = OFFLINE
    await bringByItself()
    browser.server.before = () => undefined
    await bringByItself()
    expect(await readHeld(words.h)).toBeTruthy()
  })
})

describe('what is theirs', () => {
  test('is marked, kept and remembered across a restart, and stands nowhere in clear', async () => {
    await publish('rent', 'Help with rent')
    await pull()
    const [view] = await items()
    const files = filesToKeep(view!.row, BODY, smallest)
    await keepHeld(files.map((file) => file.h), SAM.id)
    await Promise.all([readLater(view!, new Date(browser.now)), noteKept(view!, files, new Date(browser.now)), notePlace('film', 61)])
    expect(await everythingOnDisk()).not.toContain('Help with rent')
    session = await browser.app()
    await session.unlock(SAM.id, '271828')
    expect(await mine()).toMatchObject({ later: { rent: { title: 'Help with rent' } }, kept: { rent: { n: 1, files } }, places: { film: 61 } })
    await notLater('rent')
    await notePlace('film', 0)
    await vi.waitFor(async () => expect(await mine()).toMatchObject({ later: {}, places: {} }))
  })

  test('says so when it has been taken back', async () => {
    await publish('rent', 'Help with rent')
    await publish('dentist', 'Seeing the dentist')
    await pull()
    for (const view of await items()) await readLater(view, new Date(browser.now))
    await mine()
    expect(await shown(MineScreen, { which: 'later' })).not.toContain('Taken back')
    browser.server.remove(EVERYBODY, ITEMS, 'placement-of-rent')
    await pull()
    await vi.waitFor(async () => expect(await shown(MineScreen, { which: 'later' })).toMatch(/Taken back\s+Help with rent/))
  })
})

describe('the screens', () => {
  test('show what there is, twenty at a time, and nothing that has ended', async () => {
    for (let i = 0; i < 21; i += 1) await publish(`item-${i}`, `Thing ${i}`, { published_at: `2026-11-${10 + (i % 10)}T09:00:00Z` })
    await publish('old', 'What has ended', { ends_at: '2026-11-21T11:59:00Z' })
    await pull()
    await items()
    const list = await shown(Topic, { topic: 'all' })
    expect(list.match(/Thing \d+/g)).toHaveLength(20)
    expect(list).toContain('Show more')
    expect(list).not.toContain('What has ended')
    expect((await shown(Library)).match(/Thing \d+/g) ?? []).toHaveLength(0)
  })

  test('say why the library is stopped', async () => {
    browser.server.can = [{ c: 'library.read', ok: false, says: 'The library is stopped on your wing.' }]
    await pull()
    await vi.waitFor(async () => expect(await shown(Library)).toContain('The library is stopped on your wing.'))
  })

  test('never take what somebody wrote for markup, and say where a part needs a newer app', async () => {
    const blocks = [
      { k: 'heading', words: 'Rent <b>now</b>' },
      { k: 'words', words: '<img src=x onerror=alert(1)>' },
      { k: 'hologram' } as unknown as Block
    ] as Block[]
    const view = { id: 'rent', row: { shelf: 'Lindenfield learning' } } as ItemView
    const html = await renderToString(createSSRApp({ render: () => h(Blocks, { sections: sectionsOf(blocks), lang: 'en', view, items: [] }) }))
    expect(html).not.toMatch(/<img|<b>/)
    expect(html).toContain('This part needs a newer version of the app.')
  })
})

test('three thousand items are taken in a few at a time', async () => {
  const view = { title: 'Help with rent', summary: 'Where to turn', row: { topics: ['housing'] } } as unknown as ItemView
  let turns = 0
  const ticking = setInterval(() => (turns += 1), 0)
  const find = await makeFinder(Array.from({ length: 3_000 }, (_, i) => ({ ...view, id: `i${i}` })))
  clearInterval(ticking)
  expect(turns).toBeGreaterThan(10)
  expect(find('rnet')).toHaveLength(3_000)
})
