/** Which language the app speaks now, and whether it speaks easy read. */
import { computed, ref, watchEffect } from 'vue'
import { kept } from './kept'

/** Languages in which every sentence is there. */
export type Whole = 'en' | 'cy'
/** And those in which some are: what they lack is said in English. */
export type Lang = Whole | 'pl'

export interface Language {
  code: Lang
  /** Its name in itself: a reader looks for their own word. */
  ownName: string
  direction: 'ltr' | 'rtl'
  /** False until a speaker of the language has read every sentence. */
  checked: boolean
  /** False where sentences are still missing, which are then in English. */
  whole: boolean
  /** The tag that speech voices and the server's audio know it by. */
  voice: string
}

export const LANGUAGES: readonly Language[] = [
  { code: 'en', ownName: 'English', direction: 'ltr', checked: true, whole: true, voice: 'en-GB' },
  { code: 'cy', ownName: 'Cymraeg', direction: 'ltr', checked: false, whole: true, voice: 'cy' },
  { code: 'pl', ownName: 'Polski', direction: 'ltr', checked: false, whole: false, voice: 'pl' }
]

/** What the person chose. */
export const chosen = kept<Lang>('language', firstLanguage())
/** What is on the screen: it follows the choice as soon as that language's words are here. */
export const spoken = ref<Lang>(chosen.value)
export const easyRead = kept('easy-read', false)
/** Say each screen aloud as it opens, and each choice as it is made. */
export const readAloud = kept('read-aloud', false)

export const languageFacts = computed(() => LANGUAGES.find((one) => one.code === spoken.value) ?? LANGUAGES[0]!)

/** Keeps <html lang dir> true, for screen readers, hyphenation and right-to-left layout. */
export function wearLanguage(root: HTMLElement): void {
  watchEffect(() => {
    root.lang = spoken.value
    root.dir = languageFacts.value.direction
  })
}

/** True of any string the server may name a language by, where we have its words. */
export function isLang(code: string): code is Lang {
  return LANGUAGES.some((one) => one.code === code)
}

function firstLanguage(): Lang {
  const wished = globalThis.navigator?.languages ?? []
  return wished.map((tag) => tag.slice(0, 2)).find(isLang) ?? 'en'
}
