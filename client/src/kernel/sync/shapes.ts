/** What travels over the wire; see docs/adr/0002. */
import type { JWK } from 'jose'
import type { Me } from '../basics/me'

export type { Me }

export interface DeviceFacts {
  id: string
  kind: 'tablet' | 'phone' | 'kiosk' | 'laptop' | 'tv'
  label: string
}

export interface DeviceState {
  version: string
  persisted: boolean
  usage: number
  quota: number
  waiting: { acts: number; files: number; oldest?: string }
}

export interface EnrolAnswer {
  device: DeviceFacts
  epoch: string
  time: string
  seal: JWK[]
  person?: Me
  token?: string
  pin: { min: number }
}

export interface SessionAnswer {
  person: Me
  token: string
}

export interface ActResult {
  id: string
  r: string
  code?: string
  says?: string
}

export interface Limits {
  acts: number
  bytes: number
  file_bytes: number
}

export interface PushAnswer {
  epoch: string
  time: string
  results: ActResult[]
  stored_to: number
  backed_up_to: number
  need_files: string[]
  after_ms: number
  limits: Limits
  seal: JWK[]
  revoked: boolean
}

export type Op = ['put', string, string, number, unknown] | ['del', string, string, number]

/** What the access policy says of one capability. `essential` ones are never taken away. */
export interface CanFact {
  c: string
  ok: boolean
  says?: string
  until?: string
  essential?: boolean
}

export interface Dropped {
  s?: string
  feed?: string
  why: string
  wipe: boolean
}

export interface Scope {
  v: string | number
  can: CanFact[]
  add: string[]
  drop: Dropped[]
}

export interface PulledStream {
  s: string
  ops: Op[]
  at: string
  more: boolean
  digest: string
}

export interface PullAnswer {
  epoch: string
  time: string
  scope?: Scope
  streams: PulledStream[]
  reset: string[]
  after_ms: number
}
