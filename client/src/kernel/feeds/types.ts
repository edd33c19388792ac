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

/** Something that a worker wrote to the person, and the screen that shows it. `at` changes when they write anew. */
export interface Answer {
  key: string
  at: string
  by: string
  to: string
  params: Record<string, string>
  /** What it is, where nobody "wrote to you": said in the reader's language. */
  says?: string
}
