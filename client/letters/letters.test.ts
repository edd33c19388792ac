import { describe, expect, test } from 'vitest'
import { makeKeyPair, open, sealTo, type KeyPair } from '@/capabilities/letters/sealing'
import { WrongPassphrase, lockKey, readKeyFile, unlockKey } from './keyFile'
import { openAll, sealAnswer } from './opening'
import type { LetterShown } from './exchange'

const SAID = { id: 'a', at: '2026-11-22T22:40:00.000Z', words: 'I cannot sleep.', name: '' }

// Nobody waits here for what a thief should.
const QUICK = { m: 1024, t: 1, p: 1 }

async function letter(id: string, to: KeyPair, by: KeyPair, said = SAID): Promise<LetterShown> {
  return { id, thread: 'one', ours: false, answers: null, at: SAID.at, opened: false, boxes: [{ key: to.public, box: await sealTo(to.public, by, said) }] }
}

describe('a key file', () => {
  test('opens with its passphrase, typed a little differently too, and with no other', async () => {
    const pair = await makeKeyPair()
    const file = readKeyFile(JSON.stringify(await lockKey(pair, 'gorse lantern quarry', QUICK)))!
    expect(await unlockKey(file, ' gorse  lantern quarry')).toEqual(pair)
    await expect(unlockKey(file, 'gorse lantern quarrys')).rejects.toThrow(WrongPassphrase)
    await expect(unlockKey({ ...file, public: (await makeKeyPair()).public }, 'gorse lantern quarry')).rejects.toThrow(WrongPassphrase)
    expect(JSON.stringify(file)).not.toContain(btoa(String.fromCharCode(...pair.seed)).slice(0, 20))
    // What would take a browser hours is not tried.
    expect(readKeyFile(JSON.stringify({ ...file, cost: { m: 64_000_000, t: 3, p: 1 } }))).toBeNull()
  })

  test('is known from what is none', () => {
    for (const text of ['', 'null', '{}', '[]', '{"kind":"throughgate letters key","v":2}']) expect(readKeyFile(text)).toBeNull()
  })
})

describe('what came', () => {
  test('is opened where it can be, and shown once however often it was handed in', async () => {
    const [reader, writer, other] = [await makeKeyPair(), await makeKeyPair(), await makeKeyPair()]
    const first = await letter('1', reader, writer)
    const came = [{ ...first, id: '3' }, await letter('2', other, writer, { ...SAID, id: 'b' }), first]
    const shown = await openAll(came, reader, [])
    expect(shown.map(({ id, inside }) => [id, inside?.words ?? null])).toEqual([
      ['2', null],
      ['1', SAID.words]
    ])
  })

  test('is answered to the key that came inside it, and to ourselves', async () => {
    const [reader, writer, thief] = [await makeKeyPair(), await makeKeyPair(), await makeKeyPair()]
    const [came] = await openAll([await letter('1', reader, writer)], reader, [])
    const boxes = await sealAnswer(came!.inside!.from, reader, 'We are here.')
    expect(boxes.map(({ key }) => key).sort()).toEqual([reader.public, writer.public].sort())
    const theirs = boxes.find(({ key }) => key === writer.public)!.box
    expect(await open(theirs, writer)).toMatchObject({ words: 'We are here.', from: reader.public })
    await expect(open(theirs, thief)).rejects.toThrow()
  })
})
