/** Paragraphs out of what a PDF holds: pieces of text, each somewhere on the page. */

/** `top`: above the foot of the page, and `height`, both in points. `ends`: its line ends here. */
export interface PlacedText {
  words: string
  top: number
  height: number
  ends: boolean
}

/** Further apart than this, in heights of their letters, lines belong to two paragraphs. */
const APART = 1.8

export function paragraphsOf(placed: readonly PlacedText[]): string[] {
  const paragraphs: string[] = []
  let now = ''
  let last: PlacedText | null = null
  for (const one of placed) {
    if (last && one.words.trim() && startsAnew(last, one)) {
      paragraphs.push(now)
      now = ''
    }
    now += one.words + (one.ends ? '\n' : '')
    if (one.words.trim()) last = one
  }
  return [...paragraphs, now].map(joined).filter(Boolean)
}

function startsAnew(last: PlacedText, one: PlacedText): boolean {
  const height = Math.max(last.height, one.height)
  return Math.abs(last.top - one.top) > APART * height
}

/** Lines as one; a word that was parted at the end of a line is whole again. */
function joined(lines: string): string {
  return lines.replace(/(\p{Ll})-\n(?=\p{Ll})/gu, '$1').replace(/\s+/g, ' ').trim()
}
