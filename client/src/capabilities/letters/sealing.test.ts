import { describe, expect, test } from 'vitest'
import { base64url, fromBase64url } from '@/kernel/basics/bytes'
import { NotOpened, TooLong, digitsOf, isPublic, makeKeyPair, markOf, open, pairOf, sealTo, type Inside } from './sealing'

// Of the bytes 0 to 63; the same stand in the server's test of them.
const KNOWN_DIGITS = ['79969', '37683', '37045', '51922', '45604', '67249', '85568', '25883']
const SAID: Inside = { id: '0190c0de-0000-7000-8000-000000000001', at: '2026-11-22T22:40:00.000Z', words: 'I cannot sleep. ŵ 🌊', name: '' }

/** The same with one bit of one byte turned. */
function turned(sealed: string, at: number): string {
  const bytes = fromBase64url(sealed)
  bytes.set([bytes.at(at)! ^ 1], at < 0 ? bytes.length + at : at)
  return base64url(bytes)
}

describe('a sealed letter', () => {
  test('is opened by whom it is for, who learns by which key it was signed', async () => {
    const [writer, reader] = [await makeKeyPair(), await makeKeyPair()]
    const sealed = await sealTo(reader.public, writer, SAID)
    expect(await open(sealed, reader)).toEqual({ ...SAID, from: writer.public })
    expect(await open(sealed, await pairOf(reader.seed))).toMatchObject({ words: SAID.words })
  })

  test('is opened by nobody else, its writer neither', async () => {
    const [writer, reader] = [await makeKeyPair(), await makeKeyPair()]
    const sealed = await sealTo(reader.public, writer, SAID)
    for (const other of [writer, await makeKeyPair()]) await expect(open(sealed, other)).rejects.toThrow(NotOpened)
  })

  test('is not opened when a single bit of it was changed', async () => {
    const [writer, reader] = [await makeKeyPair(), await makeKeyPair()]
    const sealed = await sealTo(reader.public, writer, SAID)
    for (const at of [0, 40, 500, -1]) await expect(open(turned(sealed, at), reader)).rejects.toThrow(NotOpened)
    for (const broken of ['', 'words', sealed.slice(0, -8)]) await expect(open(broken, reader)).rejects.toThrow(NotOpened)
  })

  test('cannot be sealed on to somebody else as if it had been written to them', async () => {
    const [writer, reader, other] = [await makeKeyPair(), await makeKeyPair(), await makeKeyPair()]
    const { from, ...inside } = await open(await sealTo(reader.public, writer, SAID), reader)
    // Whoever read it can only sign it anew, with their own key.
    const passedOn = await open(await sealTo(other.public, reader, inside), other)
    expect(passedOn.from).toBe(reader.public)
    expect(passedOn.from).not.toBe(from)
  })

  test('tells from outside only how many kilobytes it is', async () => {
    const [writer, reader] = [await makeKeyPair(), await makeKeyPair()]
    const [short, long] = [await sealTo(reader.public, writer, SAID), await sealTo(reader.public, writer, { ...SAID, words: 'Help. '.repeat(60) })]
    expect(short.length).toBe(long.length)
    expect((fromBase64url(short).length - 48) % 1024).toBe(0)
    expect(markOf(short)).not.toBe(markOf(await sealTo(reader.public, writer, SAID)))
    await expect(sealTo(reader.public, writer, { ...SAID, words: '🌊'.repeat(12_500) })).rejects.toThrow(TooLong)
  })
})

describe('a key', () => {
  test('is compared by forty digits, which the server works out alike', async () => {
    const known = base64url(Uint8Array.from({ length: 64 }, (_, i) => i))
    expect(await digitsOf(known)).toEqual(KNOWN_DIGITS)
    expect(await digitsOf((await makeKeyPair()).public)).not.toEqual(await digitsOf(known))
  })

  test('has one spelling', () => {
    expect(['', 'key', 'A'.repeat(85), 'A'.repeat(87), `${'A'.repeat(85)}B`].filter(isPublic)).toEqual([])
    expect(isPublic('A'.repeat(86))).toBe(true)
  })
})
