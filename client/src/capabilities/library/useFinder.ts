/** The search as its screen uses it: made once for the items there are, and for one language. */
import { ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { useAllRows } from '@/kernel/feeds'
import { running } from '@/kernel/session'
import { language, rightNow } from '@/kernel/words'
import { makeFinder, type Finder } from './finder'
import { viewsOf } from './items'
import type { ItemRow } from './shapes'
import { ITEMS, useTongue } from './useLibrary'

interface Made {
  tongues: string
  finder: Promise<Finder>
}

/** By the rows it was made from: it goes when they do. */
const made = new WeakMap<object, Made>()
/** By who is here. In memory alone: an address of the app would stand on the disk. */
const asked = new WeakMap<object, Ref<string>>()

/** null until all items are read and taken in. */
export function useFinder(): ShallowRef<Finder | null> {
  const rows = useAllRows<ItemRow>(ITEMS)
  const wished = useTongue()
  const finder = shallowRef<Finder | null>(null)
  // Topics go by their words in the language of the app.
  watch([rows, wished, language], make, { immediate: true })

  async function make(): Promise<void> {
    const [of, tongues] = [rows.value, `${wished.value} ${language.value}`]
    if (!of) return
    const known = made.get(of)
    const now = known?.tongues === tongues ? known : { tongues, finder: makeFinder(viewsOf(of.map((row) => row.value), wished.value, rightNow())) }
    made.set(of, now)
    const found = await now.finder
    if (rows.value === of) finder.value = found
  }

  return finder
}

/** What was asked last, for who comes back from an item. */
export function useAsked(): Ref<string> {
  const { here } = running()
  const last = (here && asked.get(here)) ?? ref('')
  if (here) asked.set(here, last)
  return last
}
