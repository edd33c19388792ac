/** How each language calls those who speak it, whatever the app speaks: its own name, and what to do. */
import type { Lang } from '@/kernel/words'

export const CALLS: Record<Lang, string> = {
  en: 'English. Touch here.',
  cy: 'Cymraeg. Cyffyrddwch yma.',
  pl: 'Polski. Dotknij tutaj.'
}
