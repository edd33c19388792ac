/** What this page asks the server for, and what it says. Nothing of it is plain, keys least of all. */
import { ref, shallowRef } from 'vue'

/** 'out': whoever was signed in is not any more. */
export type Contact = 'asking' | 'good' | 'none' | 'out'

/** As the server's `family/views.py` has them. */
export interface LetterShown {
  id: string
  thread: string
  /** Written by somebody who reads for this recipient. */
  ours: boolean
  answers: string | null
  at: string
  opened: boolean
  boxes: { key: string; box: string }[]
}

export interface RecipientShown {
  id: string
  name: string
  /** What the person is called whose own recipient this is; '' where anybody writes. */
  own: string
  keys: Record<string, 'waits' | 'stands'>
  letters: LetterShown[]
}

interface Stand {
  me: string
  token: string
  recipients: RecipientShown[]
  result: { id: string; r: 'accepted' | 'refused'; says: string } | null
}

const EVERY_MS = 15_000

export const recipients = shallowRef<RecipientShown[]>([])
export const contact = ref<Contact>('asking')
let token = ''

/** There is no network, or nobody signed in: what was to be said is not said yet, and the same may be tried again. */
export class NotSaid extends Error {}

/** Begins, and asks whenever there may be something new. */
export function begin(): void {
  void look()
  addEventListener('online', () => void look())
  document.addEventListener('visibilitychange', () => void look())
  setInterval(() => void look(), EVERY_MS)
}

export async function look(): Promise<void> {
  if (!document.hidden) await ask('stand/').catch(() => undefined)
}

/** One act, under an id of the caller's: said twice it is done once. Answers '' or why not. Raises NotSaid. */
export async function say(id: string, command: string, said: object): Promise<string> {
  const { result } = await ask('say/', { id, do: command, say: said })
  return result?.r === 'refused' ? result.says : ''
}

async function ask(path: string, said?: object): Promise<Stand> {
  const headers = { Accept: 'application/json', ...(said && { 'X-CSRFToken': token, 'Content-Type': 'application/json' }) }
  try {
    const answer = await fetch(path, said ? { method: 'POST', headers, body: JSON.stringify(said) } : { headers })
    contact.value = answer.redirected ? 'out' : answer.ok ? 'good' : 'none'
    if (contact.value !== 'good') throw new NotSaid(`${answer.status}`)
    const stand = (await answer.json()) as Stand
    token = stand.token
    recipients.value = stand.recipients
    return stand
  } catch (error) {
    if (error instanceof NotSaid) throw error
    contact.value = 'none'
    throw new NotSaid('no answer', { cause: error })
  }
}
