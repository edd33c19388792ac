import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { canSpeak, language, prefetchSpeech, setAudioSource, speak, t, wordsReady } from '@/kernel/words'

/** A Cache Storage of one cache, in memory. */
function fakeCaches() {
  const kept = new Map<string, Response>()
  const cache = {
    match: async (url: string) => kept.get(url)?.clone(),
    put: async (url: string, response: Response) => void kept.set(url, response),
    keys: async () => [...kept.keys()].map((url) => new Request(`https://app.test${url}`))
  }
  return { kept, storage: { open: async () => cache } }
}

/** A player that ends at once, and remembers that it played. */
class FakeAudio extends EventTarget {
  static played = 0
  async play(): Promise<void> {
    FakeAudio.played += 1
    queueMicrotask(() => this.dispatchEvent(new Event('ended')))
  }
  pause(): void {}
}

let store: ReturnType<typeof fakeCaches>

beforeEach(async () => {
  store = fakeCaches()
  FakeAudio.played = 0
  vi.stubGlobal('caches', store.storage)
  vi.stubGlobal('Audio', FakeAudio)
  language.value = 'en'
  await wordsReady()
})
afterEach(() => {
  setAudioSource(null)
  vi.unstubAllGlobals()
})

test('with neither sound nor voice there is nothing to press', () => {
  expect(canSpeak('Anything at all')).toBe(false)
})

test('a fixed sentence is kept on the device and is heard again with no network', async () => {
  setAudioSource(async () => new Blob(['opus']))
  await speak(t('ui.home'))
  setAudioSource(null)
  expect(canSpeak(t('ui.home'))).toBe(true)
  await speak(t('ui.home'))
  expect(FakeAudio.played).toBe(2)
})

test('what is said of a person is played and never kept', async () => {
  setAudioSource(async () => new Blob(['opus']))
  await speak('Well done with the college course, Dai.')
  expect(FakeAudio.played).toBe(1)
  expect([...store.kept.keys()]).toEqual([])
})

test('once the server cannot be reached, the button goes; after the next good exchange it is back', async () => {
  setAudioSource(async () => Promise.reject(new TypeError('no contact')))
  await speak('Something new')
  expect(canSpeak('Something new')).toBe(false)
  setAudioSource(async () => new Blob(['opus']))
  expect(canSpeak('Something new')).toBe(true)
})

test('a text that the server has no voice for is not asked for again', async () => {
  const source = vi.fn(async () => null)
  setAudioSource(source)
  await speak('Words without a voice')
  expect(canSpeak('Words without a voice')).toBe(false)
})

test('words in another language than the app’s are said in theirs', async () => {
  const source = vi.fn(async (lang: string) => (lang === 'pl' ? null : new Blob(['opus'])))
  setAudioSource(source)
  await speak('Bore da', 'cy')
  expect(source).toHaveBeenCalledWith('cy', 'Bore da')
  await speak('Dzień dobry', 'pl')
  expect([canSpeak('Dzień dobry', 'pl'), canSpeak('Dzień dobry')]).toEqual([false, true])
})

test('a message is offered whole or not at all', async () => {
  setAudioSource(async () => new Blob(['opus']))
  expect(canSpeak(['Short', 'x'.repeat(601)])).toBe(false)
})

test('fixed sentences are fetched beforehand, a few at a time, each once', async () => {
  const source = vi.fn(async () => new Blob(['opus']))
  setAudioSource(source)
  expect(await prefetchSpeech(5)).toBe(5)
  expect(await prefetchSpeech(5)).toBe(5)
  expect(new Set(source.mock.calls.map((call) => String((call as unknown[])[1]))).size).toBe(10)
})
