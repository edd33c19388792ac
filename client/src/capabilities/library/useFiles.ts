/** Files of the library for screens: their addresses, and why one did not come. */
import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { Unreachable, fetchHeld, readHeld, type FileRef } from '@/kernel/held'
import { hasWords, t } from '@/kernel/words'

/** The blob: address of a small file, fetched where it is not here; '' until then. Given back when done with. */
export function useBlob(file: () => FileRef | null): Ref<string> {
  const address = ref('')
  watch(() => file()?.h, show, { immediate: true })
  onScopeDispose(giveBack)

  async function show(): Promise<void> {
    giveBack()
    const wanted = file()
    const found = wanted && (await fetched(wanted).catch(() => undefined))
    // A quicker hand may have put another in its place meanwhile.
    if (found && file()?.h === wanted.h) address.value = URL.createObjectURL(found)
  }

  function giveBack(): void {
    if (address.value) URL.revokeObjectURL(address.value)
    address.value = ''
  }

  return address
}

/** From the device, else from the server. Raises as fetchHeld does. */
export async function fetched(file: FileRef): Promise<Blob | undefined> {
  const found = await readHeld(file.h)
  if (found) return found
  await fetchHeld(file)
  return readHeld(file.h)
}

/** Why a file did not come, in words. */
export function whyNot(error: unknown): string {
  if (isOffline(error)) return t('library.no_signal')
  const key = error instanceof Error ? error.message : ''
  return hasWords(key) ? t(key) : t('library.broken_help')
}

export function isOffline(error: unknown): boolean {
  return error instanceof Unreachable
}
