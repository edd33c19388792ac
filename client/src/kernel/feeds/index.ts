/** FRONT ROOM: what the server sent to this person, as lists that keep themselves fresh. */
import { computed, type Ref } from 'vue'
import { running } from '../session'
import { live, mostOf, once, reachFurther } from '../session/live'
import type { FeedRow } from '../store/vault'
import { NOTE, type Place } from '../sync/pull'
import type { Can, Me, Row } from './types'

export { markRead, unreadOf } from './read'
export type { Answer, Can, Me, Row } from './types'

const rows = once<Ref<Row<unknown>[]>>()
const whole = once<Ref<Row<unknown>[] | null>>()
const places = once<Ref<Place | null>>()

/** The rows of a feed; empty until they are read, and when nobody is here. Of very many those that changed last, until `olderRows` is called. */
export function useRows<T>(feed: string): Ref<Row<T>[]> {
  return rows(feed, () => live([feed], [], async (here) => latest(await here.vault.rowsOf(feed, mostOf(feed, here))))) as Ref<Row<T>[]>
}

/** The person has come to the last row there is to show: further back, if there is more. */
export const olderRows = reachFurther

/** Every row of a feed, however many, for what is searched and sorted as a whole; null until they are read. */
export function useAllRows<T>(feed: string): Ref<Row<T>[] | null> {
  return whole(feed, () => live<Row<unknown>[] | null>([feed], null, async (here) => latest(await here.vault.rowsOf(feed)))) as Ref<Row<T>[] | null>
}

/** The person who is here, as the feed `people.me` has them, else as enrolment did. */
export function useMe(): Ref<Me | null> {
  const me = useRows<Me>('people.me')
  const { facts } = running()
  return computed(() => facts.me && (me.value[0]?.value ?? facts.me))
}

/** May the person use this capability? null until the server has said. */
export function useCan(capability: string): Ref<Can | null> {
  const place = usePlace()
  return computed(() => {
    const fact = place.value?.can.find((one) => one.c === capability)
    return fact ? { ok: fact.ok, says: fact.says, until: fact.until } : null
  })
}

/** What was taken away, each with the sentence that says why. */
export function useTakenAway(): Ref<{ feed?: string; why: string }[]> {
  const place = usePlace()
  return computed(() => place.value?.dropped ?? [])
}

/** What the server wants the person to know besides; empty for nothing. */
export function useNotice(): Ref<string> {
  const place = usePlace()
  return computed(() => place.value?.notice ?? '')
}

function usePlace(): Ref<Place | null> {
  return places('place', () => live(['can'], null, async ({ vault }) => (await vault.note<Place>(NOTE)) ?? null))
}

/** The same thing may come by two streams; the newer row stands. */
function latest(found: FeedRow[]): Row<unknown>[] {
  const byKey = new Map<string, Row<unknown>>()
  for (const { key, rev, value } of found) {
    if ((byKey.get(key)?.rev ?? -1) < rev) byKey.set(key, { key, rev, value })
  }
  return [...byKey.values()]
}
