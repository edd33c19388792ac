import type { HeldRecord } from '../store/device'

/**
 * What has to go so that `n` bytes more fit into `most`: what was used longest ago first, and nothing that is kept or `busy`.
 * null where even that is not enough; then nothing needs to go.
 */
export function whatGoes(records: readonly HeldRecord[], n: number, most: number, busy: ReadonlySet<string>): HeldRecord[] | null {
  let over = bytesOf(records) + n - most
  const may = records.filter(({ id, kept, n: size }) => size > 0 && kept.length === 0 && !busy.has(id))
  if (over > bytesOf(may)) return null
  const goes: HeldRecord[] = []
  for (const record of may.sort((a, b) => a.used - b.used)) {
    if (over <= 0) break
    goes.push(record)
    over -= record.n
  }
  return goes
}

export function bytesOf(records: readonly HeldRecord[]): number {
  return records.reduce((sum, { n }) => sum + n, 0)
}
