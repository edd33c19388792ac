/** Opens what came, each letter once, and seals answers. */
import { NotOpened, open, sealTo, type KeyPair, type Opened } from '@/capabilities/letters/sealing'
import { uuid7 } from '@/kernel/basics/ids'
import type { LetterShown } from './exchange'

export interface OpenLetter extends LetterShown {
  /** null: this key does not open it. */
  inside: Opened | null
}

/** The newest first. Those that were opened already are not opened again; the same letter handed in twice by somebody else is shown once. */
export async function openAll(letters: readonly LetterShown[], pair: KeyPair, before: readonly OpenLetter[]): Promise<OpenLetter[]> {
  const known = new Map(before.map((one) => [one.id, one.inside]))
  const opened = await Promise.all(letters.map(async (one) => ({ ...one, inside: known.has(one.id) ? known.get(one.id)! : await inside(one, pair) })))
  const oldestFirst = opened.reverse()
  const seen = new Set<string>()
  return oldestFirst.filter(({ inside }) => !inside || (!seen.has(inside.id) && seen.add(inside.id))).reverse()
}

async function inside(letter: LetterShown, pair: KeyPair): Promise<Opened | null> {
  const mine = letter.boxes.find(({ key }) => key === pair.public)
  if (!mine) return null
  return open(mine.box, pair).catch((error: unknown) => {
    if (error instanceof NotOpened) return null
    throw error
  })
}

/** An answer, sealed to the writer and to ourselves: else nobody here could read it again. */
export async function sealAnswer(to: string, pair: KeyPair, words: string): Promise<{ key: string; box: string }[]> {
  const said = { id: uuid7(Date.now()), at: new Date().toISOString(), words, name: '' }
  return Promise.all([...new Set([to, pair.public])].map(async (key) => ({ key, box: await sealTo(key, pair, said) })))
}
