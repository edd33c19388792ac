/** How the app looks to this person: text size and theme, worn by the root element as data attributes. */
import { watchEffect } from 'vue'
import { deviceKind, kept } from '@/kernel/words'

export type TextSize = '' | '125' | '150' | '200'
export type Theme = 'device' | 'light' | 'dark'

export const TEXT_SIZES: readonly TextSize[] = ['', '125', '150', '200']

/** Per cent of the usual size; '' is the usual. */
export const textSize = kept<TextSize>('text-size', '')
export const theme = kept<Theme>('theme', 'device')

export function wearLook(root: HTMLElement): void {
  watchEffect(() => {
    set(root, 'text', textSize.value)
    set(root, 'theme', theme.value === 'device' ? '' : theme.value)
    set(root, 'device', deviceKind.value)
  })
}

function set(root: HTMLElement, name: string, value: string): void {
  if (value) root.dataset[name] = value
  else delete root.dataset[name]
}
