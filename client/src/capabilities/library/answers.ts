/** What shelves answered to somebody who had said something. Stands at the front door, so that the first screen can count. */
import { useRows, type Answer } from '@/kernel/feeds'
import type { CommentRow } from './shapes'

export const COMMENTS = 'library.comments'

export function answers(): Answer[] {
  return useRows<CommentRow>(COMMENTS).value.flatMap(({ value }) => answerOf(value))
}

export function answerOf({ id, answered }: Pick<CommentRow, 'id' | 'answered'>): Answer[] {
  return answered ? [{ key: `library/${id}`, at: answered.at, by: answered.by, to: 'library-said', params: {} }] : []
}
