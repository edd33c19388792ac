import type { May } from './policy'

/** What the service worker asks of a page, on a port of its own, when a frame opens `/apps/run/<ticket>`. A ticket opens once. */
export interface RunAsk {
  type: typeof RUN
  ticket: string
}

export const RUN = 'apps-run'

/** The page that the ticket stands for: prepared, with the hashes of the scripts that may run in it. */
export interface RunPage extends May {
  html: string
  scripts: string[]
}
