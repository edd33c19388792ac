import { onMounted, onScopeDispose, type Ref } from 'vue'

/**
 * Tells which child of an element stands at the top of the window, below the bar that stays in sight, while people scroll.
 * Not while the element begins further down: whoever goes up to the way out has not turned back in their book.
 */
export function useAtTop(within: Readonly<Ref<HTMLElement | null>>, tell: (child: number) => void): void {
  function look(): void {
    if (!within.value || within.value.getBoundingClientRect().top > 0) return
    const top = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0
    const child = [...within.value.children].findIndex((one) => one.getBoundingClientRect().bottom > top)
    if (child >= 0) tell(child)
  }

  onMounted(() => window.addEventListener('scroll', look, { passive: true }))
  onScopeDispose(() => window.removeEventListener('scroll', look))
}
