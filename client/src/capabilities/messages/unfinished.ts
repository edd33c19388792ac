/** What somebody began to write or to make for one of their people, and has not sent. */
import { useDrafts } from '@/kernel/drafts'
import type { Unfinished } from '@/kernel/registry'
import { t } from '@/kernel/words'
import { DRAFT, isBegun, type MessageDraft } from './draft'

export function unfinished(): Unfinished[] {
  const begun = useDrafts<MessageDraft>(DRAFT).value.filter(({ body }) => isBegun(body))
  return begun.map(({ pinnedTo }) => {
    const [thread = '', kind = ''] = pinnedTo.split('/')
    const where = kind === 'text' ? { to: 'messages' } : { to: 'messages-make', params: { thread, kind } }
    return { title: t('act.touch.send'), standing: t('messages.begun'), params: { thread }, ...where }
  })
}
