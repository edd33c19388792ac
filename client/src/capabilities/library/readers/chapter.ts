/** A chapter of a book as plain pieces: only what stands in the list below, so that no script, style, frame, form or address of it is ever ours. */

export type Piece = string | Part

export interface Part {
  tag: string
  lang?: string
  dir?: string
  /** Where a picture lies in the book, and what it shows. */
  src?: string
  alt?: string
  pieces: Piece[]
}

const BLOCKS = new Set(['p', 'blockquote', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'table', 'caption', 'thead', 'tbody', 'tr', 'th', 'td', 'pre', 'hr', 'figure', 'figcaption'])
const INLINE = new Set(['em', 'strong', 'b', 'i', 'sub', 'sup', 'small', 'code', 'cite', 'q', 'br', 'ruby', 'rt', 'rp', 'bdo'])
/** What holds other parts, and is a paragraph where it holds none. */
const HOLDERS = new Set(['div', 'section', 'article', 'main', 'header', 'footer', 'aside', 'nav', 'center', 'address'])
const NEVER = new Set(['script', 'style', 'template', 'iframe', 'object', 'embed', 'form', 'input', 'button', 'select', 'textarea', 'audio', 'video', 'head', 'title', 'link', 'meta', 'noscript', 'math'])
/** Of a book; the screen has the first. */
const HEADINGS: Readonly<Record<string, string>> = { h1: 'h2', h2: 'h3', h3: 'h4', h4: 'h5', h5: 'h6', h6: 'h6' }

/** `place`: where something lies in the book, by what this chapter calls it. The document was parsed and never shown: nothing of it was loaded. */
export function piecesOf(chapter: Document, place: (href: string) => string): Piece[] {
  const body = chapter.querySelector('body') ?? chapter.documentElement
  return within(body, place).filter(says)
}

/** What there is to hear, block by block: what pictures show as well. */
export function heardIn(pieces: readonly Piece[]): string[] {
  const said: string[] = []
  let now = ''
  const end = () => {
    if (now.trim()) said.push(now.replace(/\s+/g, ' ').trim())
    now = ''
  }
  const hear = (piece: Piece): void => {
    if (typeof piece === 'string') now += piece
    else if (piece.tag === 'img') now += ` ${piece.alt ?? ''} `
    else if (piece.tag === 'br') now += ' '
    else {
      if (isBlock(piece)) end()
      piece.pieces.forEach(hear)
      if (isBlock(piece)) end()
    }
  }
  pieces.forEach(hear)
  end()
  return said
}

function isBlock(piece: Piece): boolean {
  return typeof piece !== 'string' && piece.tag !== 'img' && !INLINE.has(piece.tag)
}

function says(piece: Piece): boolean {
  return typeof piece !== 'string' || piece.trim() !== ''
}

function within(element: Element, place: (href: string) => string): Piece[] {
  return [...element.childNodes].flatMap((node) => {
    if (node.nodeType === 3) return [node.nodeValue ?? '']
    return node.nodeType === 1 ? pieceOf(node as Element, place) : []
  })
}

function pieceOf(element: Element, place: (href: string) => string): Piece[] {
  const name = element.localName.toLowerCase()
  if (NEVER.has(name)) return []
  if (name === 'img' || name === 'image') return pictureOf(element, place)
  const tag = HEADINGS[name] ?? (BLOCKS.has(name) || INLINE.has(name) ? name : '')
  const pieces = within(element, place)
  if (HOLDERS.has(name)) return held(element, pieces)
  // What has no meaning for us still holds words that do; a link is its words.
  return tag ? [{ tag, ...spokenIn(element), pieces }] : pieces
}

function held(element: Element, pieces: Piece[]): Piece[] {
  const saying = pieces.filter(says)
  if (saying.length === 0 || saying.some(isBlock)) return saying
  return [{ tag: 'p', ...spokenIn(element), pieces }]
}

function pictureOf(element: Element, place: (href: string) => string): Piece[] {
  const href = element.getAttribute('src') ?? element.getAttribute('href') ?? element.getAttribute('xlink:href') ?? ''
  const alt = element.getAttribute('alt') ?? ''
  // What is elsewhere stays there; what it shows is said all the same.
  if (!href || /^[a-z][a-z0-9+.-]*:|^\/\//i.test(href)) return alt ? [alt] : []
  return [{ tag: 'img', src: decodeURI(place(href)), alt, pieces: [] }]
}

function spokenIn(element: Element): { lang?: string; dir?: string } {
  const lang = element.getAttribute('lang') ?? element.getAttribute('xml:lang')
  const dir = element.getAttribute('dir')
  return { ...(lang ? { lang } : {}), ...(dir && ['ltr', 'rtl', 'auto'].includes(dir) ? { dir } : {}) }
}
