import { beforeEach, expect, test } from 'vitest'
import type { Session } from '@/kernel/session'
import { ordered } from '@/kernel/store/ordered'
import { bringFile, readHeads, rowsOf } from '@/kernel/threads'
import { hex, sha256, utf8 } from '@/kernel/basics/bytes'
import { Browser, everythingOnDisk } from './doubles/browser'
import { SAM } from './doubles/server'

const FEED = 'touch.messages'
const MINE = `person/${SAM.id}`

interface Message {
  id: string
  thread: string
  at: string
}

let browser: Browser
let session: Session

beforeEach(async () => {
  ordered.set(FEED, ({ thread, at }: Message) => [thread, at])
  browser = await Browser.new()
  session = await browser.withSam()
})

function at(second: number): string {
  return new Date(Date.parse('2026-11-21T00:00:00Z') + second * 1000).toISOString()
}

function message(id: string, thread: string, second: number): { stream: string; feed: string; key: string; rev: number; value: Message } {
  return { stream: MINE, feed: FEED, key: id, rev: 1, value: { id, thread, at: at(second) } }
}

async function write(put: ReturnType<typeof message>[], drop: string[] = []): Promise<void> {
  const { vault } = session.here!
  await vault.writeRows({ put, drop: drop.map((key) => ({ stream: MINE, feed: FEED, key })) }, { name: 'place', value: null })
}

async function ids(thread: string, most: number): Promise<string[]> {
  return (await rowsOf<Message>(session.here!, FEED, thread, most)).rows.map(({ id }) => id)
}

test('the newest of a long thread come in their order, whatever order they arrived in', async () => {
  const all = Array.from({ length: 1_700 }, (_, i) => message(`m${i}`, i % 17 === 0 ? 'other' : 'long', i))
  for (let i = 0; i < all.length; i += 500) await write(all.slice(i, i + 500).sort(() => 0.5 - Math.random()))
  expect(await ids('long', 3)).toEqual(['m1697', 'm1698', 'm1699'])
  const whole = await rowsOf<Message>(session.here!, FEED, 'long', 10_000)
  expect(whole.rows.map(({ id }) => id)).toEqual(all.filter((_, i) => i % 17 !== 0).map(({ key }) => key))
  expect(whole.all).toBe(1_600)
  expect(await ids('nowhere', 5)).toEqual([])
})

test('what comes late, changes its place or goes leaves the others in order', async () => {
  await write([message('a', 't', 10), message('b', 't', 20), message('c', 't', 30)])
  await write([message('late', 't', 15), { ...message('c', 't', 5), rev: 2 }])
  expect(await ids('t', 9)).toEqual(['c', 'a', 'late', 'b'])
  await write([{ ...message('a', 'u', 10), rev: 2 }], ['b'])
  expect(await ids('t', 9)).toEqual(['c', 'late'])
  expect((await readHeads<Message>(session.here!, FEED)).map(({ id }) => id).sort()).toEqual(['a', 'late'])
  await write([], ['c', 'late', 'a'])
  expect(await readHeads(session.here!, FEED)).toEqual([])
})

test('a row that changes in its place is read as it is now', async () => {
  await write([message('a', 't', 1)])
  await write([{ ...message('a', 't', 1), rev: 2, value: { id: 'a, read', thread: 't', at: at(1) } }])
  expect(await ids('t', 1)).toEqual(['a, read'])
})

test('neither threads nor times stand in clear', async () => {
  await write([message('m-in-clear', 't-in-clear', 1)])
  const disk = await everythingOnDisk()
  for (const said of ['in-clear', '2026-11-21T00:00:01', FEED]) expect(disk).not.toContain(said)
})

test('a file that came is fetched once, stands sealed, and is read with no network', async () => {
  const bytes = utf8('Mia lost a tooth')
  const h = hex(await sha256(bytes))
  browser.server.files.set(h, bytes)
  expect(await bringFile({ h, n: bytes.length, t: 'image/png' })).toEqual(bytes)
  browser.server.before = () => {
    throw new TypeError('no network')
  }
  expect(await bringFile({ h, n: bytes.length, t: 'image/png' })).toEqual(bytes)
  expect(await everythingOnDisk()).not.toContain('lost a tooth')
  await session.files.forget(SAM.id)
  await expect(bringFile({ h, n: bytes.length, t: 'image/png' })).rejects.toThrow()
})

test('what is not what its hash says is not kept', async () => {
  browser.server.files.set('a'.repeat(64), utf8('something else'))
  await expect(bringFile({ h: 'a'.repeat(64), n: 14, t: 'image/png' })).rejects.toThrow()
})
