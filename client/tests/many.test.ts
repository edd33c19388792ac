import { openDB } from 'idb'
import { beforeEach, expect, test, vi } from 'vitest'
import { createSSRApp, h } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { send, useActs } from '@/kernel/acts'
import { olderRows, useAllRows, useRows } from '@/kernel/feeds'
import type { Session } from '@/kernel/session'
import { DiskShelf, MemoryShelf } from '@/kernel/store/shelf'
import { Vault } from '@/kernel/store/vault'
import { Newest } from '@/kernel/ui'
import { wordsReady } from '@/kernel/words'
import { Browser } from './doubles/browser'
import { SAM } from './doubles/server'

const MINE = `person/${SAM.id}`

let browser: Browser
let session: Session

beforeEach(async () => {
  browser = await Browser.new()
  session = await browser.withSam()
})

function rows(count: number): { stream: string; feed: string; key: string; rev: number; value: number }[] {
  return Array.from({ length: count }, (_, i) => ({ stream: MINE, feed: 'library.items', key: `item-${i}`, rev: i + 1, value: i }))
}

test.each([
  ['on the disk', () => Promise.resolve(session.here!.vault)],
  ['in memory', () => Vault.open(SAM.id, new MemoryShelf(), new Uint8Array(32), false)]
])('of a long feed %s only the rows that changed last are held, where no more are wanted', async (_, open) => {
  const vault = await open()
  await vault.writeRows({ put: rows(250), drop: [] }, { name: 'place', value: null })
  await vault.writeRows({ put: [{ ...rows(1)[0]!, rev: 251 }], drop: [] }, { name: 'place', value: null })
  const last = await vault.rowsOf('library.items', 3)
  expect(last.map((row) => row.key).sort()).toEqual(['item-0', 'item-248', 'item-249'])
  expect(await vault.rowsOf('library.items')).toHaveLength(250)
  expect(await vault.rowsOf('talk.requests', 3)).toEqual([])
})

test('a vault of the version before keeps its rows, and finds them by feed and by stream', async () => {
  const record = { id: 'r1', feed: 'blind feed', stream: 'blind stream', iv: new Uint8Array(12), ct: new Uint8Array(3) }
  const before = await openDB('vault-before', 1, {
    upgrade(db) {
      const all = db.createObjectStore('rows', { keyPath: 'id' })
      all.createIndex('feed', 'feed')
      all.createIndex('stream', 'stream')
      for (const room of ['notes', 'drafts']) db.createObjectStore(room, { keyPath: 'id' })
    }
  })
  await before.put('rows', record)
  await before.put('notes', { id: 'n1' })
  before.close()
  const shelf = new DiskShelf('before')
  for (const [index, name] of [['feed', 'blind feed'], ['stream', 'blind stream']] as const) {
    for await (const found of shelf.where(index, name)) expect(found).toEqual([record])
  }
  expect(await shelf.all('rows')).toEqual([record])
  expect(await shelf.get('notes', 'n1')).toEqual({ id: 'n1' })
  expect.assertions(4)
})

test('a screen has the newest rows, and the others when its reader has come to the last', async () => {
  await session.here!.vault.writeRows({ put: rows(1_203), drop: [] }, { name: 'place', value: null })
  const items = useRows<number>('library.items')
  await expect.poll(() => items.value).toHaveLength(1_000)
  expect(Math.min(...items.value.map((row) => row.rev))).toBe(204)
  olderRows('library.items')
  await expect.poll(() => items.value, { timeout: 10_000 }).toHaveLength(1_203)
})

test('what is searched as a whole has every row, and none before they are read', async () => {
  await session.here!.vault.writeRows({ put: rows(1_203), drop: [] }, { name: 'place', value: null })
  const items = useAllRows<number>('library.items')
  expect(items.value).toBeNull()
  await expect.poll(() => items.value, { timeout: 10_000 }).toHaveLength(1_203)
})

test('of many acts the newest are read', async () => {
  session.exchange.stop()
  const made: string[] = []
  for (let i = 0; i < 5; i += 1) {
    browser.now += 1_000
    made.unshift((await send('talk.ask@1', { words: `ask ${i}` }, { about: '' })).act)
  }
  const own = await session.waiting.own(session.here!.vault, 2)
  expect(own.map((act) => act.id)).toEqual(made.slice(0, 2))
})

test('each act has its own receipt, whatever came of other devices', async () => {
  session.exchange.stop()
  const { act } = await send('talk.ask@1', { words: 'mine' }, { about: '' })
  const acts = useActs()
  await expect.poll(() => acts.value.map((one) => one.status)).toEqual(['saved'])
  browser.server.put(MINE, 'sync.receipts', 'of-another-device', { outcome: 'accepted', at: '2026-11-21T12:00:00Z' })
  browser.server.put(MINE, 'sync.receipts', act, { outcome: 'refused', code: 'closed', says: 'It has closed.', at: '2026-11-21T12:00:00Z' })
  browser.server.scopeV += 1
  await session.exchange.start()
  await vi.waitFor(() => expect(acts.value).toMatchObject([{ id: act, status: 'refused', says: 'It has closed.' }]))
})

test.each([
  [50, 50, false],
  [51, 50, true]
])('of %i things a screen shows %i, with a way to the others where there are any', async (count, cards, way) => {
  await wordsReady()
  const all = Array.from({ length: count }, (_, id) => ({ id: String(id) }))
  const screen = await renderToString(createSSRApp({ render: () => h(Newest, { all }, { default: () => h('article') }) }))
  expect(screen.match(/<article>/g)).toHaveLength(cards)
  expect(screen.includes('Show older ones')).toBe(way)
})
