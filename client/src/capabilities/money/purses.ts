/** What is left, and what came and went, in words. All sums are whole pence. */
import { t } from '@/kernel/words'

/** A row of the feed `money.balance`. */
export interface PurseRow {
  purse: 'own' | 'weekly'
  pence: number
  /** When a weekly allowance lapses. */
  until: string | null
}

/** A row of the feed `money.entries`; `pence` below nothing went out. */
export interface EntryRow {
  id: string
  at: string
  what: string
  kind: string
  pence: number
  why: string
  about: string
  name: string
}

/** “12p”, “£1.20”, “−£3.00”, as the server writes it. */
export function pounds(pence: number): string {
  const sign = pence < 0 ? '−' : ''
  const whole = Math.abs(pence)
  return whole < 100 ? `${sign}${whole}p` : `${sign}£${(whole / 100).toFixed(2)}`
}

/** The same for something that came or went. */
export function moved(pence: number): string {
  return pence > 0 ? `+${pounds(pence)}` : pounds(pence)
}

/** What can be spent now: an allowance lapses with its week, whether or not the network was there to say so. */
export function left(purses: readonly PurseRow[], purse: PurseRow['purse'], now: Date): number {
  return purses.filter((row) => row.purse === purse && (!row.until || new Date(row.until) > now)).reduce((sum, row) => sum + row.pence, 0)
}

/** What an entry is called: "You sent: words", "Carol paid in for you". */
export function entryWords({ what, kind, name }: EntryRow): string {
  const by = what === 'top_up' && name ? 'money.what.top_up_by' : `money.what.${what}`
  return t(by, { name, kind: t(`money.kind.${kind || 'text'}`) })
}

/** The newest first. */
export function newest(rows: readonly EntryRow[]): EntryRow[] {
  return [...rows].sort((a, b) => b.at.localeCompare(a.at))
}
