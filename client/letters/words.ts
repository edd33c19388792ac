import type { Words } from '@/kernel/words'

export const words: Words = { en: () => import('./words.en'), cy: () => import('./words.cy') }
