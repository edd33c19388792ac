import { openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { send } from '@/kernel/acts'
import { Damaged, fetchHeld, heldBudget, heldUrl, keepHeld, letGoHeld, NoRoom, readHeld, Unreachable, type FileRef } from '@/kernel/held'
import { PIECE } from '@/kernel/held/ranges'
import type { Session } from '@/kernel/session'
import { DeviceStore } from '@/kernel/store/device'
import { language, t, wordsReady } from '@/kernel/words'
import { Browser } from './doubles/browser'
import { HOUR, MB, bytesHere, bytesOf, cutAfterOn, filmOn, getsOf } from './doubles/held'
import { PlayerDouble } from './doubles/player'
import { ALI, SAM } from './doubles/server'

let browser: Browser
let session: Session
let player: PlayerDouble

beforeEach(async () => {
  player = new PlayerDouble()
  browser = await Browser.new()
  browser.quota = 400 * MB
  session = await browser.withSam()
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const film = (size: number, seed = 1) => filmOn(browser, size, seed)
const cutAfter = (bytes: number) => cutAfterOn(browser, bytes)
const gets = () => getsOf(browser)

async function openAgain(): Promise<void> {
  session = await browser.app()
  await session.unlock(SAM.id, '271828')
}

describe('the budget', () => {
  beforeEach(() => {
    // A quarter of it: room for three pieces, and something.
    browser.quota = 4 * (3 * PIECE + 100)
  })

  async function three(): Promise<FileRef[]> {
    const files = [await film(PIECE, 1), await film(PIECE, 2), await film(PIECE, 3)]
    for (const file of files) {
      browser.now += HOUR
      await fetchHeld(file)
    }
    return files
  }

  async function here(files: FileRef[]): Promise<boolean[]> {
    const found: boolean[] = []
    for (const { h, n } of files) found.push((await bytesHere({ h, n, t: '' })) === n)
    return found
  }

  test('drops what was used longest ago', async () => {
    const files = await three()
    browser.now += HOUR
    await readHeld(files[0]!.h)
    await fetchHeld(await film(PIECE, 4))
    expect(await here(files)).toEqual([true, false, true])
    expect(await heldBudget()).toEqual({ used: 3 * PIECE, most: 3 * PIECE + 100, kept: 0 })
  })

  test('never drops what somebody keeps, until the last of them lets go', async () => {
    const files = await three()
    await keepHeld([files[0]!.h], SAM.id)
    await keepHeld([files[0]!.h, files[1]!.h], ALI.id)
    expect((await heldBudget()).kept).toBe(2 * PIECE)
    await fetchHeld(await film(PIECE, 4))
    expect(await here(files)).toEqual([true, true, false])
    await letGoHeld([files[0]!.h, files[1]!.h], ALI.id)
    browser.now += HOUR
    await fetchHeld(await film(PIECE, 5))
    expect(await here(files)).toEqual([true, false, false])
  })

  test('keeps what is wished for before it comes, and says that there is no room before it drops anything', async () => {
    const [wished, big] = [await film(PIECE, 7), await film(3 * PIECE, 8)]
    await keepHeld([wished.h], SAM.id)
    await fetchHeld(wished)
    const other = await film(PIECE, 9)
    await fetchHeld(other)
    await expect(fetchHeld(big)).rejects.toThrow(NoRoom)
    expect(await here([wished, other])).toEqual([true, true])
    expect(gets()).toHaveLength(2)
  })

  test('two that come at once do not count on the same room', async () => {
    const [one, two] = [await film(2 * PIECE, 1), await film(2 * PIECE, 2)]
    const came = await Promise.allSettled([fetchHeld(one), fetchHeld(two)])
    const failed = came.filter((one) => one.status === 'rejected')
    expect(failed.map(({ reason }) => reason.name)).toEqual(['NoRoom'])
  })

  test('gives way where the disk is fuller than the browser thought', async () => {
    const files = await three()
    browser.quota = 400 * MB
    browser.disk!.most = browser.disk!.used + 10
    await fetchHeld(await film(PIECE, 4))
    expect(await here(files)).toEqual([false, true, true])
    await keepHeld(files.map(({ h }) => h), SAM.id)
    await expect(fetchHeld(await film(2 * PIECE, 5))).rejects.toThrow(NoRoom)
    expect(await here(files)).toEqual([false, true, true])
  })

  test('gives way to what people do, the kept ones last', async () => {
    const files = await three()
    await keepHeld([files[0]!.h], SAM.id)
    const { db } = session.store
    const use = db.use.bind(db)
    let room = 0
    // As a disk that has room for an act only once so many files of the library are gone.
    db.use = (work) =>
      String(work).includes('outbox_keys') && browser.disk!.used > room ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : use(work)
    room = 2 * PIECE
    await send('talk.ask@1', { about: 'other', words: 'One' })
    expect(await here(files)).toEqual([true, false, false])
    room = 0
    await send('talk.ask@1', { about: 'other', words: 'Two' })
    expect(await here(files)).toEqual([false, false, false])
    room = -1
    await expect(send('talk.ask@1', { about: 'other', words: 'Three' })).rejects.toMatchObject({ reason: 'full' })
  })

  test('what somebody kept is not kept for them once they have left this device', async () => {
    const files = await three()
    await keepHeld(files.map(({ h }) => h), SAM.id)
    await session.lock()
    browser.server.gone = [{ person: SAM.id, why: 'Moved.' }]
    await session.exchange.now()
    expect(session.facts.people).toEqual([])
    expect((await session.store.db.use((db) => db.getAll('held'))).map(({ kept }) => kept)).toEqual([[], [], []])
  })
})

test.each(['en', 'cy'] as const)('why it did not come is said in %s', async (lang) => {
  language.value = lang
  await wordsReady()
  for (const error of [new NoRoom(), new Damaged()]) expect(t(error.message)).not.toBe(error.message)
  language.value = 'en'
  await wordsReady()
})

describe('a player', () => {
  const n = 3 * PIECE + 10

  test.each([
    ['bytes=0-1', 0, 2, ['0']],
    [`bytes=${PIECE - 1}-${PIECE}`, PIECE - 1, PIECE + 1, ['0', '1']],
    [`bytes=${PIECE}-${2 * PIECE - 1}`, PIECE, 2 * PIECE, ['1']],
    [`bytes=${3 * PIECE}-`, 3 * PIECE, n, ['3']],
    [`bytes=${n - 1}-${n + 500}`, n - 1, n, ['3']],
    ['bytes=-11', n - 11, n, ['2', '3']],
    [`bytes=-${n + 5}`, 0, n, ['0', '1', '2', '3']]
  ])('is given %s and no piece besides is opened', async (range, from, to, pieces) => {
    const file = await film(n)
    await fetchHeld(file)
    browser.disk!.read = []
    const answer = await player.get(heldUrl(file), range)
    expect(answer.status).toBe(206)
    expect(answer.headers.get('Content-Range')).toBe(`bytes ${from}-${to - 1}/${n}`)
    expect(answer.headers.get('Content-Length')).toBe(String(to - from))
    expect(await bytesOf(answer)).toEqual(file.bytes.slice(from, to))
    expect(browser.disk!.read).toEqual(pieces)
  })

  test('of a long film is given the rest in parts', async () => {
    const file = await film(9 * PIECE)
    await fetchHeld(file)
    browser.disk!.read = []
    const answer = await player.get(heldUrl(file), `bytes=${2 * PIECE + 5}-`)
    expect(answer.headers.get('Content-Range')).toBe(`bytes ${2 * PIECE + 5}-${6 * PIECE + 4}/${9 * PIECE}`)
    expect(await bytesOf(answer)).toEqual(file.bytes.slice(2 * PIECE + 5, 6 * PIECE + 5))
    expect(browser.disk!.read).toEqual(['2', '3', '4', '5', '6'])
  })

  test.each([`bytes=${n}-`, `bytes=${n + 1}-${n + 2}`, 'bytes=-0'])('that asks for %s is told that there is none', async (range) => {
    const file = await film(n)
    await fetchHeld(file)
    const answer = await player.get(heldUrl(file), range)
    expect([answer.status, answer.headers.get('Content-Range')]).toEqual([416, `bytes */${n}`])
  })

  test.each([undefined, 'bytes=0-1,5-6', 'bytes=9-3', 'pages=1-2', 'bytes=-'])('that asks for %s gets the whole', async (range) => {
    const file = await film(n)
    await fetchHeld(file)
    const answer = await player.get(heldUrl(file), range)
    expect([answer.status, answer.headers.get('Content-Type'), answer.headers.get('Accept-Ranges')]).toEqual([200, 'video/mp4', 'bytes'])
    expect(await bytesOf(answer)).toEqual(file.bytes)
  })

  test('keeps its address, which says nothing and opens nothing elsewhere, nor once its person has locked', async () => {
    const file = await film(n)
    await fetchHeld(file)
    const address = heldUrl(file)
    expect(heldUrl(file)).toBe(address)
    expect(address).not.toContain(file.h)
    expect((await player.get(address)).status).toBe(200)
    expect((await player.get(address, undefined, { page: false })).status).toBe(404)
    expect((await player.get('/held/anything')).status).toBe(404)
    await session.lock()
    expect((await player.get(address)).status).toBe(404)
    expect(heldUrl(file)).toBe('')
    await session.unlock(SAM.id, '271828')
    expect((await player.get(address)).status).toBe(404)
    expect((await player.get(heldUrl(file))).status).toBe(200)
  })

  test('of a file that is not here, or not whole, gets nothing', async () => {
    const file = await film(n)
    expect((await player.get(heldUrl(file))).status).toBe(404)
    cutAfter(2 * PIECE)
    await expect(fetchHeld(file)).rejects.toThrow(Unreachable)
    expect((await player.get(heldUrl(file))).status).toBe(404)
  })
})

describe('what is held goes', () => {
  async function held(): Promise<{ keys: IDBValidKey[]; records: number; files: number }> {
    const { db } = session.store
    const [keys, records] = await db.use((open) => Promise.all([open.getAllKeys('keys'), open.count('held')]))
    return { keys, records, files: browser.disk!.files().size }
  }

  test('with a device that staff ended', async () => {
    await fetchHeld(await film(2 * PIECE))
    expect(await held()).toEqual({ keys: ['device', 'held'], records: 1, files: 2 })
    browser.server.revoked = true
    await session.exchange.now()
    expect(session.facts.stage).toBe('revoked')
    expect(await held()).toEqual({ keys: ['device'], records: 0, files: 0 })
  })

  test('with a device that becomes a new one', async () => {
    browser.server.revoked = true
    await session.exchange.now()
    await browser.disk!.root.getDirectoryHandle('held', { create: true })
    await session.startOver()
    expect(browser.disk!.files().size).toBe(0)
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual([])
  })

  test('when the app was ended between its name and its pieces', async () => {
    await fetchHeld(await film(2 * PIECE))
    await session.store.db.use((db) => db.clear('held'))
    await openAgain()
    await heldBudget()
    expect(browser.disk!.files().size).toBe(0)
  })
})

test.each([
  ['a kiosk', async () => kiosk()],
  ['a browser without a file system', async () => ((browser.disk = null), openAgain())]
])('on %s it is held in memory, as long as its person is here', async (_, begin) => {
  await begin()
  const file = await film(2 * PIECE + 1)
  await fetchHeld(file)
  expect(await bytesOf(await readHeld(file.h))).toEqual(file.bytes)
  expect((await player.get(heldUrl(file), 'bytes=0-0')).status).toBe(206)
  expect(await heldBudget()).toEqual({ used: file.n, most: 64 * MB, kept: 0 })
  expect(browser.disk?.files().size ?? 0).toBe(0)
  expect(await session.store.db.use((db) => db.count('held'))).toBe(0)
})

async function kiosk(): Promise<void> {
  browser = await Browser.new()
  browser.server.device = { ...browser.server.device, kind: 'kiosk' }
  session = await browser.app()
  await session.enrol('KIOSK222')
  await session.signIn('A1234BC', { kind: 'pin', value: '271828' })
}

test('a kiosk has nothing of it for whoever comes next', async () => {
  await kiosk()
  const file = await film(PIECE)
  await fetchHeld(file)
  await session.lock()
  await session.signIn('A1234BC', { kind: 'pin', value: '271828' })
  expect(await readHeld(file.h)).toBeUndefined()
})

test('a device of the version before keeps its acts, keys, people and settings', async () => {
  indexedDB = new (indexedDB.constructor as typeof import('fake-indexeddb').IDBFactory)()
  const keys = { proof: await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']) }
  const before = await openDB('throughgate', 1, {
    upgrade(db) {
      for (const store of ['settings', 'keys']) db.createObjectStore(store)
      db.createObjectStore('acts', { keyPath: 'id' }).createIndex('n', 'n', { unique: true })
      for (const [store, keyPath] of [['outbox_keys', 'k'], ['files', 'h'], ['people', 'id']] as const) db.createObjectStore(store, { keyPath })
    }
  })
  await before.put('settings', 'here', 'reached')
  await before.put('keys', keys, 'device')
  await before.put('acts', { id: 'a1', n: 1 })
  await before.put('files', { h: 'f1' })
  await before.put('people', { id: 'p1' })
  before.close()
  const store = new DeviceStore()
  expect(await store.setting('reached')).toBe('here')
  expect((await store.keys()).proof.publicKey).toBeInstanceOf(CryptoKey)
  expect(await store.db.use((db) => db.getFromIndex('acts', 'n', 1))).toEqual({ id: 'a1', n: 1 })
  expect(await store.db.use((db) => db.get('files', 'f1'))).toEqual({ h: 'f1' })
  expect(await store.people()).toEqual([{ id: 'p1' }])
  expect(await store.db.use((db) => db.count('held'))).toBe(0)
})
