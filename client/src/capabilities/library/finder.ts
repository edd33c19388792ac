/** Finding items by their words, with no network. Fetched when somebody searches: what it stands on is needed nowhere else. */
import MiniSearch, { type SearchOptions } from 'minisearch'
import type { ItemView } from './items'
import { topicWords } from './topics'

/** Ids of items, the best first. */
export type Finder = (asked: string) => string[]

interface Entry {
  id: string
  title: string
  summary: string
  topics: string
}

/** How many items are taken in before the screen gets its turn. */
const SLICE = 50

/** One after the other, until something is found: all words nearly right · two letters of a short word changed about · most of the words. */
const WAYS: readonly SearchOptions[] = [
  { combineWith: 'AND', fuzzy: lettersWrong },
  { combineWith: 'AND', fuzzy: (term) => (term.length < 4 ? lettersWrong(term) : 2) },
  { combineWith: 'OR', fuzzy: lettersWrong }
]

/** Reads all items, a few at a time. Each stands under the words of the language it is shown in. */
export async function makeFinder(views: readonly ItemView[]): Promise<Finder> {
  const index = new MiniSearch<Entry>({
    fields: ['title', 'topics', 'summary'],
    processTerm: folded,
    searchOptions: { boost: { title: 4, topics: 2 }, prefix: (term) => term.length > 2 }
  })
  await index.addAllAsync(views.map(entryOf), { chunkSize: SLICE })
  return (asked) => {
    for (const way of WAYS) {
      const found = index.search(asked, way)
      if (found.length > 0) return found.map(({ id }) => id as string)
    }
    return []
  }
}

/** How many letters of a word may be wrong, missing or too many: a short word with two others is another word. */
export function lettersWrong(term: string): number {
  if (term.length < 3) return 0
  return term.length < 5 ? 1 : 2
}

/** Without capitals and accents: few keyboards have a ŵ. */
export function folded(term: string): string {
  return term.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

function entryOf({ id, title, summary, row }: ItemView): Entry {
  return { id, title, summary, topics: row.topics.map(topicWords).join(' ') }
}
