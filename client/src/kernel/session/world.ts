import type { Clock } from '../basics/clock'
import type { Stretch } from '../store/vaultKey'

/** Everything outside: the network, the browser, the clock. */
export interface World {
  origin: string
  fetch: typeof fetch
  locks: LockManager
  storage: StorageManager | undefined
  clock: Clock
  stretch: Stretch
  version: string
  userAgent: string
  language: () => string
  chance?: () => number
  /** Asks the browser to hand in by itself once there is a network, though the app be closed; false where it cannot. */
  handInLater?: () => Promise<boolean>
}
