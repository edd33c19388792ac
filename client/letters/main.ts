/** Sealed letters for those who read them: opened and answered here, with a key that no server has. */
import './letters.css'
import { createApp } from 'vue'
import { words } from './words'
import { addWords, isLang, language, wordsReady } from '@/kernel/words'
import Letters from './Letters.vue'
import { warnBeforeSignOut } from './signOut'

addWords(words)
const spoken = document.documentElement.lang.slice(0, 2)
language.value = isLang(spoken) ? spoken : 'en'
await wordsReady()
createApp(Letters).mount('#letters')
warnBeforeSignOut()
