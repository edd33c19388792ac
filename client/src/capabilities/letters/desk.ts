/**
 * What of letters stands on this device alone, in the vault of the person who is here: their key pair, the keys of recipients that they
 * know, what they wrote, what they began. None of it ever leaves: no draft on the server, no sound of it, no line in a log.
 */
import { NotSaved } from '@/kernel/acts'
import { base64url, fromBase64url } from '@/kernel/basics/bytes'
import { running } from '@/kernel/session'
import type { Copy } from './letters'
import { DRAFTS, TOPIC, type Drafts } from './notes'
import type { Pin } from './pins'
import { makeKeyPair, pairOf, type KeyPair } from './sealing'

const KEY = 'letters-key'
const PINS = 'letters-pins'
const OPENED = 'letters-opened'

/** The key pair of this person on this device, made on first use. */
export async function myKeys(): Promise<KeyPair> {
  const kept = await note<{ seed: string }>(KEY)
  if (kept) return pairOf(fromBase64url(kept.seed))
  const made = await makeKeyPair()
  await keep(KEY, { seed: base64url(made.seed) })
  if ((await note<{ seed: string }>(KEY))?.seed !== base64url(made.seed)) throw new NotSaved('not_read_back')
  return made
}

export async function pins(): Promise<Record<string, Pin>> {
  return (await note<Record<string, Pin>>(PINS)) ?? {}
}

/** From now on this device seals to that key. */
export async function pin(recipient: string, key: string, compared: boolean): Promise<void> {
  await keep(PINS, { ...(await pins()), [recipient]: { key, compared } })
}

export async function drafts(): Promise<Drafts> {
  return (await note<Drafts>(DRAFTS)) ?? {}
}

/** Empty words take it away. */
export async function keepDraft(recipient: string, words: string, name: string): Promise<void> {
  const { [recipient]: _before, ...others } = await drafts()
  await keep(DRAFTS, words ? { ...others, [recipient]: { words, name } } : others)
}

export async function openedHere(): Promise<string[]> {
  return (await note<string[]>(OPENED)) ?? []
}

/** The person has these before their eyes. */
export async function noteOpened(letters: readonly string[]): Promise<void> {
  const before = await openedHere()
  const fresh = letters.filter((id) => !before.includes(id))
  if (fresh.length) await keep(OPENED, [...before, ...fresh])
}

/** What somebody wrote, found again by the mark of its box. Kept before it is sent: a letter without a copy could not be sent again. */
export async function keepCopy(mark: string, copy: Copy): Promise<void> {
  await keep(`letters-copy-${mark}`, copy)
}

export function copyOf(mark: string): Promise<Copy | undefined> {
  return note<Copy>(`letters-copy-${mark}`)
}

async function note<T>(name: string): Promise<T | undefined> {
  return running().here?.vault.note<T>(name)
}

async function keep(name: string, value: unknown): Promise<void> {
  const { here, changes } = running()
  if (!here) throw new NotSaved('locked')
  await here.vault.setNote(name, value).catch((error: unknown) => {
    throw NotSaved.from(error)
  })
  changes.tell(TOPIC)
}
