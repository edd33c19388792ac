/** The keys of recipients as a device knows them: a server that names another is noticed. */
import { sameKey } from './sealing'

/** A recipient's key as this device first saw it, or as the person has taken it since. */
export interface Pin {
  key: string
  /** The person has compared the digits with those on paper. */
  compared: boolean
}

/** Is this the key that the device knows? 'new': it has sealed to none of theirs yet. */
export function knows(pinned: Pin | undefined, key: string): 'known' | 'new' | 'changed' {
  if (!pinned) return 'new'
  return sameKey(pinned.key, key) ? 'known' : 'changed'
}
