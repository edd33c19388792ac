/** Whom somebody began to ask for and has not sent. */
import { useDrafts } from '@/kernel/drafts'
import type { Unfinished } from '@/kernel/registry'
import { t } from '@/kernel/words'
import type { AskDraft } from './contacts'

/** The name of its draft. */
export const DRAFT = 'family.ask'

export function unfinished(): Unfinished[] {
  const begun = useDrafts<AskDraft>(DRAFT).value.filter(({ body }) => body.name || body.kind || body.words)
  return begun.map(() => ({ title: t('family.ask_title'), standing: t('family.begun'), to: 'people-ask', params: {} }))
}
