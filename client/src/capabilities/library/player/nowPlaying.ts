/** The sound that goes on while its person looks at other screens. Stands at the front door: the shell asks it whether there is a bar to show. */
import { computed, shallowRef } from 'vue'
import type { Media } from './media'

export interface NowPlaying {
  /** Of the sound. */
  h: string
  item: string
  title: string
  /** The language of the title. */
  lang: string
  /** Whose it is. */
  shelf: string
  media: Media
}

export const nowPlaying = shallowRef<NowPlaying | null>(null)
export const anythingPlays = computed(() => nowPlaying.value !== null)
