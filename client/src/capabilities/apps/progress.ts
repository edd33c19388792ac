/** How far somebody is in an app: in their own vault on this device, and told to nobody. */
import { running } from '@/kernel/session'

const nameOf = (app: string) => `apps-progress:${app}`

/** null where they have not begun. */
export async function progressIn(app: string): Promise<unknown> {
  return (await running().here?.vault.note<unknown>(nameOf(app))) ?? null
}

export async function keepProgress(app: string, value: unknown): Promise<void> {
  await running().here?.vault.setNote(nameOf(app), value)
}
