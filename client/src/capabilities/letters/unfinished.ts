/** Letters that somebody began and has not sent. Where they are listed nothing says to whom. */
import { live, once } from '@/kernel/session/live'
import type { Unfinished } from '@/kernel/registry'
import { t } from '@/kernel/words'
import type { Ref } from 'vue'
import { DRAFTS, TOPIC, type Drafts } from './notes'

const begun = once<Ref<string[]>>()

export function unfinished(): Unfinished[] {
  const recipients = begun('letters', () => live([TOPIC], [], async ({ vault }) => Object.keys((await vault.note<Drafts>(DRAFTS)) ?? {})))
  return recipients.value.map((recipient) => ({ title: t('letters.begun_title'), standing: t('letters.begun'), to: 'letters-with', params: { recipient } }))
}
