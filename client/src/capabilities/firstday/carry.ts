/** The tour's sentences as sound, in every language that it speaks, brought to the device before they are needed: the tour speaks with no network. */
import { LANGUAGES, carrySpeech, language, type Lang, type Sentences } from '@/kernel/words'
import { CALLS } from './calls'

const WORDS: Record<Lang, () => Promise<{ default: Sentences }>> = {
  en: () => import('./words.en'),
  cy: () => import('./words.cy'),
  pl: () => import('./words.pl')
}

/** What speaks by itself as the tour and the practice go along; the rest comes with the language once it is chosen. */
const BY_ITSELF = /^firstday\.(step\..+|well_done|offer|begin|practice_help|talk_about|feel|pick|practised)$/

/** Each language's call comes first, then the language that is spoken; then those of which the app has least, whose speakers need it most. */
export async function carryTour(): Promise<void> {
  for (const [lang, call] of Object.entries(CALLS)) await carrySpeech(lang, [call])
  for (const lang of inTurn()) await carrySpeech(lang, await tourTexts(lang))
}

export async function tourTexts(lang: Lang): Promise<string[]> {
  const { default: words } = await WORDS[lang]()
  return Object.entries(words).filter(([key]) => BY_ITSELF.test(key)).map(([, text]) => text)
}

function inTurn(): Lang[] {
  const others = LANGUAGES.filter((one) => one.code !== language.value).sort((a, b) => Number(a.whole) - Number(b.whole))
  return [language.value, ...others.map((one) => one.code)]
}
