/** What somebody began to ask and has not sent. */
import { useDrafts } from '@/kernel/drafts'
import type { Unfinished } from '@/kernel/registry'
import { t } from '@/kernel/words'
import type { AskDraft } from './asks'

/** The name of its draft. */
export const DRAFT = 'talk.ask'

export function unfinished(): Unfinished[] {
  const begun = useDrafts<AskDraft>(DRAFT).value.filter(({ body }) => body.about || body.words || body.voice)
  return begun.map(() => ({ title: t('talk.title'), standing: t('talk.begun'), to: 'talk', params: {} }))
}
