/** The tour's sentences as sound, in every language that it speaks, brought to the device before they are needed: the tour speaks with no network. */
import { LANGUAGES, carrySpeech, language, type Lang, type Sentences } from '@/kernel/words'
import { CALLS } from './calls'

const WORDS: Record<Lang, () => Promise<{ default: Sentences }>> = {
  en: () => import('./words.en'),
  cy: () => import('./words.cy'),
  pl: () => import('./words.pl')
}

/** Those of the language that is spoken come first, after each language's call. */
export async function carryTour(): Promise<void> {
  for (const [lang, call] of Object.entries(CALLS)) await carrySpeech(lang, [call])
  const others = LANGUAGES.map((one) => one.code).filter((code) => code !== language.value)
  for (const lang of [language.value, ...others]) await carrySpeech(lang, await tourTexts(lang))
}

export async function tourTexts(lang: Lang): Promise<string[]> {
  const { default: words } = await WORDS[lang]()
  return Object.values(words).filter((text) => !text.includes('{'))
}
