import type { ItemView } from '../../items'

/** What every part of an item is given. */
export interface PartProps<B> {
  block: B
  /** The language of its words. */
  lang: string
  /** All items that the person may see, for links. */
  items: readonly ItemView[]
}
