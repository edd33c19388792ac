import type { ItemView } from '../../items'

/** What every part of an item is given. */
export interface PartProps<B> {
  block: B
  /** The language of its words. */
  lang: string
  /** The item that it is a part of, and whose that is. */
  item: string
  shelf: string
  /** All items that the person may see, for links. */
  items: readonly ItemView[]
}
