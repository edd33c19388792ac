/** What somebody can do and with whom they share it, from the feeds and from acts that the server has not answered yet. */
import type { ActView } from '@/kernel/acts'
import type { Standing } from '@/kernel/ui'
import { EARN, SHARE, STOP, type AppRow, type CompetenceRow, type EmployerRow, type SharingRow } from './shapes'

export interface SharingView {
  id: string
  employer: string
  until: string
  /** The server has taken it; before that nobody outside this device can see it. */
  sent: boolean
}

export interface CompetenceView {
  id: string
  name: string
  partner: string
  score: number
  most: number
  at: string
  evidence: string
  confirmedBy: string
  /** It can be shared once the server has it. */
  known: boolean
  standing: Standing
  says: string
  sharings: SharingView[]
}

export interface Known {
  apps: readonly AppRow[]
  competences: readonly CompetenceRow[]
  sharings: readonly SharingRow[]
  employers: readonly EmployerRow[]
  acts: readonly ActView[]
  lang: string
  now: Date
}

/** In that language, else in English, else in whatever there is. */
export function inTongue(texts: Record<string, string>, lang: string): string {
  return texts[lang] ?? texts.en ?? Object.values(texts)[0] ?? ''
}

/** The apps there are, one view for each: of two rows the newer version stands. */
export function appsOf(rows: readonly AppRow[]): AppRow[] {
  const newest = new Map<string, AppRow>()
  for (const row of rows) if ((newest.get(row.app)?.n ?? 0) <= row.n) newest.set(row.app, row)
  return [...newest.values()].sort((a, b) => b.signed_at.localeCompare(a.signed_at))
}

/** Newest first: each row, then each act that has no row yet. */
export function mineOf(known: Known): CompetenceView[] {
  const fresh = known.acts.filter((act) => act.command === EARN && !known.competences.some((row) => row.act === act.id))
  const views = [...known.competences.map((row) => viewOf(row, known)), ...fresh.flatMap((act) => waiting(act, known))]
  return views.sort((a, b) => b.at.localeCompare(a.at))
}

function viewOf(row: CompetenceRow, known: Known): CompetenceView {
  return {
    id: row.id,
    name: inTongue(row.name, known.lang),
    partner: row.partner,
    score: row.score,
    most: row.most,
    at: row.earned_at,
    evidence: row.evidence,
    confirmedBy: row.confirmed?.by ?? '',
    known: true,
    standing: 'sent',
    says: '',
    sharings: sharingsOf(row.id, known)
  }
}

function waiting(act: ActView, { apps, lang }: Known): CompetenceView[] {
  const said = act.said as { app?: string; competence?: string; score?: number; evidence?: string } | undefined
  const app = apps.find((one) => one.app === said?.app)
  const offer = app?.manifest.offers.find((one) => one.competence === said?.competence)
  if (!app || !offer) return []
  const { id, made: at, status: standing, says = '' } = act
  const name = inTongue(offer.name, lang)
  const { score = 0, evidence = '' } = said ?? {}
  return [{ id, name, partner: app.partner, score, most: offer.most, at, evidence, confirmedBy: '', known: false, standing, says, sharings: [] }]
}

/** Those that go on now, with what this device has said and the server has not answered yet. */
function sharingsOf(competence: string, { sharings, employers, acts, now }: Known): SharingView[] {
  const stopped = new Set(acts.filter((act) => act.command === STOP && act.status !== 'refused').map((act) => (act.said as { sharing?: string })?.sharing))
  const stands = sharings
    .filter((row) => row.competence === competence && !row.stopped_at && new Date(row.until) > now)
    .map((row) => ({ id: row.id, employer: row.employer_name, until: row.until, sent: true }))
  const fresh = acts.filter((act) => act.command === SHARE && act.status !== 'refused' && !sharings.some((row) => row.act === act.id))
  const begun = fresh.flatMap((act) => {
    const said = act.said as { competence?: string; employer?: string; until?: string } | undefined
    const employer = employers.find((one) => one.employer === said?.employer)
    if (said?.competence !== competence || !employer || !said.until) return []
    return [{ id: act.id, employer: employer.name, until: said.until, sent: false }]
  })
  return [...stands, ...begun].filter((one) => !stopped.has(one.id))
}
