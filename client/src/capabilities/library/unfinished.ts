/** What somebody began to say of an item and has not sent. */
import { useDrafts } from '@/kernel/drafts'
import type { Unfinished } from '@/kernel/registry'
import { t } from '@/kernel/words'
import type { CommentDraft } from './comments'

/** The name of the draft; it is pinned to the item. */
export const DRAFT = 'library.comment'

export function unfinished(): Unfinished[] {
  const begun = useDrafts<CommentDraft>(DRAFT).value.filter(({ body }) => body.words || body.voice)
  return begun.map(({ pinnedTo: item }) => ({ title: t('library.say_title'), standing: t('library.say_begun'), to: 'library-say', params: { item } }))
}
