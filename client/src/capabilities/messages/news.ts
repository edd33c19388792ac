/** What came for somebody that they have not opened on this device: one line for each conversation. */
import type { Answer } from '@/kernel/feeds'
import type { MessageRow } from './shapes'

/** The key is the conversation's, so that ten messages of one evening are one piece of news. */
export function newsOf(rows: readonly Pick<MessageRow, 'thread' | 'mine' | 'written_at' | 'from_name'>[]): Answer[] {
  const last = rows.findLast(({ mine }) => !mine)
  return last ? [{ key: `touch/${last.thread}`, at: last.written_at, by: last.from_name, to: 'messages', params: { thread: last.thread } }] : []
}
