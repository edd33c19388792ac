/** Where one is in something that plays, to be read and to be heard. */
import { t } from '@/kernel/words'

/** "0:07", "12:30", "1:02:03". */
export function clockWords(seconds: number): string {
  const [hours, minutes, rest] = partsOf(seconds)
  const tail = String(rest).padStart(2, '0')
  return hours ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`
}

/** "1 minute 5 seconds", for who cannot see the clock. */
export function lengthWords(seconds: number): string {
  const [hours, minutes, rest] = partsOf(seconds)
  const whole = hours * 60 + minutes
  const said = [whole ? t('library.minutes', { count: whole }) : '', rest || !whole ? t('library.seconds', { count: rest }) : '']
  return said.filter(Boolean).join(' ')
}

function partsOf(seconds: number): [number, number, number] {
  const whole = Math.floor(Number.isFinite(seconds) ? seconds : 0)
  return [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60]
}
