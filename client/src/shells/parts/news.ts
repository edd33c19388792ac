/** How many answers wait to be read, for the lock screen of a phone that is one person's own. */
import { watch } from 'vue'
import { unreadOf } from '@/kernel/feeds'
import { answers } from '@/kernel/registry'
import { running } from '@/kernel/session'

/**
 * Keeps the number while somebody is here. On a device that others pick up too, nothing is left: beside a name, even a number tells
 * the next one who is in touch with staff. Nothing new is learned while it is locked either, since what could ask for it is sealed.
 */
export function keepNews(): void {
  const session = running()
  const { facts, holders } = session
  const keep = async (count: number): Promise<void> => {
    const [only, ...others] = facts.people
    if (!facts.me || !only || only.id !== facts.me.id) return
    await holders.leaveNews(only.id, others.length || facts.device?.kind !== 'phone' ? 0 : count)
    facts.people = await holders.all()
  }
  watch(
    () => unreadOf(answers()).length,
    (count) => void keep(count).catch((error: unknown) => console.error(error)),
    { immediate: true }
  )
}
