/** Games on a family's phone: opens with no network, and sends what was moved when there is one. */
import './family.css'
import { createApp } from 'vue'
import { words } from '@/capabilities/leisure/words'
import { addWords, isLang, language, wordsReady } from '@/kernel/words'
import Games from './Games.vue'
import { keepPage } from './keepPage'
import { warnBeforeSignOut } from './signOut'

addWords(words)
const spoken = document.documentElement.lang.slice(0, 2)
language.value = isLang(spoken) ? spoken : 'en'
await wordsReady()
createApp(Games).mount('#games')
warnBeforeSignOut()
void keepPage().catch((error: unknown) => console.error(error))
