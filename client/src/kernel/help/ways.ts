/**
 * Whom somebody can turn to at once, by country and by how they live, the nearest first. Each way is a sentence of `words.*.ts`, so that
 * it can be read and heard with no network. Source of every number: docs/field.md, "Help at once".
 */
import type { IconName } from '../ui/icons'

export type Country = 'england_and_wales' | 'scotland' | 'northern_ireland'

/** How somebody lives, as far as it changes whom they can reach: behind a locked door, in an open prison, in a hostel with staff, or at home. */
export type Where = 'cell' | 'open' | 'premises' | 'outside'

export interface Way {
  /** Ends the word key: "help.way.bell". */
  name: string
  icon: IconName
  /** What a phone can ring at once, as it is written; '' where somebody must be asked. */
  number: string
}

/** The country whose numbers this app gives. A build for another sets VITE_COUNTRY. */
export const COUNTRY: Country = (import.meta.env.VITE_COUNTRY as Country | undefined) ?? 'england_and_wales'

const asked = (name: string, icon: IconName): Way => ({ name, icon, number: '' })
const rung = (name: string, number: string): Way => ({ name, icon: 'call', number })

const INSIDE = [asked('listener', 'people'), asked('samaritans_inside', 'phone')]
const SAMARITANS = rung('samaritans', '116 123')
const DANGER = rung('danger', '999')

const LINES: Record<Country, Way[]> = {
  england_and_wales: [rung('nhs111', '111')],
  scotland: [rung('nhs24', '111'), rung('breathing_space', '0800 83 85 87')],
  northern_ireland: [rung('lifeline', '0808 808 8000')]
}

export function waysFrom(where: Where, country: Country = COUNTRY): Way[] {
  if (where === 'cell') return [asked('bell', 'warning'), ...INSIDE]
  if (where === 'open') return [asked('officer', 'person'), ...INSIDE]
  const outside = [DANGER, SAMARITANS, ...LINES[country]]
  return where === 'premises' ? [asked('staff_here', 'person'), ...outside] : outside
}

/** From the setting on the record; where that is not known yet, a phone is somebody's own, and everything else hangs on a wall inside. */
export function whereFrom(setting: string | undefined, device: string): Where {
  if (setting === 'closed') return 'cell'
  if (setting === 'open') return 'open'
  if (setting === 'approved_premises') return 'premises'
  return setting || device === 'phone' ? 'outside' : 'cell'
}
