import type { Session } from '@/kernel/session'
import { prefetchSpeech, setAudioSource } from '@/kernel/words'

/** Sound for what is read aloud comes from the server, for whoever is here, and is fetched beforehand when the line is good. */
export function voiceFrom(session: Session): void {
  session.changes.on('person', () => {
    const { here } = session
    setAudioSource(here && ((lang, text) => session.audio(lang, text)))
  })
  let fetching: Promise<unknown> | null = null
  session.afterGood.add(async () => {
    if (session.here) await (fetching ??= prefetchSpeech().finally(() => (fetching = null)))
  })
}
