import type { Words } from '../words'

export const words: Words = { en: () => import('./words.en'), cy: () => import('./words.cy') }
