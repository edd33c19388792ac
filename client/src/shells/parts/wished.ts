import { ref } from 'vue'
import type { Lang } from '@/kernel/words'

/** The language that someone picked before we knew who they are. */
export const wished = ref<Lang | null>(null)
