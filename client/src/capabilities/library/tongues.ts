/** In which language an item is shown. Items may be in languages that the app itself does not speak. */
import { LANGUAGES, isLang } from '@/kernel/words'

const CODE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/
const RIGHT_TO_LEFT = ['ar', 'fa', 'he', 'ps', 'ur', 'ckb']

/** The language that somebody reads: what the app speaks to them, unless their record names one that it cannot speak. */
export function readsIn(spoken: string, record: string | undefined): string {
  return record && !isLang(record) ? record : spoken
}

/** The wished language where it is there, else English, else whatever there is. */
export function tongueOf(there: Record<string, unknown>, wished: string): string {
  const all = Object.keys(there)
  return [wished, 'en'].find((code) => all.includes(code)) ?? all[0] ?? wished
}

/** A language's name in itself: a reader looks for their own word. What is no code is a name already. */
export function ownName(code: string): string {
  const own = LANGUAGES.find((one) => one.code === code)?.ownName
  if (own || !CODE.test(code)) return own ?? code
  return capital(new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code)
}

export function directionOf(code: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.includes(code.split('-')[0]!) ? 'rtl' : 'ltr'
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
