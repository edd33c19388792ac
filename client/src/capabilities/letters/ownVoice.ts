/** Reading a letter aloud by a voice that stands on this device. The app's other voice is made by the server, which must not be told a word. */
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { language } from '@/kernel/words'

export function useOwnVoice() {
  const synthesis = globalThis.speechSynthesis
  const voices = shallowRef<SpeechSynthesisVoice[]>([])
  const talking = ref(false)
  const learn = () => (voices.value = synthesis?.getVoices().filter((one) => one.localService) ?? [])
  const voice = computed(() => voices.value.find((one) => one.lang.toLowerCase().startsWith(language.value)))

  function stop(): void {
    synthesis?.cancel()
    talking.value = false
  }

  function press(words: string): void {
    if (talking.value || !voice.value) return stop()
    const said = Object.assign(new SpeechSynthesisUtterance(words), { voice: voice.value, lang: voice.value.lang, rate: 0.95 })
    said.onend = said.onerror = () => (talking.value = false)
    talking.value = true
    synthesis.speak(said)
  }

  learn()
  synthesis?.addEventListener('voiceschanged', learn)
  onScopeDispose(() => {
    stop()
    synthesis?.removeEventListener('voiceschanged', learn)
  })
  return { can: computed(() => voice.value !== undefined), talking, press }
}
