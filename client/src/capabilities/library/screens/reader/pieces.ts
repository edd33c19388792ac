import { h, type FunctionalComponent, type VNode } from 'vue'
import type { Piece } from '../../readers/chapter'

interface Props {
  pieces: readonly Piece[]
  /** Of a picture in the book; '' where there is none. */
  address: (path: string) => string
}

/** A chapter, out of its pieces. Their tags come from our own list, and nothing else of the book does. */
export const Pieces: FunctionalComponent<Props> = ({ pieces, address }) => pieces.map((piece) => shown(piece, address))
Pieces.props = ['pieces', 'address']

function shown(piece: Piece, address: Props['address']): VNode | string {
  if (typeof piece === 'string') return piece
  const { tag, lang, dir, src, alt, pieces } = piece
  if (tag !== 'img') return h(tag, { lang, dir }, pieces.map((one) => shown(one, address)))
  const found = address(src ?? '')
  return found ? h('img', { src: found, alt }) : h('span', alt)
}
