/** What workers wrote to somebody who asked to talk. */
import { useRows, type Answer } from '@/kernel/feeds'
import type { AskRow } from './asks'

export function answers(): Answer[] {
  return useRows<AskRow>('talk.requests').value.flatMap(({ value: { id, answered } }) =>
    answered ? [{ key: `talk/${id}`, at: answered.at, by: answered.by, to: 'asks', params: {} }] : []
  )
}
