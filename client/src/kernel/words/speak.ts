/**
 * Reading aloud. Sound made by the server and kept on the device is best: it works offline and is the same
 * everywhere. Else the device's own voice of that language, where it has one of its own. Else there is no button.
 */
import { computed, ref, shallowRef } from 'vue'
import { fixedTexts, fixedToHear, tongueOf } from './t'
import { LANGUAGES, isLang } from './language'

/** Fetches the sound of a text. null: the server has no voice for it. Throws where there is no contact. */
export type AudioSource = (lang: string, text: string) => Promise<Blob | null>

/** The longest text that the server makes into sound. */
const LONGEST = 600
const CACHE = 'speech-v1'

const source = shallowRef<AudioSource | null>(null)
const reachable = ref(false)
const voices = shallowRef<SpeechSynthesisVoice[]>([])
const ready = shallowRef(new Set<string>())
/** What the server has no voice for: not asked again before the next start. */
const voiceless = shallowRef(new Set<string>())
const saying = ref<string | null>(null)

/** The text being read now, so that its button can offer to stop; null in silence. */
export const speaking = computed(() => saying.value)

let turn = 0
let player: HTMLAudioElement | null = null

/** The sync room gives us its way to the server; null takes it away again. */
export function setAudioSource(fn: AudioSource | null): void {
  source.value = fn
  reachable.value = fn !== null
}

/** Can these words be heard now? Every part must be: half a message misleads. `lang`: theirs, where it is not the app's. */
export function canSpeak(text: string | readonly string[], lang?: string): boolean {
  const said = parts(text)
  return said.length > 0 && said.every((part) => canSay(lang ?? tongueOf(part), part))
}

/** Says the text, part after part. Whatever was being said stops. Never throws: silence is no failure. */
export async function speak(text: string | readonly string[], lang?: string): Promise<void> {
  stop()
  const mine = ++turn
  saying.value = asOne(text)
  for (const part of parts(text)) {
    if (mine !== turn) return
    await say(lang ?? tongueOf(part), part).catch(() => undefined)
  }
  if (mine === turn) saying.value = null
}

export function stop(): void {
  turn += 1
  saying.value = null
  player?.pause()
  player = null
  globalThis.speechSynthesis?.cancel()
}

export function asOne(text: string | readonly string[]): string {
  return parts(text).join(' ')
}

/**
 * Fetches sound for the fixed sentences that have none here yet, at most `most` of them: the sync room calls
 * it after a good exchange, so that the whole set arrives within a few. Answers how many came.
 */
export async function prefetchSpeech(most = 40): Promise<number> {
  const missing = fixedToHear().filter(({ lang, text }) => text.length <= LONGEST && !known(lang, text))
  return fetchAll(missing.slice(0, most))
}

/** The same for sentences of the app that must be heard here whatever language is spoken, with no network too. */
export async function carrySpeech(lang: string, texts: readonly string[]): Promise<number> {
  return fetchAll(texts.filter((text) => !known(lang, text)).map((text) => ({ lang, text })))
}

async function fetchAll(missing: readonly { lang: string; text: string }[]): Promise<number> {
  if (!source.value || !globalThis.caches) return 0
  reachable.value = true
  let came = 0
  for (const { lang, text } of missing) {
    if (await fetchAndKeep(lang, text, true)) came += 1
    else if (!reachable.value) break
  }
  return came
}

/** Learns which voices the device has and which sounds are kept here. Called once at the start. */
export async function startSpeech(): Promise<void> {
  const synthesis = globalThis.speechSynthesis
  const learn = () => {
    voices.value = synthesis?.getVoices().filter((voice) => voice.localService) ?? []
  }
  learn()
  synthesis?.addEventListener('voiceschanged', learn)
  const kept = globalThis.caches ? await (await caches.open(CACHE)).keys().catch(() => []) : []
  const found = kept.map((request) => decodeURIComponent(new URL(request.url).pathname))
  ready.value = new Set([...ready.value, ...found])
}

function parts(text: string | readonly string[]): string[] {
  return (typeof text === 'string' ? [text] : [...text]).map((part) => part.trim()).filter(Boolean)
}

function canSay(lang: string, text: string): boolean {
  if (ready.value.has(mark(lang, text)) || deviceVoice(lang)) return true
  const servable = text.length <= LONGEST && !voiceless.value.has(mark(lang, text))
  return source.value !== null && reachable.value && servable
}

function known(lang: string, text: string): boolean {
  return ready.value.has(mark(lang, text)) || voiceless.value.has(mark(lang, text))
}

async function say(lang: string, text: string): Promise<void> {
  const audio = (await cachedAudio(lang, text)) ?? (await fetchAndKeep(lang, text))
  if (audio) return play(audio)
  const voice = deviceVoice(lang)
  if (voice) await sayByDevice(text, voice)
}

function deviceVoice(lang: string): SpeechSynthesisVoice | undefined {
  const wanted = (LANGUAGES.find((one) => one.code === lang)?.voice ?? lang).toLowerCase()
  const fits = (voice: SpeechSynthesisVoice, tag: string) => voice.lang.toLowerCase().replace('_', '-').startsWith(tag)
  return voices.value.find((voice) => fits(voice, wanted)) ?? voices.value.find((voice) => fits(voice, wanted.slice(0, 2)))
}

async function fetchAndKeep(lang: string, text: string, ours = isFixed(lang, text)): Promise<Blob | null> {
  if (!source.value || text.length > LONGEST) return null
  try {
    const audio = await source.value(lang, text)
    reachable.value = true
    if (!audio) voiceless.value = new Set(voiceless.value).add(mark(lang, text))
    else if (ours) await keep(lang, text, audio)
    return audio
  } catch {
    reachable.value = false
    return null
  }
}

/** Only the app's own sentences are kept: what is said of a person must not stand in clear on the device. */
function isFixed(lang: string, text: string): boolean {
  return isLang(lang) && fixedTexts(lang).includes(text)
}

async function cachedAudio(lang: string, text: string): Promise<Blob | null> {
  if (!globalThis.caches) return null
  const found = await (await caches.open(CACHE)).match(address(lang, text)).catch(() => undefined)
  return found ? found.blob() : null
}

async function keep(lang: string, text: string, audio: Blob): Promise<void> {
  if (!globalThis.caches || !source.value) return
  await (await caches.open(CACHE)).put(address(lang, text), new Response(audio)).catch(() => undefined)
  remember(lang, text)
}

function remember(lang: string, text: string): void {
  ready.value = new Set(ready.value).add(mark(lang, text))
}

function mark(lang: string, text: string): string {
  return `/speech/${lang}/${text}`
}

function address(lang: string, text: string): string {
  return `/speech/${lang}/${encodeURIComponent(text)}`
}

function play(audio: Blob): Promise<void> {
  const url = URL.createObjectURL(audio)
  const sound = new Audio(url)
  player = sound
  return new Promise<void>((resolve) => {
    // A pause by stop() must end the wait too, or the next text would never be reached.
    for (const end of ['ended', 'error', 'pause']) sound.addEventListener(end, () => resolve(), { once: true })
    sound.play().catch(() => resolve())
  }).finally(() => URL.revokeObjectURL(url))
}

function sayByDevice(text: string, voice: SpeechSynthesisVoice): Promise<void> {
  const utterance = new SpeechSynthesisUtterance(text)
  Object.assign(utterance, { voice, lang: voice.lang, rate: 0.95 })
  return new Promise((resolve) => {
    utterance.onend = utterance.onerror = () => resolve()
    speechSynthesis.speak(utterance)
  })
}
