/** What came of packages: what is worth writing down, what stands written, and where somebody was. */
import type { ActView } from '@/kernel/acts'
import type { Outcome } from '@/kernel/sandbox'
import { running } from '@/kernel/session'
import type { Standing } from '@/kernel/ui'
import type { DidRow } from '../shapes'

export const DID = 'library.did@1'

/** What somebody did, as screens show it. */
export interface DidView extends Outcome {
  at: string
  standing: Standing
}

interface Said extends Outcome {
  package: string
}

/** The best they did with the package of that file: passed before finished before failed, then the better score, then the later. */
export function bestOf(rows: readonly DidRow[], acts: readonly ActView[], file: string): DidView | null {
  const known = rows.filter((row) => row.package === file).map(({ verb, score, at }): DidView => ({ verb, score, at, standing: 'accepted' }))
  const fresh = acts.flatMap(({ id, command, status, made: at, said }): DidView[] => {
    const it = said as Said | undefined
    const counts = command === DID && status !== 'refused' && it?.package === file && !rows.some((row) => row.id === id)
    return counts ? [{ verb: it.verb, score: it.score, at, standing: status }] : []
  })
  return [...known, ...fresh].sort((a, b) => (better(a, b) ? -1 : better(b, a) ? 1 : b.at.localeCompare(a.at)))[0] ?? null
}

/** Whether one is better than what stands; anything is better than nothing. */
export function better(one: Outcome, standing: Outcome | null): boolean {
  if (!standing) return true
  const [now, then] = [rank(one), rank(standing)]
  return now === then ? (one.score ?? -1) > (standing.score ?? -1) : now > then
}

/** Of a package in several parts: nothing until each was done; passed where none was failed, with the average of their scores. */
export function together(parts: readonly string[], did: Readonly<Record<string, Outcome>>): Outcome | null {
  const all = parts.flatMap((part) => did[part] ?? [])
  if (all.length < parts.length) return null
  if (all.length === 1) return all[0]!
  const scores = all.flatMap(({ score }) => (score === null ? [] : [score]))
  const verb = all.some((one) => one.verb === 'failed') ? 'failed' : all.every((one) => one.verb === 'finished') ? 'finished' : 'passed'
  return { verb, score: scores.length ? scores.reduce((sum, score) => sum + score, 0) / scores.length : null }
}

function rank({ verb }: Outcome): number {
  return ['failed', 'finished', 'passed'].indexOf(verb)
}

/** By part: where they are in it, as it says itself, and what came of it. */
export interface Left {
  states: Record<string, unknown>
  did: Record<string, Outcome>
}

/** In their own vault on this device, and told to nobody. */
export async function leftIn(file: string): Promise<Left> {
  return { states: {}, did: {}, ...(await running().here?.vault.note<Partial<Left>>(nameOf(file))) }
}

export async function keepLeft(file: string, left: Left): Promise<void> {
  await running().here?.vault.setNote(nameOf(file), left)
}

const nameOf = (file: string) => `library-package:${file}`
