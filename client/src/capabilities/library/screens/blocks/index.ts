/** The component for each kind of block. A kind that came after this version of the app says so. */
import type { Component } from 'vue'
import type { Block } from '../../shapes'
import Document from './Document.vue'
import Film from './Film.vue'
import Heading from './Heading.vue'
import Help from './Help.vue'
import List from './List.vue'
import NewerApp from './NewerApp.vue'
import OtherItem from './OtherItem.vue'
import Package from './Package.vue'
import Picture from './Picture.vue'
import Sound from './Sound.vue'
import Words from './Words.vue'

const PARTS: Readonly<Record<Block['k'], Component>> = {
  heading: Heading,
  words: Words,
  list: List,
  picture: Picture,
  sound: Sound,
  film: Film,
  document: Document,
  h5p: Package,
  scorm: Package,
  item: OtherItem,
  help: Help
}

export function partFor(block: Block): Component {
  return PARTS[block.k] ?? NewerApp
}
