/** Where an act is, as the person reads it; see "status words" in docs/adr/0003. */
export type Status = 'saved' | 'at_hub' | 'sent' | 'accepted' | 'held' | 'refused' | 'quarantined'

/** One act of the person who is here. `about` is the route or thing the act belongs to, chosen by the sender. */
export interface ActView {
  id: string
  command: string
  about: string
  /** RFC 3339, by the device's own clock. */
  made: string
  /** What was said, as `send` was given it; none where this device did not make it. */
  said?: object
  status: Status
  says?: string
  code?: string
}
