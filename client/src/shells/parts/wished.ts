/**
 * The language of who is not known yet. On a device's first screen it is the device's own; after that whatever someone new picks is theirs
 * to take along, and changes nothing for the others.
 */
import { ref } from 'vue'
import type { Me } from '@/kernel/feeds'
import { choicesBelongTo, easyRead, isLang, language, takeChoicesAlong, type Lang } from '@/kernel/words'

/** What someone picked before we knew who they are. */
export const wished = ref<Lang | null>(null)

export function wish(lang: Lang): void {
  language.value = wished.value = lang
}

/** Someone with a code stands before a device that is in use: until we know who it is, nothing that they pick is kept. */
export function passBy(): void {
  choicesBelongTo(null, true)
}

/** They went away again: the device speaks as it did before. */
export function leave(kiosk: boolean): void {
  wished.value = null
  choicesBelongTo(null, kiosk)
}

/** Someone new here finds the app in the language and the easy words that are on their record, unless they have just picked a language. */
export function arrive({ language: written, easy_read }: Me): void {
  const lang = wished.value ?? written
  if (isLang(lang)) language.value = lang
  if (easy_read) easyRead.value = true
  takeChoicesAlong()
}
