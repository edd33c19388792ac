/** Where the person is in one sound or film of an item: read once, so that what is noted while it plays does not move it. */
import { computed, type ComputedRef } from 'vue'
import { noteEnded, notePlace, useMine } from '../../mine'
import type { Notes } from '../../player/media'

/** null until it is known. `mark`: by what its place is noted, the same for all sizes of a film. */
export function useNotes(mark: () => string, item: () => string): ComputedRef<Notes | null> {
  const mine = useMine()
  let known: { mark: string; notes: Notes } | undefined
  return computed(() => {
    if (!mine.value) return null
    const name = mark()
    if (known?.mark !== name) known = { mark: name, notes: notesOf(name, item(), mine.value.places[name] ?? 0) }
    return known.notes
  })
}

function notesOf(mark: string, item: string, from: number): Notes {
  return { from, note: (seconds) => void notePlace(mark, seconds), ended: () => void noteEnded(item) }
}
