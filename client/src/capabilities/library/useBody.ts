/** What an item says, from its body. */
import { shallowRef, watch, type ShallowRef } from 'vue'
import { readHeld, type FileRef } from '@/kernel/held'
import { running } from '@/kernel/session'
import type { Body } from './shapes'
import { fetched, isOffline, whyNot } from './useFiles'

export interface Opened {
  /** On its way · here · here in the edition before, since the newer one is out of reach · out of reach · did not come for another reason. */
  state: 'coming' | 'here' | 'older' | 'away' | 'broken'
  body: Body | null
  /** Why it did not come. */
  why: string
}

/** Opens the body, and again when there is contact. `before`: that of an older edition which the person has kept. */
export function useBody(file: () => FileRef | null, before: () => FileRef | undefined): { opened: ShallowRef<Opened>; open: () => Promise<void> } {
  const opened = shallowRef<Opened>({ state: 'coming', body: null, why: '' })
  const { exchange } = running()
  watch(() => file()?.h, open, { immediate: true })
  watch(
    () => exchange.facts.last,
    () => ['away', 'older'].includes(opened.value.state) && void open()
  )

  async function open(): Promise<void> {
    const wanted = file()
    if (!wanted) return
    const found = await bodyFrom(wanted, before())
    if (file()?.h === wanted.h) opened.value = found
  }

  return { opened, open }
}

async function bodyFrom(file: FileRef, before: FileRef | undefined): Promise<Opened> {
  try {
    const body = await read(await fetched(file))
    return body ? { state: 'here', body, why: '' } : { state: 'broken', body, why: '' }
  } catch (error) {
    const older = before && before.h !== file.h ? await read(await readHeld(before.h)) : null
    if (older) return { state: 'older', body: older, why: '' }
    return { state: isOffline(error) ? 'away' : 'broken', body: null, why: whyNot(error) }
  }
}

async function read(found: Blob | undefined): Promise<Body | null> {
  return found ? (JSON.parse(await found.text()) as Body) : null
}
