/** The sentences at hand. Only the language that is spoken is loaded: the others would double what every start reads. */
import { computed, shallowReactive, watch } from 'vue'
import { LANGUAGES, chosen, spoken, type Lang, type Whole } from './language'

export type Sentences = Record<string, string>

/** An area's words in each language: there already, or fetched when that language is spoken. */
export type Words = Record<Whole, Own> & Partial<Record<Lang, Own>>

type Own = Sentences | (() => Promise<{ default: Sentences }>)

/** Each language's sentences, by key. */
export const known = shallowReactive<Record<Lang, Sentences>>({ en: {}, cy: {}, pl: {} })

const areas: Words[] = []
const fetched = new Map<Lang, number>()

/** Adds an area's words. The registry calls it once for each capability; a shell for its own. */
export function addWords(words: Words): void {
  areas.push(words)
  for (const lang of Object.keys(known) as Lang[]) {
    const own = words[lang]
    if (typeof own !== 'function') known[lang] = { ...known[lang], ...own }
  }
}

/** The same for words that only some screens need: they come with those. Settles when they can be read. */
export function bringWords(words: Words): Promise<void> {
  if (!areas.includes(words)) addWords(words)
  return wordsReady()
}

/** The language on the screen. Setting it chooses one; the screen follows when its words are here. */
export const language = computed<Lang>({
  get: () => spoken.value,
  set: (lang) => (chosen.value = lang)
})

/** Settles when the chosen language can be read: the first screen waits for it. */
export function wordsReady(): Promise<void> {
  return follow(chosen.value)
}

watch(chosen, (lang) => void follow(lang).catch(keepLanguage), { flush: 'sync' })

/** Its words could not be fetched: the choice goes back to what the screen shows. */
function keepLanguage(): void {
  chosen.value = spoken.value
}

async function follow(lang: Lang): Promise<void> {
  const whole = LANGUAGES.find((one) => one.code === lang)?.whole
  for (const one of whole ? [lang] : [lang, 'en' as const]) if (fetched.get(one) !== areas.length) await fetchWords(one)
  if (chosen.value === lang) spoken.value = lang
}

async function fetchWords(lang: Lang): Promise<void> {
  const count = areas.length
  const loads = areas.map((words) => words[lang]).filter((own) => typeof own === 'function')
  const found = await Promise.all(loads.map((load) => load()))
  known[lang] = Object.assign({}, known[lang], ...found.map((one) => one.default))
  fetched.set(lang, count)
}
