import { readFileSync } from 'node:fs'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { known } from '@/kernel/words/dictionary'
import { addWords, easyRead, hasWords, language, t, wordsReady } from '@/kernel/words'
import type { Lang, Words } from '@/kernel/words'

const sources = import.meta.glob<string>(['../{src,letters}/**/*.vue', '../{src,letters}/**/*.ts', '!../**/*.test.ts', '!../**/words*.ts'], {
  query: '?raw',
  import: 'default',
  eager: true
})
const areas = import.meta.glob<{ words?: Words }>('../{src,letters}/**/words.ts', { eager: true })
const PLURAL = /\.(zero|one|two|few|many|other)$/
const LANGS: Lang[] = ['en', 'cy']

beforeAll(async () => {
  for (const area of Object.values(areas)) if (area.words) addWords(area.words)
  for (const lang of LANGS) await speak(lang)
})
afterEach(async () => {
  easyRead.value = false
  await speak('en')
})

async function speak(lang: Lang): Promise<void> {
  language.value = lang
  await wordsReady()
}

/** A form chosen by a number; "something else" ends in ".other" too, but has no ".one" beside it. */
function isForm(key: string): boolean {
  return PLURAL.test(key) && key.replace(PLURAL, '.one') in known.en
}

/** A key without its plural form: forms differ from language to language. */
function stem(key: string): string {
  return isForm(key) ? key.replace(PLURAL, '') : key
}

function keys(lang: Lang): string[] {
  return Object.keys(known[lang])
}

describe('every sentence', () => {
  test('is there in both languages', () => {
    expect([...new Set(keys('cy').map(stem))].sort()).toEqual([...new Set(keys('en').map(stem))].sort())
  })

  test('that counts has a form for one and for any other number', () => {
    for (const lang of LANGS) {
      const counted = keys(lang)
        .filter((key) => key.endsWith('.one'))
        .map(stem)
      expect(counted.filter((key) => !(`${key}.other` in known[lang]))).toEqual([])
      expect(
        keys(lang)
          .filter((key) => key.endsWith('.other') && isForm(key))
          .map(stem)
          .sort()
      ).toEqual([...counted].sort())
    }
  })

  test('fills in the same gaps in both languages', () => {
    const gaps = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]!).sort()
    for (const key of keys('en').filter((one) => one in known.cy && !isForm(one))) {
      expect([key, gaps(known.cy[key]!)]).toEqual([key, gaps(known.en[key]!)])
    }
  })

  test('has no form that the language never asks for', () => {
    for (const lang of LANGS) {
      const forms = new Intl.PluralRules(lang).resolvedOptions().pluralCategories as string[]
      expect(keys(lang).filter((key) => isForm(key) && !forms.includes(key.split('.').at(-1)!))).toEqual([])
    }
  })

  test('is short: twenty words at most', () => {
    const sentences = Object.entries(known.en).flatMap(([key, text]) =>
      text.split(/[.:?!]\s/).map((sentence) => [key, sentence.trim()] as const)
    )
    expect(sentences.filter(([, sentence]) => sentence.split(/\s+/).length > 20)).toEqual([])
  })

  test('calls nobody by a word they would not choose', () => {
    expect(Object.entries(known.en).filter(([, text]) => /\b(offender|inmate|prisoner|client|felon|convict)s?\b/i.test(text))).toEqual([])
  })
})

test('every key that a screen names is written', () => {
  const missing = Object.entries(sources).flatMap(([file, text]) =>
    [...text.matchAll(/\bt\(\s*'([^']+)'/g)]
      .map((found) => found[1]!)
      .filter((key) => !written(key))
      .map((key) => `${file}: ${key}`)
  )
  expect(missing).toEqual([])
})

test('no key is written that nothing names', () => {
  const all = Object.values(sources).join('\n')
  // Keys made of parts: t(`checkin.${kind}.title`) names checkin.feel.title.
  const made = [...all.matchAll(/`([a-z_]+\.[^`\s]*\$\{[^`]*)`/g)].map(
    (found) => new RegExp(`^${found[1]!.replace(/\$\{[^`]*?\}/g, '[^.]+')}$`)
  )
  const stems = [...new Set(keys('en').map(stem))].map((key) => key.replace(/\.easy$/, ''))
  // `act.` and `not_saved.` are named by commands and by errors.
  const named = (key: string) => /^(act|not_saved)\./.test(key) || all.includes(`'${key}'`) || made.some((one) => one.test(key))
  expect(stems.filter((key) => !named(key))).toEqual([])
})

test('no part of the app carries styles of its own: the policy forbids inline ones', () => {
  const guilty = Object.entries(sources).filter(([file, text]) => file.endsWith('.vue') && /<style|\s:?style=/.test(text))
  expect(guilty.map(([file]) => file)).toEqual([])
})

test('the Welsh of one, two and many things differs as Welsh does', async () => {
  await speak('cy')
  expect([1, 2, 5].map((count) => t('bar.waiting', { count }))).toEqual([
    '1 peth heb ei anfon eto.',
    '2 beth heb eu hanfon eto.',
    '5 o bethau heb eu hanfon eto.'
  ])
})

test('numbers are written with commas, as people here write them', () => {
  expect(t('ui.letters_max', { count: 1000 })).toBe('You can write up to 1,000 letters.')
})

test('easy read takes the easy sentence where there is one, and the usual one elsewhere', () => {
  expect(t('checkin.help.MENTAL_HEALTH')).toBe('My mental health')
  easyRead.value = true
  expect(t('checkin.help.MENTAL_HEALTH')).toBe('How I feel inside')
  expect(t('checkin.help.MONEY')).toBe('Money')
})

test('a key nobody wrote shows as itself, and is not said to be there', () => {
  expect(t('nobody.wrote')).toBe('nobody.wrote')
  expect(hasWords('nobody.wrote')).toBe(false)
})

test('the page in which the app stands offers no words of its own but the one for browsers without script', () => {
  expect(readFileSync('index.html', 'utf8')).not.toMatch(/<script(?![^>]*src=)/)
})

function written(key: string): boolean {
  return key in known.en || `${key}.other` in known.en
}
