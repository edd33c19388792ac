/** The person's check-ins, as every screen here shows them. */
import { computed, type ComputedRef } from 'vue'
import { useActs } from '@/kernel/acts'
import { useDrafts } from '@/kernel/drafts'
import { useRows, type Answer } from '@/kernel/feeds'
import type { Unfinished } from '@/kernel/registry'
import { rightNow, useNow } from '@/kernel/words'
import { DRAFT, begunOf, begunWords, type Begun } from './begun'
import type { CheckinDraft, CheckinRow } from './shapes'
import { viewsOf, type CheckinView } from './states'
import { titleOf } from './stateWords'

export function useCheckins(): ComputedRef<CheckinView[]> {
  const now = useNow()
  return computed(() => viewsAt(now.value))
}

/** Those that were begun and not sent. */
export function useBegun(): ComputedRef<Begun[]> {
  const now = useNow()
  return computed(() => begunAt(now.value))
}

/** How many check-ins are open now and not yet made: the number on the tile. */
export function dueCount(): number {
  return viewsAt(rightNow()).filter((view) => view.state === 'due').length
}

/** For Home and the bar of truth. */
export function unfinished(): Unfinished[] {
  return begunAt(rightNow()).map((begun) => ({
    title: titleOf(begun.view),
    standing: begunWords(begun),
    to: 'take-checkin',
    params: { id: begun.id }
  }))
}

function viewsAt(now: Date): CheckinView[] {
  const rows = useRows<CheckinRow>('supervision.checkins').value
  return viewsOf(
    rows.map((row) => row.value),
    useActs().value,
    now
  )
}

function begunAt(now: Date): Begun[] {
  return begunOf(useDrafts<CheckinDraft>(DRAFT).value, viewsAt(now), useActs().value, now)
}

/** What workers wrote about check-ins. */
export function answers(): Answer[] {
  return useRows<CheckinRow>('supervision.checkins').value.flatMap((row) => answerOf(row.value))
}

/** What a worker wrote about this one; nothing where they only looked. */
export function answerOf({ id, seen }: CheckinRow): Answer[] {
  return seen?.reply || seen?.note ? [{ key: `checkin/${id}`, at: seen.at, by: seen.by, to: 'checkin', params: { id } }] : []
}
