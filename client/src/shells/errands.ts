import { errands } from '@/kernel/registry'
import type { Session } from '@/kernel/session'

/** What capabilities do once the server was reached, for whoever is here; each goes on alone, and not twice at once. */
export function runErrands(session: Session): void {
  for (const errand of errands()) {
    let under: Promise<unknown> | null = null
    session.afterGood.add(async () => {
      if (session.here) await (under ??= errand().finally(() => (under = null)))
    })
  }
}
