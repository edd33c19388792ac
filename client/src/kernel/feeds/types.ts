export type { Me } from '../basics/me'

export interface Row<T> {
  key: string
  rev: number
  value: T
}

/** What the access policy says of one capability; `says` and `until` explain a no. */
export interface Can {
  ok: boolean
  says?: string
  until?: string
}
