/** What became of each wish, from outside: in the server's tables and pages, by a second device, and on the device that it was made on. */
import type { Device } from './device'
import { Disk } from './disk'
import type { Wish } from './model'
import type { Run } from './run'

export interface Found {
  acts: { id: string; device: string; n: number; person: string; do: string; words: string; hash: string; prev: string; waits: string }[]
  receipts: { act: string; actor: string; r: string; code: string; says: string }[]
  quarantined: { act: string; device: string; n: number; code: string; words: string }[]
  missing: { device: string; first: number; last: number }[]
  requests: { id: string; person: string; words: string; voice: string }[]
  submissions: { id: string; person: string; words: string; photo: string }[]
  files: Record<string, boolean>
  chains: Record<string, number>
  trail_breaks: string[]
  pages: string[]
}

export interface Verdict {
  acts: number
  lost: string[]
  doubled: string[]
  held: number
  unexplained: string[]
  /** Thrown away by a browser that had said that it may. */
  thrown: number
}

/** What still stands in a device's outbox. */
interface Aboard {
  id: string
  n: number
  r?: string
  sealed: boolean
}

export async function verdict(run: Run): Promise<Verdict> {
  const found = await run.site.ask<Found>('look', { devices: run.devices.flatMap((device) => [...device.ids]) })
  const aboard = new Map<string, Aboard>()
  for (const device of run.devices) for (const act of await outboxOf(device)) aboard.set(act.id, act)
  const verdict: Verdict = { acts: 0, lost: [], doubled: [], held: 0, unexplained: [...run.model.wrong, ...found.pages, ...found.trail_breaks], thrown: 0 }
  for (const wish of run.model.wishes) judge(run, wish, found, aboard, verdict)
  verdict.unexplained.push(...chains(found), ...receipts(found), ...(await secondDevice(run, found)))
  return verdict
}

async function outboxOf(device: Device): Promise<Aboard[]> {
  const { tab } = device
  if (!tab || tab.dead || tab.session.facts.stage === 'broken') return []
  const acts = await tab.session.store.db.use((db) => db.getAll('acts'))
  return acts.map(({ id, n, r, ct }) => ({ id, n, ...(r && { r }), sealed: Boolean(ct) }))
}

function judge(run: Run, wish: Wish, found: Found, aboard: Map<string, Aboard>, verdict: Verdict): void {
  const stored = found.acts.filter((act) => isOf(wish, act))
  const aside = found.quarantined.filter((act) => isOf(wish, act))
  const effects = [...found.requests, ...found.submissions].filter((row) => row.words === wish.words)
  const say = (list: string[], why: string) => list.push(`${wish.kind} "${wish.words}" (${wish.acts.join(', ')}; ${wish.status}): ${why}`)
  verdict.acts += 1
  if (effects.length > 1) say(verdict.doubled, `${effects.length} effects`)
  if (new Set(stored.map((act) => act.id)).size > 1 && wish.kind !== 'language') say(verdict.doubled, `stored ${stored.length} times`)
  if (wish.denied && !wish.shown && stored.length + effects.length > 0) say(verdict.doubled, 'said not to be saved, and yet it arrived')
  if (!wish.shown) return
  const reads = run.devices.find((device) => device.name === wish.device)?.readers.has(wish.person)
  if (reads && !wish.status && !wish.unlisted) say(verdict.unexplained, 'no list shows it any more')
  const here = wish.acts.map((id) => aboard.get(id)).find((act) => act?.sealed)
  if (stored.length) return settled(wish, stored[0]!, found, verdict, say)
  if (aside.length) return void (verdict.held += 1)
  if (wish.gone) return void (verdict.thrown += 1)
  if (here) return void (isExplained(here, found) ? (verdict.held += 1) : say(verdict.unexplained, `still on the device as ${here.n}, ${here.r ?? 'no word'}`))
  const missing = isMissing(wish, aboard, found)
  if (missing && run.beyondTrust) return void (verdict.held += 1)
  say(verdict.lost, missing ? 'written down as missing, though no backup was too old' : 'nowhere')
}

function isOf(wish: Wish, act: { act?: string; id?: string; words: string }): boolean {
  return wish.acts.includes(act.id ?? act.act!) || (act.words !== '' && act.words === wish.words)
}

