/** What the feeds `bulletin.today` and `bulletin.screens` say. See the server's `feed.py`. */
export interface Said {
  title: string
  words: string
  easy: string
}

export type Texts = Record<string, Said>

export interface OutageRow {
  since: string
  expected_at: string | null
  mended_at: string | null
  in: Texts
}

export interface LineRow {
  id: string
  kind: 'notice' | 'routine' | 'film' | 'service' | 'changed' | 'trouble' | 'tried'
  /** The name of the wing; '' for the whole place. */
  place: string
  in: Texts
  what: string
  /** Of a routine: 1 is Monday. */
  days: string
  /** Minutes after midnight. */
  begins: number | null
  ends: number | null
  from_at: string
  until: string | null
  system: boolean
  outage: OutageRow | null
}

export interface ScreensRow {
  tongues: 'both' | 'en' | 'cy'
  seconds: number
  depth: number
}
