/** t(): the sentence for a key, in the reader's language. */
import { known } from './dictionary'
import { easyRead, spoken, type Lang } from './language'

export type Values = Record<string, string | number>

/**
 * The words for `key`, with each {name} filled in from `values`.
 * With `count` the form is chosen by the language's plural rules: key.one, key.few … key.other.
 * In easy read, key.easy is taken where there is one. A key nobody wrote shows as itself: a test finds it first.
 */
export function t(key: string, values: Values = {}): string {
  const words = known[spoken.value]
  const form = candidates(key, values).find((one) => one in words)
  return fill(form === undefined ? key : words[form]!, values)
}

/** Is there such a sentence? For words that only some things have. */
export function hasWords(key: string): boolean {
  return key in known[spoken.value]
}

/** Every sentence of this language that never changes: what can be made into sound beforehand. */
export function fixedTexts(lang: Lang): string[] {
  return Object.values(known[lang]).filter((text) => !text.includes('{'))
}

function candidates(key: string, values: Values): string[] {
  const bases = easyRead.value ? [`${key}.easy`, key] : [key]
  if (typeof values.count !== 'number') return bases
  const form = new Intl.PluralRules(spoken.value).select(values.count)
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
