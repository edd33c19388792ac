import { computed, onMounted, onUnmounted, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { Pace } from '@/kernel/registry'
import { language } from '@/kernel/words'

/** Whoever wants no movement is given twice the time, and no fading. */
const CALM = '(prefers-reduced-motion: reduce)'
const SLOWER = 2
const BACKWARD = ['ArrowLeft', 'ArrowUp', 'PageUp']
const FORWARD = ['ArrowRight', 'ArrowDown', 'PageDown']
const PAUSE = [' ', 'Enter', 'MediaPlayPause']

export interface Turn {
  /** Which of the slides is shown. */
  at: ComputedRef<number>
  /** Whether somebody with a remote control holds it. */
  held: Ref<boolean>
  /** How many have been shown since it was switched on. */
  turns: Ref<number>
}

/** Slides that turn by themselves, one round in each language. A remote control's arrows turn them, and its middle button holds one. */
export function useTurn(count: () => number, pace: () => Pace): Turn {
  const turns = ref(0)
  const round = ref(0)
  const held = ref(false)
  const place = ref(0)
  let timer: ReturnType<typeof setTimeout> | undefined

  function turn(by: number): void {
    const next = place.value + by
    if (next < 0 || next >= count()) round.value += 1
    place.value = count() ? (next + count()) % count() : 0
    turns.value += 1
    wait()
  }

  function wait(): void {
    clearTimeout(timer)
    const calm = matchMedia(CALM).matches ? SLOWER : 1
    if (!held.value) timer = setTimeout(() => turn(1), pace().seconds * 1_000 * calm)
  }

  function press(event: KeyboardEvent): void {
    if (BACKWARD.includes(event.key)) turn(-1)
    else if (FORWARD.includes(event.key)) turn(1)
    else if (PAUSE.includes(event.key)) held.value = !held.value
  }

  watch([held, () => pace().seconds], wait)
  watch(
    () => pace().tongues[round.value % pace().tongues.length] ?? 'en',
    (lang) => (language.value = lang),
    { immediate: true }
  )
  onMounted(() => {
    window.addEventListener('keydown', press)
    wait()
  })
  onUnmounted(() => {
    window.removeEventListener('keydown', press)
    clearTimeout(timer)
  })
  return { at: computed(() => Math.min(place.value, Math.max(0, count() - 1))), held, turns }
}
