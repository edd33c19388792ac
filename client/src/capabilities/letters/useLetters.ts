/** Recipients and letters of whoever is here, as screens show them. */
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { send, useActs } from '@/kernel/acts'
import { useRows } from '@/kernel/feeds'
import { rightNow } from '@/kernel/words'
import { uuid7 } from '@/kernel/basics/ids'
import { live, once } from '@/kernel/session/live'
import { copyOf, keepCopy, keepDraft, myKeys, openedHere, pin, pins } from './desk'
import { TOPIC } from './notes'
import { knows, type Pin } from './pins'
import { KINDS, SEND, lettersWith, type LetterRow, type LetterView, type RecipientRow } from './letters'
import { NotOpened, markOf, open, sealTo } from './sealing'

export function useRecipients(): ComputedRef<RecipientRow[]> {
  const [all, own] = [useRows<RecipientRow>('letters.recipients'), useRows<RecipientRow>('letters.own_recipients')]
  const rank = ({ own: mine, kind }: RecipientRow) => (mine ? -1 : KINDS.indexOf(kind))
  return computed(() => [...own.value, ...all.value].map(({ value }) => value).sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name)))
}

export function useLetters(recipient: string): ComputedRef<LetterView[]> {
  const [rows, acts] = [useRows<LetterRow>('letters.letters'), useActs()]
  return computed(() =>
    lettersWith(
      recipient,
      rows.value.map(({ value }) => value),
      acts.value
    )
  )
}

/** Which answers were opened on this device; nobody else is told. */
export function useOpened(): Ref<readonly string[]> {
  return opened('letters', () => live([TOPIC], [], async () => openedHere()))
}

const opened = once<Ref<readonly string[]>>()

/** The key of a recipient as this device knows it, and how another stands beside it. */
export function usePin(recipient: string) {
  const all = live<Record<string, Pin>>([TOPIC], {}, async () => pins())
  const pinned = computed(() => all.value[recipient])
  return { pinned, stands: (key: string) => (key ? knows(pinned.value, key) : 'new'), take: (key: string) => pin(recipient, key, true) }
}

/** What a letter says; while it is not known; 'elsewhere': the key that opens it stands on another device; 'broken': it was changed. */
export type Text = { words: string; name: string } | 'elsewhere' | 'broken'

/** What each of these letters says, opened here; by the letter's id. */
export function useTexts(letters: Ref<LetterView[]>): Ref<Record<string, Text>> {
  const texts = ref<Record<string, Text>>({})
  watch(
    letters,
    async (now) => {
      for (const letter of now) if (!(letter.id in texts.value)) texts.value[letter.id] = await textOf(letter)
    },
    { immediate: true }
  )
  return texts
}

async function textOf(letter: LetterView): Promise<Text> {
  if (letter.mine) return (await copyOf(letter.mark)) ?? 'elsewhere'
  const mine = await myKeys()
  const box = letter.boxes.find(({ key }) => key === mine.public)
  if (!box) return 'elsewhere'
  try {
    const opened = await open(box.box, mine)
    return { words: opened.words, name: opened.name }
  } catch (error) {
    if (error instanceof NotOpened) return 'broken'
    throw error
  }
}

export { noteOpened } from './desk'

/** Seals what was written to the key that this device knows, keeps a copy here, and hands it in. Raises NotSaved, TooLong. */
export async function sealAndSend(to: RecipientRow, words: string, name: string, answers?: string): Promise<void> {
  const mine = await myKeys()
  const pinned = (await pins())[to.id]
  // A screen that asks about a changed key has not been answered yet.
  if (knows(pinned, to.key) === 'changed') throw new Error('the key has changed')
  if (!pinned) await pin(to.id, to.key, false)
  const box = await sealTo(to.key, mine, { id: uuid7(Date.now()), at: rightNow().toISOString(), words, name })
  await keepCopy(markOf(box), { words, name })
  await send(SEND, { recipient: to.id, key: to.key, box, ...(answers && { answers }) }, { about: 'letters' })
  await keepDraft(to.id, '', '')
}
