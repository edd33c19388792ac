/** FRONT ROOM: the app's words, in the reader's language, to read and to hear. */
import { addWords } from './dictionary'

addWords({ en: () => import('./words.en'), cy: () => import('./words.cy'), pl: () => import('./words.pl') })

export { addWords, bringWords, language, wordsReady, type Sentences, type Words } from './dictionary'
export { hasWords, t, type Values } from './t'
export { LANGUAGES, easyRead, isLang, languageFacts, readAloud, wearLanguage, type Lang, type Language } from './language'
export { choicesBelongTo, forgetChoicesOf, kept, takeChoicesAlong } from './kept'
export { agoWords, dateWords, dayWords, daysBetween, onWords, timeWords, untilWords, wallParts, weekdayWords, whenWords } from './dates'
export { canSpeak, carrySpeech, prefetchSpeech, setAudioSource, speak, speaking, startSpeech, stop, type AudioSource } from './speak'
export { rightNow, setClock, useNow } from './now'
export { deviceKind, thisDevice, type DeviceKind } from './thisDevice'
