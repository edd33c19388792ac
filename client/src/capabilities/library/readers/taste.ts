/** How somebody likes books to look: in their vault, with where they are in them. */
import { computed, type WritableComputedRef } from 'vue'
import { theme } from '@/kernel/ui'
import { noteBooks, useMine, type Paper } from '../mine'

export const PAPERS: readonly Paper[] = ['light', 'sepia', 'dark']

/** Per cent of the size that the app has for this person. */
export const SIZES: readonly number[] = [100, 125, 150, 200]

export function useTaste(): { paper: WritableComputedRef<Paper>; size: WritableComputedRef<number> } {
  const mine = useMine()
  const books = computed(() => mine.value?.books ?? {})
  return {
    // As the app looks, until they choose.
    paper: computed({ get: () => books.value.paper ?? (isDark() ? 'dark' : 'light'), set: (paper) => void noteBooks({ paper }) }),
    size: computed({ get: () => books.value.size ?? 100, set: (size) => void noteBooks({ size }) })
  }
}

function isDark(): boolean {
  return theme.value === 'dark' || (theme.value === 'device' && matchMedia('(prefers-color-scheme: dark)').matches)
}
