/** Who is here. The shells use it; screens need only what the front rooms offer. */
import { shallowRef } from 'vue'
import { addWords } from '../words'
import type { Session } from './session'
import { words } from './words'

addWords(words)

const current = shallowRef<Session | null>(null)

/** Makes this session the app's. */
export function use(session: Session): void {
  current.value = session
}

/** The app's session. Raises before `use`: nothing works without one. */
export function running(): Session {
  if (!current.value) throw new Error('no session has been started')
  return current.value
}

export { Session, type Here, type SessionFacts, type Stage } from './session'
export type { World } from './world'
export type { Holder, Secret } from './holders'
export { Trouble } from './trouble'
export { watchIdle } from './idle'
