/** FRONT ROOM: the app's words, in the reader's language, to read and to hear. */
import { addWords } from './t'
import en from './words.en'
import cy from './words.cy'

addWords({ en, cy })

export { addWords, hasWords, t, type Values, type Words } from './t'
export { LANGUAGES, easyRead, isLang, language, languageFacts, readAloud, wearLanguage, type Lang, type Language } from './language'
export { choicesBelongTo, kept } from './kept'
export { agoWords, dateWords, dayWords, daysBetween, timeWords, wallParts, weekdayWords, whenWords } from './dates'
export { canSpeak, prefetchSpeech, setAudioSource, speak, speaking, startSpeech, stop, type AudioSource } from './speak'
export { rightNow, setClock, useNow } from './now'
export { deviceKind, thisDevice, type DeviceKind } from './thisDevice'
