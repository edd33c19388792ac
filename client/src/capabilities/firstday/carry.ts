/** The tour's sentences as sound, in every language that it speaks, brought to the device before they are needed: the tour speaks with no network. */
import { LANGUAGES, carrySpeech, language, type Lang, type Sentences } from '@/kernel/words'
import { CALLS } from './calls'

const WORDS: Record<Lang, () => Promise<{ default: Sentences }>> = {
  en: () => import('./words.en'),
  cy: () => import('./words.cy'),
  pl: () => import('./words.pl')
}

/** Each language's call comes first, then the language that is spoken; then those of which the app has least, whose speakers need it most. */
export async function carryTour(): Promise<void> {
  for (const [lang, call] of Object.entries(CALLS)) await carrySpeech(lang, [call])
  for (const lang of inTurn()) await carrySpeech(lang, await tourTexts(lang))
}

/** What only a screen reader says, in its own voice, and signs that need no word. */
const SILENT = /^firstday\.(do\..+|arrow|again|finish|away|send|once_more)$/

/** All that tour and practice say: whoever chooses a language with no network has nobody to bring the rest. */
export async function tourTexts(lang: Lang): Promise<string[]> {
  const { default: words } = await WORDS[lang]()
  return Object.entries(words).filter(([key]) => !SILENT.test(key)).map(([, text]) => text)
}

function inTurn(): Lang[] {
  const others = LANGUAGES.filter((one) => one.code !== language.value).sort((a, b) => Number(a.whole) - Number(b.whole))
  return [language.value, ...others.map((one) => one.code)]
}
