/** Where the person is in one sound or film of an item: read once, so that what is noted while it plays does not move it. */
import { computed, type ComputedRef } from 'vue'
import { count } from '../../counting'
import type { Did } from '../../counts'
import { noteEnded, notePlace, useMine } from '../../mine'
import type { Notes } from '../../player/media'

/** Of which item it is, in which language. */
interface Of {
  item: string
  lang: string
}

/** null until it is known. `mark`: by what its place is noted, the same for all sizes of a film. `did`: what its end means. */
export function useNotes(mark: () => string, of: () => Of, did: Did = 'finished'): ComputedRef<Notes | null> {
  const mine = useMine()
  let known: { mark: string; notes: Notes } | undefined
  return computed(() => {
    if (!mine.value) return null
    const name = mark()
    if (known?.mark !== name) known = { mark: name, notes: notesOf(name, of(), did, mine.value.places[name] ?? 0) }
    return known.notes
  })
}

function notesOf(mark: string, { item, lang }: Of, did: Did, from: number): Notes {
  const ended = (): void => {
    void noteEnded(item)
    void count(item, lang, did)
  }
  return { from, note: (seconds) => void notePlace(mark, seconds), ended }
}
