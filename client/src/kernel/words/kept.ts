/** Small choices (language, text size…) kept on the device, apart for each person who uses it. */
import { ref, watch, type Ref } from 'vue'

interface Owner {
  person: string | null
  memoryOnly: boolean
}

const refills: (() => void)[] = []
const writers: (() => void)[] = []
let owner: Owner = { person: null, memoryOnly: false }

/** A ref that survives a restart. Holds nothing private: it stands in clear in localStorage. */
export function kept<T>(name: string, empty: T): Ref<T> {
  const value = ref(read(name, empty)) as Ref<T>
  watch(value, (now) => write(name, now), { deep: true, flush: 'sync' })
  refills.push(() => {
    value.value = read(name, empty)
  })
  writers.push(() => write(name, value.value))
  return value
}

/**
 * Whose choices these are from now on; null for nobody, as on the lock screen.
 * A kiosk says memoryOnly: there every choice ends with the session.
 */
export function choicesBelongTo(person: string | null, memoryOnly = false): void {
  owner = { person, memoryOnly }
  refills.forEach((refill) => refill())
}

/** Makes what is chosen on the screen now the own choice of whoever is here. */
export function takeChoicesAlong(): void {
  writers.forEach((call) => call())
}

/** Takes someone's choices off the device: even their id says that they were here. */
export function forgetChoicesOf(person: string): void {
  const shelf = storage()
  const names = Array.from({ length: shelf?.length ?? 0 }, (_, i) => shelf!.key(i)!)
  for (const name of names) if (name.startsWith('choice.') && name.endsWith(`.${person}`)) shelf!.removeItem(name)
}

function read<T>(name: string, empty: T): T {
  const own = owner.memoryOnly ? null : storage()?.getItem(place(name, owner.person))
  const text = own ?? storage()?.getItem(place(name, null))
  if (!text) return empty
  try {
    return JSON.parse(text) as T
  } catch {
    return empty
  }
}

function write(name: string, value: unknown): void {
  if (owner.memoryOnly) return
  try {
    storage()?.setItem(place(name, owner.person), JSON.stringify(value))
  } catch {
    // A full or forbidden storage costs the choice its memory, never the person the screen.
  }
}

function place(name: string, person: string | null): string {
  return person === null ? `choice.${name}` : `choice.${name}.${person}`
}

function storage(): Storage | null {
  try {
    return globalThis.localStorage ?? null
  } catch {
    return null
  }
}
