import { beforeEach, describe, expect, test, vi } from 'vitest'
import { effectScope } from 'vue'
import { type Bytes } from '@/kernel/basics/bytes'
import { Damaged, fetchHeld, keepHeld, readHeld, Unreachable, useHeld } from '@/kernel/held'
import { PIECE } from '@/kernel/held/ranges'
import type { Session } from '@/kernel/session'
import { Browser, everythingOnDisk } from './doubles/browser'
import { OFFLINE, MB, bytesHere, bytesOf, brokenOff, cutAfterOn, filmOn, getsOf, settled } from './doubles/held'
import { SAM } from './doubles/server'

let browser: Browser
let session: Session

beforeEach(async () => {
  browser = await Browser.new()
  browser.quota = 400 * MB
  session = await browser.withSam()
})
const film = (size: number, seed = 1) => filmOn(browser, size, seed)
const cutAfter = (bytes: number) => cutAfterOn(browser, bytes)
const gets = () => getsOf(browser)

function mend(): void {
  browser.server.between = (_path, answer) => answer
  browser.server.before = () => undefined
}

async function openAgain(): Promise<void> {
  session = await browser.app()
  await session.unlock(SAM.id, '271828')
}

describe('a file of the library', () => {
  test('comes once, and is here with no network, also after the app was closed', async () => {
    const file = await film(3 * PIECE + 5)
    await fetchHeld(file)
    await fetchHeld(file)
    expect(gets()).toEqual([null])
    browser.server.before = OFFLINE
    await openAgain()
    const held = await readHeld(file.h)
    expect(held!.type).toBe('video/mp4')
    expect(await bytesOf(held)).toEqual(file.bytes)
  })

  test('stands sealed on the disk, under names that say nothing', async () => {
    const file = await film(2 * PIECE)
    await fetchHeld(file)
    await keepHeld([file.h], SAM.id)
    const onDisk = [...browser.disk!.files()]
    expect(onDisk).toHaveLength(2)
    for (const [path, bytes] of onDisk) {
      expect(path).not.toContain(file.h)
      expect(Buffer.from(bytes).includes(Buffer.from(file.bytes.slice(0, 32)))).toBe(false)
    }
    expect(await everythingOnDisk()).not.toContain(file.h)
    const [record] = await session.store.db.use((db) => db.getAll('held'))
    expect(JSON.stringify(record)).not.toContain(SAM.id)
  })

  test('that is cut off goes on from the last whole piece', async () => {
    const file = await film(4 * PIECE + 9)
    cutAfter(2 * PIECE + 100)
    await expect(fetchHeld(file)).rejects.toThrow(Unreachable)
    expect(await bytesHere(file)).toBe(2 * PIECE)
    await openAgain()
    mend()
    await fetchHeld(file)
    expect(gets()).toEqual([null, `bytes=${2 * PIECE}-`])
    expect(await bytesOf(await readHeld(file.h))).toEqual(file.bytes)
  })

  test('is asked for again at once where the line was cut and is there again', async () => {
    const file = await film(3 * PIECE)
    let cuts = 2
    browser.server.between = async (path, answer) => {
      if (!path.includes('/files/') || cuts-- <= 0) return answer
      return new Response(brokenOff((await bytesOf(answer)).slice(0, PIECE)), { status: answer.status, headers: answer.headers })
    }
    await fetchHeld(file)
    expect(gets()).toEqual([null, `bytes=${PIECE}-`, `bytes=${2 * PIECE}-`])
  })

  test('goes on where a hub between knows nothing of ranges', async () => {
    const file = await film(3 * PIECE)
    cutAfter(PIECE)
    await expect(fetchHeld(file)).rejects.toThrow(Unreachable)
    mend()
    browser.server.between = (path, answer) => (path.includes('/files/') ? new Response(file.bytes) : answer)
    await fetchHeld(file)
    expect(await bytesOf(await readHeld(file.h))).toEqual(file.bytes)
  })

  test('two who ask share one download', async () => {
    const file = await film(PIECE)
    await Promise.all([fetchHeld(file), fetchHeld(file)])
    expect(gets()).toHaveLength(1)
  })

  test('that is not what its hash says is thrown away, and can be asked for anew', async () => {
    const file = await film(2 * PIECE)
    browser.server.files.set(file.h, file.bytes.slice().reverse())
    await expect(fetchHeld(file)).rejects.toThrow(Damaged)
    expect(await readHeld(file.h)).toBeUndefined()
    expect(browser.disk!.files().size).toBe(0)
    browser.server.files.set(file.h, file.bytes)
    await fetchHeld(file)
    expect(await bytesOf(await readHeld(file.h))).toEqual(file.bytes)
  })

  test('a page that a wifi puts before every address is no file', async () => {
    const file = await film(PIECE)
    browser.server.between = () => new Response('<p>Welcome', { headers: { 'Content-Type': 'text/html', 'Content-Length': '10' } })
    await expect(fetchHeld(file)).rejects.toThrow(Unreachable)
  })

  test('the server’s no is a no', async () => {
    const file = await film(PIECE)
    browser.server.files.delete(file.h)
    await expect(fetchHeld(file)).rejects.toMatchObject({ name: 'Refusal', status: 404 })
  })

  test('stops coming when its person locks, and nobody can ask for it then', async () => {
    const file = await film(2 * PIECE)
    const silent = new ReadableStream<Bytes>({ start: (out) => out.enqueue(file.bytes.slice(0, PIECE)) })
    browser.server.between = (path, answer) => (path.includes('/files/') ? new Response(silent) : answer)
    const coming = fetchHeld(file).catch((error: unknown) => error)
    await vi.waitFor(async () => expect(await bytesHere(file)).toBe(PIECE))
    await session.lock()
    expect(await coming).toMatchObject({ message: 'not_saved.locked' })
    await expect(fetchHeld(file)).rejects.toMatchObject({ message: 'not_saved.locked' })
    await expect(readHeld(file.h)).rejects.toMatchObject({ message: 'not_saved.locked' })
  })

  test('one of whose pieces the browser has lost is away again', async () => {
    const file = await film(3 * PIECE)
    await fetchHeld(file)
    const [folder] = [...browser.disk!.files().keys()].map((path) => path.split('/')[2]!)
    const root = await (await browser.disk!.getDirectory()).getDirectoryHandle('held')
    await (await root.getDirectoryHandle(folder!)).removeEntry('1')
    expect(await readHeld(file.h)).toBeUndefined()
    expect(await bytesHere(file)).toBe(0)
  })
})

test('a list sees files come and go', async () => {
  const [one, two] = [await film(PIECE, 1), await film(3 * PIECE, 2)]
  const scope = effectScope()
  const held = scope.run(() => useHeld(() => [one, two]))!
  const seen: string[] = []
  const off = session.changes.on('held', () => seen.push(held.state.value))
  await fetchHeld(one)
  await settled()
  expect([held.state.value, held.done.value]).toEqual(['away', 0.25])
  await held.fetch()
  await settled()
  expect([held.state.value, held.done.value]).toEqual(['here', 1])
  expect(seen).toContain('coming')
  off()
  await session.lock()
  expect(held.state.value).toBe('away')
  scope.stop()
})
