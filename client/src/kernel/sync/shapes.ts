/** What travels over the wire; see docs/adr/0002. */
import type { JWK } from 'jose'
import type { Me } from '../basics/me'

export type { Me }

export interface DeviceFacts {
  id: string
  kind: 'tablet' | 'phone' | 'kiosk' | 'laptop' | 'tv'
  label: string
}

/** Somebody of whom something is on this device, and what waits of theirs. */
export interface Aboard {
  person: string
  acts: number
  files: number
  drafts: number
}

/** Somebody who no longer uses this device, and what its lock screen says once their things are gone. */
export interface Parting {
  person: string
  why: string
}

export interface DeviceState {
  version: string
  persisted: boolean
  usage: number
  quota: number
  waiting: { acts: number; files: number; oldest?: string }
  vaults: Aboard[]
  /** The lowest number of the chain that is still here, or would be given next. */
  first: number
}

export interface EnrolAnswer {
  device: DeviceFacts
  epoch: string
  time: string
  seal: JWK[]
  /** By which this device knows the server's word from now on. */
  signer: JWK
  person?: Me
  token?: string
  pin: { min: number }
  /** The server's word on whom it let in, to be handed back after a restore that forgot it. */
  slip?: string
  /** A restore had forgotten this device and this person on it: they are what they were, and so is their PIN. */
  again?: boolean
}

export interface SessionAnswer {
  person: Me
  token: string
  slip?: string
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
  /** What the server has signed of it; see `word.ts`. Nothing else makes this device let go of anything. */
  word?: string
  signer?: JWK
  /** A hub answered, not the server: up to this number acts stand there, and wait for the line. */
  hub_to?: number
  /** When that hub last met the server: what it gives out is as old. */
  hub_met?: string | null
  gone?: Parting[]
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
  /** What the person should know besides, such as that something of theirs stands on another device. */
  notice?: string
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
