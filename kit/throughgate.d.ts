/** What an app is told of whoever uses it: only what its manifest needs, and staff have signed. */
export interface Granted {
  /** What they want to be called. */
  first_name?: string
  /** "en", "cy"… */
  language?: string
  /** They want easy words. */
  easy_read?: boolean
  /** What the app kept last; null where it kept nothing. */
  progress?: unknown
}

/** `ok: false` says why: declined · not_offered · not_needed · failed. */
export type Told = { ok: true } | { ok: false; why: string }

/** The port, as the helper in throughgate.js offers it. */
export interface Throughgate {
  granted: Promise<Granted>
  /**
   * Offers to write down that the person can do something: a competence of the manifest, whole points up to its `most`, and at most 2 KB of
   * words on how they showed it. They see all of it outside the app and say yes or no; the answer comes when they have.
   */
  offer(competence: string, score: number, evidence?: string): Promise<Told>
  /** Keeps how far they are, on their device alone: any JSON of at most 64 KB. */
  keep(value: unknown): Promise<Told>
  /** Closes the app. */
  leave(): Promise<void>
}

/** What goes through the port, each as one string of JSON; 40 of them in ten seconds at most. */
export type Said =
  | { id: number; do: 'offer'; competence: string; score: number; evidence?: string }
  | { id: number; do: 'progress'; value: unknown }
  | { id: number; do: 'leave' }

/** `<script type="application/throughgate+json">` in the head of the page. */
export interface Manifest {
  throughgate: 1
  /** By language; English at least. */
  name: Record<string, string>
  version: string
  says?: Record<string, string>
  needs?: ('first_name' | 'language' | 'easy_read' | 'progress')[]
  offers?: { competence: string; name: Record<string, string>; most: number }[]
  /** It brings WebAssembly. Whoever reviews it will ask for the source. */
  wasm?: boolean
}

declare global {
  const throughgate: Throughgate
}
