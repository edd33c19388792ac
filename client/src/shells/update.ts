import { ref } from 'vue'
import type { Workbox } from 'workbox-window'
import type { Session } from '@/kernel/session'
import { switchOff, versionFacts } from '@/kernel/sync/version'
import { setAudioSource } from '@/kernel/words'

/** A newer version stands ready beside this one. */
export const updateReady = ref(false)

let workbox: Workbox | null = null
let switching = false

/**
 * Keeps the app's own files fresh: looks for a newer version when the server names one, shows that it is ready, and changes over
 * when the person says so or when the app is locked. `/version.json` can also switch the installed app off.
 */
export async function startUpdates(session: Session): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  if (!(await stillWanted(session))) return
  const { Workbox } = await import('workbox-window')
  workbox = new Workbox('/sw.js')
  workbox.addEventListener('waiting', () => (updateReady.value = true))
  workbox.addEventListener('controlling', () => {
    if (switching) location.reload()
  })
  session.afterGood.add(() => stillWanted(session))
  session.changes.on('person', () => {
    if (!session.here && updateReady.value) changeOver()
  })
  await workbox.register().catch((error: unknown) => console.error(error))
}

/** Locks first, so that drafts are on the disk, and then starts the newer version. */
export async function switchNow(session: Session): Promise<void> {
  await session.lock()
  changeOver()
}

function changeOver(): void {
  switching = true
  workbox?.messageSkipWaiting()
}

async function stillWanted({ world }: Session): Promise<boolean> {
  const facts = await versionFacts(world.fetch, world.origin)
  if (facts?.kill) {
    // Sound that still comes would be kept anew.
    setAudioSource(null)
    await switchOff()
    return false
  }
  if (facts && facts.version !== world.version) await workbox?.update().catch(() => undefined)
  return true
}
