/** A file as rows name it: sha256 in hex, bytes, media type. */
export interface FileRef {
  h: string
  n: number
  t: string
}

/** On the server only · on its way · on this device. */
export type HeldState = 'away' | 'coming' | 'here'

/** How far some files have come. */
export interface Standing {
  state: HeldState
  /** Of all their bytes, from 0 to 1. */
  done: number
}
