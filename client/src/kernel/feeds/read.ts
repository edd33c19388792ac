import { computed, type Ref } from 'vue'
import { running } from '../session'
import { live, once } from '../session/live'
import { rightNow } from '../words'
import type { Answer } from './types'

const NOTE = 'read'
/** What came longer ago is no news, on a device that has just got it all. */
const NEWS_FOR_MS = 14 * 24 * 60 * 60_000

type Marks = Record<string, string>

const marks = once<Ref<Marks>>()
let writing = Promise.resolve()

/** Those of these answers that the person has not opened here, the newest first. Each device knows it for itself: nobody is told who read what. */
export function unreadOf(answers: readonly Answer[]): Answer[] {
  const read = useMarks().value
  const since = new Date(rightNow().getTime() - NEWS_FOR_MS).toISOString()
  const fresh = answers.filter((answer) => answer.at >= since && read[answer.key] !== answer.at)
  return fresh.sort((a, b) => b.at.localeCompare(a.at))
}

/** The person has these before their eyes. */
export function markRead(answers: readonly Answer[]): Promise<void> {
  // One after the other: two at once would each forget what the other wrote.
  writing = writing.then(() => note(answers)).catch((error: unknown) => console.error(error))
  return writing
}

async function note(answers: readonly Answer[]): Promise<void> {
  const { here, changes } = running()
  const read = (await here?.vault.note<Marks>(NOTE)) ?? {}
  const fresh = answers.filter((answer) => read[answer.key] !== answer.at)
  if (!here || fresh.length === 0) return
  await here.vault.setNote(NOTE, { ...read, ...Object.fromEntries(fresh.map((answer) => [answer.key, answer.at])) })
  changes.tell(NOTE)
}

function useMarks(): Ref<Marks> {
  return marks(NOTE, () => {
    const found = live<Marks | null>([NOTE], null, async ({ vault }) => (await vault.note<Marks>(NOTE)) ?? {})
    return computed(() => found.value ?? {})
  })
}
