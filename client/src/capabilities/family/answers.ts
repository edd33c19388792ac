/** What was decided about those for whom somebody asked, who has stopped, and who has written. */
import { computed, type ComputedRef, type Ref } from 'vue'
import { useRows, type Answer } from '@/kernel/feeds'
import { live, once } from '@/kernel/session/live'
import { t } from '@/kernel/words'
import type { PersonRow, RequestRow } from './contacts'

/** What it reads of the last message of each conversation. */
interface Message {
  thread: string
  mine: boolean
  from: string
  from_name: string
  written_at: string
  standing: string
}

const MESSAGES = 'touch.messages'
const lasts = once<Ref<Message[]>>()

export function answers(): Answer[] {
  const people = useRows<PersonRow>('family.people').value.map(({ key, value }) => ({
    key: `family/with/${key}`,
    at: value.stopped_at ?? value.since,
    by: value.name,
    to: 'people',
    params: {},
    // Not here whether it is good news: they open it when they are ready.
    says: t('family.news', { name: value.name })
  }))
  return [...refusals(), ...people]
}

/** Who wrote to them: one line for each conversation, however much came. */
export function whoWrote(): Answer[] {
  const fresh = useLasts().value.filter(({ mine, standing }) => !mine && standing === 'delivered')
  return fresh.map(({ thread, written_at: at, from_name: by }) => ({ key: `touch/${thread}`, at, by, to: 'messages', params: { thread } }))
}

/** When each of them wrote last. */
export function useLastWritten(): ComputedRef<Map<string, string>> {
  const found = useLasts()
  return computed(() => new Map(found.value.map((row) => [row.from, row.written_at])))
}

function useLasts(): Ref<Message[]> {
  // How threads are read is fetched with the first of them: no first screen waits for it.
  return lasts(MESSAGES, () => live<Message[]>([MESSAGES], [], async (here) => (await import('@/kernel/threads')).readHeads(here, MESSAGES)))
}

function refusals(): Answer[] {
  const rows = useRows<RequestRow>('family.requests').value
  return rows.flatMap(({ value: { id, at, by, standing } }) =>
    at && standing === 'refused' ? [{ key: `family/${id}`, at, by, to: 'people', params: {} }] : []
  )
}
