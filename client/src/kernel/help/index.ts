/** FRONT ROOM: help at once for somebody who says that they are not well. */
import { addWords } from '../words'
import { words } from './words'

addWords(words)

export { default as HelpNow } from './HelpNow.vue'
export { COUNTRY, waysFrom, whereFrom, type Country, type Way, type Where } from './ways'
