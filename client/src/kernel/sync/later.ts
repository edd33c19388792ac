/** The name under which the browser wakes our service worker (Background Sync). */
export const HAND_IN = 'hand-in'

/** Background Sync, which TypeScript's own descriptions of the browser do not know. */
interface WithSync {
  sync: { register(tag: string): Promise<void> }
}

/** Asks the browser to wake our service worker when there is a network. False where it has no such thing, or was told not to. */
export async function wakeLater(): Promise<boolean> {
  const registration = await navigator.serviceWorker?.getRegistration()
  if (!registration?.active || !('sync' in registration)) return false
  await (registration as unknown as WithSync).sync.register(HAND_IN)
  return true
}
