/** What waits on the phone goes out, and how the games stand comes in. An answer that is lost is asked for again, by the same ids. */
import { ref, shallowRef } from 'vue'
import { uuid7 } from '@/kernel/basics/ids'
import { actsKept, dropActs, keepAct, keepStand, standKept, type Act, type Stand } from './phone'

/** 'out': whoever was signed in is not any more. */
export type Contact = 'asking' | 'good' | 'none' | 'out'

interface Answer extends Stand {
  token: string
  results: { id: string; r: 'accepted' | 'refused'; says: string }[]
}

const EVERY_MS = 15_000
/** As many as the server takes at once. */
const MOST_ACTS = 50

// Shallow: what Vue wraps, the phone's store cannot take back.
export const stand = shallowRef<Stand | null>(null)
export const acts = shallowRef<Act[]>([])
export const contact = ref<Contact>('asking')

let going: Promise<void> | undefined
let again = false

/** Kept first; sent as soon as that can be. What was refused of that game before is seen by now. */
export async function act(command: string, said: Act['said']): Promise<void> {
  const by = stand.value?.me
  if (!by) return
  await dropActs(acts.value.filter((one) => one.status === 'refused' && one.said.game === said.game).map((one) => one.id))
  await keepAct({ id: uuid7(Date.now()), by, command, said, made: new Date().toISOString(), status: 'saved', says: '' })
  await readPhone()
  void exchange()
}

/** Begins with what stands here, and asks whenever there may be a network. */
export async function begin(): Promise<void> {
  await readPhone()
  await exchange()
  addEventListener('online', () => void exchange())
  document.addEventListener('visibilitychange', () => void exchange())
  setInterval(() => void exchange(), EVERY_MS)
}

/** One at a time; whoever asks meanwhile has it done once more. */
export function exchange(): Promise<void> {
  if (document.hidden) return Promise.resolve()
  again = going !== undefined
  going ??= meet().finally(() => {
    going = undefined
    if (again) void exchange()
  })
  return going
}

async function meet(): Promise<void> {
  try {
    let answer = await ask('tables/')
    for (let some = waiting(answer.me); some.length; some = waiting(answer.me)) {
      answer = await ask('say/', answer.token, { acts: some.map(({ id, command, said }) => ({ id, do: command, say: said })) })
      await settle(answer)
      await readPhone()
    }
    await keepStand({ me: answer.me, tables: answer.tables })
    contact.value = 'good'
  } catch (error) {
    contact.value = error instanceof SignedOut ? 'out' : 'none'
  }
  await readPhone()
}

class SignedOut extends Error {}

async function ask(path: string, token?: string, said?: object): Promise<Answer> {
  const headers = { Accept: 'application/json', ...(token && { 'X-CSRFToken': token, 'Content-Type': 'application/json' }) }
  const answer = await fetch(path, said ? { method: 'POST', headers, body: JSON.stringify(said) } : { headers })
  if (answer.redirected) throw new SignedOut()
  if (!answer.ok) throw new Error(`${answer.status}`)
  return (await answer.json()) as Answer
}

async function settle({ me, results }: Answer): Promise<void> {
  await dropActs(results.filter(({ r }) => r === 'accepted').map(({ id }) => id))
  const refused = new Map(results.filter(({ r }) => r === 'refused').map(({ id, says }) => [id, says]))
  for (const one of waiting(me)) if (refused.has(one.id)) await keepAct({ ...one, status: 'refused', says: refused.get(one.id)! })
}

function waiting(me: string): Act[] {
  return acts.value.filter((one) => one.by === me && one.status === 'saved').slice(0, MOST_ACTS)
}

async function readPhone(): Promise<void> {
  const [kept, stood] = await Promise.all([actsKept(), standKept()])
  stand.value = stood ?? null
  acts.value = kept
}
