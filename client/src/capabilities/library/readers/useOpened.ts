/** A file opened by its reader, for as long as a screen shows it. */
import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { FileRef } from '@/kernel/held'
import { fetched } from '../useFiles'

export interface OpenedFile<T> {
  opened: ShallowRef<T | null>
  /** It cannot be read, now or ever. */
  failed: Ref<boolean>
}

export function useOpened<T>(file: FileRef, open: (found: Blob) => Promise<T>, close: (one: T) => void = () => undefined): OpenedFile<T> {
  const opened = shallowRef<T | null>(null)
  const failed = ref(false)
  let gone = false

  async function begin(): Promise<void> {
    try {
      const one = await open((await fetched(file))!)
      if (gone) close(one)
      else opened.value = one
    } catch (error) {
      console.warn(error)
      failed.value = true
    }
  }

  onScopeDispose(() => {
    gone = true
    if (opened.value) close(opened.value)
  })
  void begin()
  return { opened, failed }
}
