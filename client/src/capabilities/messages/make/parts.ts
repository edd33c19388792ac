/** How each kind of thing is made: a part that fills the draft, and gives out its files when it is sent. */
import type { Component } from 'vue'
import type { Kind, Piece } from '../shapes'
import MakeCard from './MakeCard.vue'
import MakeDrawing from './MakeDrawing.vue'
import MakePage from './MakePage.vue'
import MakePhoto from './MakePhoto.vue'
import MakeStickers from './MakeStickers.vue'
import MakeStory from './MakeStory.vue'
import MakeVoice from './MakeVoice.vue'

/** What a part offers the screen that holds it. */
export interface Maker {
  /** The files, in order; none where nothing was made yet. Raises NotSaved. */
  finish: () => Promise<Piece[]>
}

export const MAKERS: Record<Exclude<Kind, 'text'>, Component> = {
  voice: MakeVoice,
  photo: MakePhoto,
  drawing: MakeDrawing,
  card: MakeCard,
  stickers: MakeStickers,
  page: MakePage,
  story: MakeStory
}

export function isMade(kind: string): kind is keyof typeof MAKERS {
  return kind in MAKERS
}