/** It is stored: it has its answer, and its files; or it visibly waits. */
function settled(wish: Wish, act: Found['acts'][number], found: Found, verdict: Verdict, say: (list: string[], why: string) => void): void {
  const answers = found.receipts.filter((receipt) => receipt.act === act.id)
  const outcome = answers[0]?.r
  if (answers.length !== 1) return void say(verdict.unexplained, `${answers.length} receipts: ${JSON.stringify(answers)}, waits for ${act.waits || 'nothing'}`)
  if (outcome === 'held' || outcome === 'quarantined') {
    if (act.waits === 'files' && wish.files.length && !wish.gone) say(verdict.unexplained, 'waits for a file for ever')
    return void (verdict.held += 1)
  }
  if (act.waits) say(verdict.unexplained, `${outcome}, and yet it waits for ${act.waits}`)
  const effects = [...found.requests, ...found.submissions].filter((row) => row.id === act.id)
  const makesRow = wish.kind === 'talk' || wish.kind === 'voice' || wish.kind === 'photo'
  if (outcome === 'accepted' && makesRow && effects.length !== 1) say(verdict.lost, `accepted, with ${effects.length} rows`)
  if (outcome === 'accepted' && wish.files.some((h) => !found.files[h])) say(verdict.lost, 'accepted, and its file is not there')
  if (outcome === 'refused' && !answers[0]!.says) say(verdict.unexplained, 'refused without a word')
  if (wish.status && !agrees(wish.status, outcome!)) say(verdict.unexplained, `the screen says ${wish.status}, the receipt ${outcome}`)
}

function agrees(status: string, outcome: string): boolean {
  return status === outcome || (status === 'accepted' && outcome === 'duplicate')
}

/** An act that stays on its device, and says why. */
function isExplained(act: Aboard, _found: Found): boolean {
  return act.n < 0 && act.r === 'quarantined'
}

function isMissing(wish: Wish, aboard: Map<string, Aboard>, found: Found): boolean {
  return wish.acts.some((id) => {
    const n = aboard.get(id)?.n
    return n !== undefined && found.missing.some((gap) => gap.first <= n && n <= gap.last)
  })
}

/** Each device's acts stand in one unbroken chain, or where it is broken something stands aside or is written down as missing. */
function chains({ acts, quarantined, missing, chains }: Found): string[] {
  const wrong: string[] = []
  for (const [device, reached] of Object.entries(chains)) {
    const own = new Map(acts.filter((act) => act.device === device).map((act) => [act.n, act]))
    const excused = (n: number) =>
      quarantined.some((act) => act.device === device && act.n === n) || missing.some((gap) => gap.device === device && gap.first <= n && n <= gap.last)
    for (let n = 1; n <= reached; n += 1) {
      const [before, act] = [own.get(n - 1), own.get(n)]
      if (!act && !excused(n)) wrong.push(`chain of ${device}: ${n} is nowhere, though it reaches ${reached}`)
      if (act && before && act.prev !== before.hash) wrong.push(`chain of ${device}: ${n} does not follow ${n - 1}`)
    }
  }
  return wrong
}

/** No act was accepted twice, under whichever name. */
function receipts({ receipts }: Found): string[] {
  const accepted = new Map<string, number>()
  for (const { act, r } of receipts) if (r === 'accepted') accepted.set(act, (accepted.get(act) ?? 0) + 1)
  return [...accepted].filter(([, times]) => times > 1).map(([act, times]) => `${act} has ${times} receipts that accept it`)
}

/** A fresh device of one of them is shown what is on the server, each once. */
async function secondDevice(run: Run, found: Found): Promise<string[]> {
  const people = [...new Set(run.model.wishes.filter((wish) => wish.shown).map((wish) => wish.person))]
  if (!people.length) return []
  const person = run.chance.part('second').pick(people)
  const device = await run.add({ name: 'second', kind: 'tablet', id: '', pins: { [person]: '' } }, new Disk())
  device.line.fates = { good: 1 }
  if (!(await run.letIn(device, person))) return [`a second device of ${person} was not let in`]
  await device.rest()
  const shown = await device.tab!.session.here!.vault.rowsOf('talk.requests')
  const got = shown.map((row) => (row.value as { words: string }).words)
  const expected = found.requests.filter((row) => row.person === person).map((row) => row.words)
  return expected.sort().join() === got.sort().join() ? [] : [`a second device of ${person} shows ${got.length} requests, not ${expected.length}`]
}
