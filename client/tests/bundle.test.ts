import { beforeEach, describe, expect, test } from 'vitest'
import { generate } from 'lean-qr'
import { keepFile, send } from '@/kernel/acts'
import { fromBase64url, hex, sha256, utf8, type Bytes } from '@/kernel/basics/bytes'
import { unseal } from '@/kernel/store/cipher'
import { base32, linesOf, makeBundle, squaresOf } from '@/kernel/sync/bundle'
import type { Session } from '@/kernel/session'
import { Browser } from './doubles/browser'

interface Piece {
  sha256: string
  offset: number
  jwe: string
  iv: string
  ct: string
}

let browser: Browser
let session: Session

beforeEach(async () => {
  browser = await Browser.new()
  session = await browser.withSam()
  session.exchange.stop()
})

async function save(count: number, words = 'Please'): Promise<void> {
  for (let i = 1; i <= count; i += 1) await send('talk.ask@1', { about: 'worker', words }, { about: '' })
}

async function lines(withFiles = true): Promise<Record<string, unknown>[]> {
  return linesOf((await makeBundle(session, withFiles)).packed)
}

function kindsOf(all: Record<string, unknown>[]): string[] {
  return all.map((line) => Object.keys(line)[0]!)
}

describe('a bundle', () => {
  test('holds every act that waits, once, with the keys that they name, and says how many lines it has', async () => {
    await save(3)
    const all = await lines()
    expect(kindsOf(all)).toEqual(['bundle', 'key', 'act', 'act', 'act', 'end'])
    expect(all[0]).toMatchObject({ bundle: 1, device: browser.server.device.id })
    expect(all.slice(2, 5).map((line) => (line.act as { n: number }).n)).toEqual([1, 2, 3])
    expect(all.at(-1)).toMatchObject({ end: { lines: 5 } })
  })

  test('its last line is the hash of all before it', async () => {
    await save(1)
    const { packed } = await makeBundle(session, true)
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))
    const whole = await new Response(stream).text()
    const body = whole.slice(0, whole.lastIndexOf('\n', whole.length - 2) + 1)
    expect((await linesOf(packed)).at(-1)).toMatchObject({ end: { sha256: hex(await sha256(utf8(body))) } })
  })

  test('shows nothing of what it carries, and changes nothing here', async () => {
    await save(2, 'They moved me to the wing by the river')
    const { packed } = await makeBundle(session, true)
    const said = JSON.stringify(await linesOf(packed))
    expect(said).not.toContain('river')
    expect(said).not.toContain('talk.ask')
    expect(session.exchange.facts.waiting.acts).toBe(2)
    expect((await session.waiting.after(0, 10)).length).toBe(2)
  })

  test('closes photos to the server, in pieces that cannot be moved', async () => {
    const bytes = crypto.getRandomValues(new Uint8Array(60_000))
    const file = await keepFile(new Blob([bytes, bytes, bytes, bytes, bytes], { type: 'image/webp' }))
    await send('talk.ask@1', { words: 'with a photo' }, { about: '', files: [file] })
    const pieces = (await lines()).filter((line) => line.piece).map((line) => line.piece as Piece)
    expect(pieces.map(({ offset }) => offset)).toEqual([0, 256 * 1024])
    const opened = await Promise.all(pieces.map(open))
    expect(hex(await sha256(new Uint8Array(await new Blob(opened).arrayBuffer())))).toBe(file.h)
    await expect(open({ ...pieces[1]!, offset: 0 })).rejects.toThrow()
  })

  test('without photos says how many it lacks', async () => {
    const file = await keepFile(new Blob(['12345678'], { type: 'image/webp' }))
    await send('talk.ask@1', { words: 'with a photo' }, { about: '', files: [file] })
    expect(await makeBundle(session, false)).toMatchObject({ acts: 1, files: 0, without: 1 })
    expect(await makeBundle(session, true)).toMatchObject({ acts: 1, files: 1, without: 0 })
  })

  test('can be made while nobody is unlocked', async () => {
    await save(2)
    await session.lock()
    expect(await makeBundle(session, true)).toMatchObject({ acts: 2 })
  })

  test('leaves out what the server has', async () => {
    await save(2)
    await session.exchange.start()
    await session.exchange.settled()
    session.exchange.stop()
    await save(1)
    expect(kindsOf(await lines())).toEqual(['bundle', 'key', 'act', 'end'])
  })
})

describe('squares', () => {
  test('base32 is that of RFC 4648', () => {
    const known = { '': '', f: 'MY', fo: 'MZXQ', foo: 'MZXW6', foob: 'MZXW6YQ', fooba: 'MZXW6YTB', foobar: 'MZXW6YTBOI' }
    for (const [plain, code] of Object.entries(known)) expect(base32(utf8(plain))).toBe(code)
  })

  test('one act of two hundred letters is three squares, and ten small ones are not too many', async () => {
    await save(1, 'x'.repeat(200))
    const one = (await squaresOf(await makeBundle(session, false)))!
    expect(one.length).toBe(3)
    await save(9, 'Please')
    const ten = (await squaresOf(await makeBundle(session, false)))!
    expect(ten.length).toBeLessThanOrEqual(20)
    for (const line of ten) expect(generate(line).size).toBeLessThanOrEqual(81)
  })

  test('carry the whole bundle, each with its number and the mark that they belong together', async () => {
    await save(2)
    const bundle = await makeBundle(session, false)
    const squares = (await squaresOf(bundle))!
    const parts = squares.map((line) => /^TG1-([A-Z2-7]{4})-(\d+)-(\d+)-([A-Z2-7]+)$/.exec(line)!)
    expect(new Set(parts.map((part) => part[1])).size).toBe(1)
    expect(parts.map((part) => Number(part[2]))).toEqual(squares.map((_, i) => i + 1))
    expect(parts.map((part) => part[4]).join('')).toBe(base32(bundle.packed))
  })

  test('too many are none', async () => {
    await save(40, 'x'.repeat(400))
    expect(await squaresOf(await makeBundle(session, false))).toBeNull()
  })
})

async function open({ sha256: h, offset, jwe, iv, ct }: Piece): Promise<Bytes> {
  const key = await browser.server.openKey(jwe)
  return unseal(key, `${h}/${offset}`, { iv: fromBase64url(iv), ct: fromBase64url(ct) })
}
