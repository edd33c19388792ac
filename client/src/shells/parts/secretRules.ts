import type { Secret } from '@/kernel/session'
import { t } from '@/kernel/words'

const PICTURES = 4

/** Why a new PIN or picture password will not do, in words; '' where it will. */
export function tooEasy(kind: Secret['kind'], value: string, fewestDigits: number): string {
  if (kind === 'pictures') {
    const chosen = value.split('-').filter(Boolean)
    if (chosen.length < PICTURES) return t('shell.four_pictures')
    return new Set(chosen).size === 1 ? t('shell.easy_pictures') : ''
  }
  if (!/^\d*$/.test(value)) return t('shell.only_digits')
  if (value.length < fewestDigits) return t('shell.pin_hint', { count: fewestDigits })
  return isRun(value) ? t('shell.easy_pin') : ''
}

/** 111111, 123456, 987654: what is tried first by someone who guesses. */
function isRun(digits: string): boolean {
  const steps = [...digits].slice(1).map((digit, i) => Number(digit) - Number(digits[i]))
  return [0, 1, -1].some((step) => steps.every((one) => one === step))
}
