/** What the server sends of apps, and what is said to it. See the server's modules/apps/README.md. */
export type { AppRow } from '@/kernel/sandbox'

export const EARN = 'apps.earn@1'
export const SHARE = 'apps.share@1'
export const STOP = 'apps.stop_sharing@1'

/** A row of the feed `apps.competences`. `name` by language. */
export interface CompetenceRow {
  id: string
  act: string
  app: string
  partner: string
  key: string
  name: Record<string, string>
  score: number
  most: number
  evidence: string
  earned_at: string
  confirmed: { at: string; by: string } | null
}

/** A row of the feed `apps.employers`. */
export interface EmployerRow {
  employer: string
  name: string
}

/** A row of the feed `apps.sharings`. */
export interface SharingRow {
  id: string
  act: string
  competence: string
  employer: string
  employer_name: string
  from_at: string
  until: string
  stopped_at: string | null
}
