/** The captions of a film, in the language of who watches. */
import { shallowRef, watch, type ShallowRef } from 'vue'
import { tongueOf } from '../tongues'
import type { FileRef } from '../shapes'
import { fetched } from '../useFiles'
import { cuesOf, type Cue } from './cues'

/** Empty where there are none, and until they are here. */
export function useCaptions(files: () => Record<string, FileRef>, lang: () => string): ShallowRef<Cue[]> {
  const cues = shallowRef<Cue[]>([])
  watch(() => files()[tongueOf(files(), lang())], read, { immediate: true })

  async function read(file: FileRef | undefined): Promise<void> {
    const found = file && (await fetched(file).catch(() => undefined))
    cues.value = found ? cuesOf(await found.text()) : []
  }

  return cues
}
