import type { FileRef } from '../held/types'

/** What an app asks to be told; and `progress`, that we keep up to 64 KB for it. */
export type Need = 'first_name' | 'language' | 'easy_read' | 'progress'

/** A competence that an app may offer, named in languages and out of so many points. */
export interface Offer {
  competence: string
  name: Record<string, string>
  most: number
}

/** What an app says of itself, as it was reviewed. */
export interface Manifest {
  throughgate: 1
  name: Record<string, string>
  version: string
  says: Record<string, string>
  needs: Need[]
  offers: Offer[]
  wasm: boolean
}

/** A row of the feed `apps.shown`. `statement`: what the server signed of it. */
export interface AppRow {
  app: string
  /** The id of the version, and its number. */
  version: string
  n: number
  partner: string
  manifest: Manifest
  scripts: string[]
  file: FileRef | null
  statement: string
  signed_at: string
  /** Why it was taken back; '' while it is there. */
  taken_back: string
}

/** What an app is told of whoever uses it: only what it needs, and staff signed. */
export interface Granted {
  first_name?: string
  language?: string
  easy_read?: boolean
  progress?: unknown
}
