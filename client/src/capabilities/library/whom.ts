/** Whom an item is for, how long it takes and how large it is, in words. */
import { hasWords, t } from '@/kernel/words'
import type { FileRef, For } from './shapes'
import { ownName } from './tongues'

/** One sentence for each line of the rule that says anything: "people at HMP Northgate". For everybody: none. */
export function forWords({ places, categories = [], settings, regimes, languages, groups = [], ages }: For): string[] {
  const lines = {
    places: places.join(', '),
    categories: categories.map((code) => worded('category', code)).join(', '),
    settings: settings.map((code) => worded('setting', code)).join(', '),
    regimes: regimes.map((code) => worded('regime', code)).join(', '),
    languages: languages.map(ownName).join(', '),
    groups: groups.join(', ')
  }
  const said = Object.entries(lines).filter(([, who]) => who)
  return [...said.map(([line, who]) => t(`library.for.${line}`, { who })), ...(ages ? [ageWords(ages)] : [])]
}

/** "4 minutes"; '' where nobody counted. */
export function minutesWords(minutes: number): string {
  return minutes > 0 ? t('library.minutes', { count: Math.ceil(minutes) }) : ''
}

/** "12 MB", "0.3 MB": to one tenth below ten, and never nothing. */
export function sizeWords(bytes: number): string {
  const mb = bytes / 1_000_000
  return t('library.size', { mb: mb < 10 ? Math.max(0.1, Math.round(mb * 10) / 10) : Math.round(mb) })
}

/** All of these together, each once. */
export function bytesOf(files: readonly FileRef[]): number {
  return [...new Map(files.map((file) => [file.h, file.n])).values()].reduce((sum, n) => sum + n, 0)
}

function ageWords({ least, most }: { least: number; most: number }): string {
  if (least <= 0) return t('library.for.ages_most', { most })
  return most >= 150 ? t('library.for.ages_least', { least }) : t('library.for.ages', { least, most })
}

function worded(area: string, code: string): string {
  const key = `library.${area}.${code}`
  return hasWords(key) ? t(key) : code
}
