import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { fileUrl } from '@/kernel/acts'

/** The blob: address of a file kept under that hash, for an <img> or <audio>; '' where there is none. Given back when done with. */
export function useKeptFile(hash: () => string | undefined): Ref<string> {
  const address = ref('')
  watch(hash, show, { immediate: true })
  onScopeDispose(giveBack)

  async function show(h: string | undefined): Promise<void> {
    giveBack()
    if (!h) return
    const url = await fileUrl(h).catch(() => '')
    // A quicker hand may have put another file in its place meanwhile.
    if (hash() === h) address.value = url
    else if (url) URL.revokeObjectURL(url)
  }

  function giveBack(): void {
    if (address.value) URL.revokeObjectURL(address.value)
    address.value = ''
  }

  return address
}
