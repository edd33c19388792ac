/** What televisions show of the bulletin, and how they turn: the wing's word counts before its prison's. */
import { computed } from 'vue'
import { useRows } from '@/kernel/feeds'
import type { OnScreen } from '@/kernel/registry'
import { useNow } from '@/kernel/words'
import Slide from './screens/parts/Slide.vue'
import type { ScreensRow } from './shapes'
import { slidesOf } from './slides'
import { SCREENS, useToday } from './useToday'

const USUAL: ScreensRow = { tongues: 'both', seconds: 15, depth: 0 }

export const onScreen: OnScreen = () => {
  const { today } = useToday()
  const rows = useRows<ScreensRow>(SCREENS)
  const now = useNow()
  const nearest = computed(() => rows.value.map((row) => row.value).sort((a, b) => b.depth - a.depth)[0] ?? USUAL)
  return {
    slides: computed(() => slidesOf(today.value, now.value).map(({ key, ...props }) => ({ key, part: Slide, props }))),
    pace: computed(() => {
      const { tongues, seconds } = nearest.value
      return { tongues: tongues === 'both' ? (['en', 'cy'] as const) : [tongues], seconds }
    })
  }
}
