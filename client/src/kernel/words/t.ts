/** t(): the sentence for a key, in the reader's language. */
import { known } from './dictionary'
import { easyRead, languageFacts, spoken, type Lang } from './language'

export type Values = Record<string, string | number>

/** What was lately said in English to somebody whose language lacks it. */
const borrowed = new Set<string>()
const MOST_BORROWED = 1_000

/**
 * The words for `key`, with each {name} filled in from `values`.
 * With `count` the form is chosen by the language's plural rules: key.one, key.few … key.other.
 * In easy read, key.easy is taken where there is one. A key nobody wrote shows as itself: a test finds it first.
 */
export function t(key: string, values: Values = {}): string {
  for (const lang of tongues()) {
    const form = candidates(lang, key, values).find((one) => one in known[lang])
    if (form !== undefined) return noted(lang, fill(known[lang][form]!, values))
  }
  return fill(key, values)
}

/** Is there such a sentence? For words that only some things have. */
export function hasWords(key: string): boolean {
  return tongues().some((lang) => key in known[lang])
}

/** Every sentence of this language that never changes: what can be made into sound beforehand. */
export function fixedTexts(lang: Lang): string[] {
  return Object.values(known[lang]).filter((text) => !text.includes('{'))
}

/** The same of all that the reader may meet: their own sentences first, then those that are English in a language that is not whole. */
export function fixedToHear(): { lang: Lang; text: string }[] {
  const [own, ...others] = tongues()
  const lacking = others.flatMap((lang) => Object.entries(known[lang]).filter(([key]) => !(key in known[own!])).map(([, text]) => ({ lang, text })))
  return [...fixedTexts(own!).map((text) => ({ lang: own!, text })), ...lacking.filter(({ text }) => !text.includes('{'))]
}

/** The language in which a text that t() gave is written: a Polish voice makes no English. */
export function tongueOf(text: string): Lang {
  return spoken.value !== 'en' && borrowed.has(text) ? 'en' : spoken.value
}

function tongues(): Lang[] {
  return languageFacts.value.whole ? [spoken.value] : [spoken.value, 'en']
}

function noted(lang: Lang, text: string): string {
  if (lang === spoken.value) return text
  if (borrowed.size >= MOST_BORROWED) borrowed.clear()
  borrowed.add(text)
  return text
}

function candidates(lang: Lang, key: string, values: Values): string[] {
  const bases = easyRead.value ? [`${key}.easy`, key] : [key]
  if (typeof values.count !== 'number') return bases
  const form = new Intl.PluralRules(lang).select(values.count)
  return bases.flatMap((base) => [`${base}.${form}`, `${base}.other`, base])
}

function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    return value === undefined ? whole : typeof value === 'number' ? numberWords(value) : value
  })
}

/** 12,345 in both languages; Welsh writes figures as British English does. */
function numberWords(value: number): string {
  return new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 }).format(value)
}
