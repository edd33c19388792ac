/** Our own stickers, each on a field of 100 by 100. Plain shapes and plain colours, so that they are clear when small. */

export const STICKERS = ['heart', 'star', 'sun', 'moon', 'smile', 'hug', 'flower', 'ball', 'cake', 'rainbow', 'cat', 'dog'] as const

export type Sticker = (typeof STICKERS)[number]

/** How many go on one sheet. */
export const MOST_STICKERS = 9

const EYES = '<circle cx="38" cy="46" r="4.5" fill="#1d2530"/><circle cx="62" cy="46" r="4.5" fill="#1d2530"/>'
const SMILE = '<path d="M36 58q14 14 28 0" fill="none" stroke="#1d2530" stroke-width="4" stroke-linecap="round"/>'
const RAYS = [0, 45, 90, 135, 180, 225, 270, 315].map((turn) => `<path d="M50 4v13" transform="rotate(${turn} 50 50)"/>`).join('')
const PETALS = [0, 72, 144, 216, 288].map((turn) => `<circle cx="50" cy="27" r="17" transform="rotate(${turn} 50 46)"/>`).join('')
const BOWS = ['#d7332b', '#e8862e', '#f2c53d', '#4a9b4f', '#3b78c4'].map((colour, i) => `<path d="M${10 + i * 7} 74a${40 - i * 7} ${40 - i * 7} 0 0 1 ${80 - i * 14} 0" stroke="${colour}"/>`).join('')

export const DRAWN: Record<Sticker, string> = {
  heart: '<path d="M50 88C20 66 8 50 8 34a22 22 0 0 1 42-9 22 22 0 0 1 42 9c0 16-12 32-42 54z" fill="#d7332b"/><path d="M22 34a10 10 0 0 1 10-11" fill="none" stroke="#ffffff" stroke-width="5" stroke-linecap="round"/>',
  star: '<path d="M50 6l13 28 31 4-23 21 6 31-27-15-27 15 6-31L6 38l31-4z" fill="#f2c53d" stroke="#b86e00" stroke-width="3" stroke-linejoin="round"/>',
  sun: `<g stroke="#e8862e" stroke-width="6" stroke-linecap="round">${RAYS}</g><circle cx="50" cy="50" r="27" fill="#f2c53d"/>${EYES}${SMILE}`,
  moon: '<path d="M64 8a42 42 0 1 0 28 60A36 36 0 0 1 64 8z" fill="#f5d878" stroke="#b86e00" stroke-width="3"/><path d="M80 22l3 7 7 1-5 5 1 7-6-4-6 4 1-7-5-5 7-1z" fill="#f2c53d"/>',
  smile: `<circle cx="50" cy="50" r="42" fill="#f2c53d" stroke="#b86e00" stroke-width="3"/>${EYES}${SMILE}`,
  hug: `<circle cx="34" cy="30" r="16" fill="#c98b5e"/><circle cx="66" cy="30" r="16" fill="#8a5a3b"/><path d="M10 92c0-26 8-42 24-42s22 14 22 42z" fill="#0f5c63"/><path d="M44 92c0-28 6-42 22-42s24 16 24 42z" fill="#7a2e5d"/><path d="M20 72q26 14 54-2" fill="none" stroke="#0f5c63" stroke-width="11" stroke-linecap="round"/>`,
  flower: `<path d="M50 50v46M50 84q-18 0-20-16q16 0 20 16" fill="#4a9b4f" stroke="#4a9b4f" stroke-width="5"/><g fill="#d9639c">${PETALS}</g><circle cx="50" cy="46" r="12" fill="#f2c53d"/>`,
  ball: '<circle cx="50" cy="50" r="42" fill="#ffffff" stroke="#1d2530" stroke-width="4"/><path d="M50 32l17 12-6 20H39l-6-20z" fill="#1d2530"/><path d="M50 32V9M67 44l23-8M61 64l14 20M39 64L25 84M33 44l-23-8" stroke="#1d2530" stroke-width="4"/>',
  cake: '<path d="M12 56h76v34H12z" fill="#d9a066"/><path d="M12 56q10 16 19 0q10 16 19 0q10 16 19 0q10 16 19 0V46H12z" fill="#f6d5e4"/><path d="M30 46V26M50 46V22M70 46V26" stroke="#3b78c4" stroke-width="6"/><path d="M30 10q7 9 0 14q-7-5 0-14M50 6q7 9 0 14q-7-5 0-14M70 10q7 9 0 14q-7-5 0-14" fill="#e8862e"/>',
  rainbow: `<g fill="none" stroke-width="7">${BOWS}</g><g fill="#dfe7ee"><circle cx="16" cy="78" r="12"/><circle cx="30" cy="80" r="11"/><circle cx="84" cy="78" r="12"/><circle cx="70" cy="80" r="11"/></g>`,
  cat: `<path d="M18 12l18 18h28l18-18v44a32 34 0 0 1-64 0z" fill="#8b8f97"/>${EYES}<path d="M45 58h10l-5 6z" fill="#d9639c"/><path d="M50 64q-6 8-12 3M50 64q6 8 12 3M12 56l18 4M12 70l18-4M88 56l-18 4M88 70l-18-4" fill="none" stroke="#1d2530" stroke-width="3" stroke-linecap="round"/>`,
  dog: `<path d="M24 30q26-22 52 0v34a26 28 0 0 1-52 0z" fill="#c98b5e"/><path d="M26 26q-22 2-18 34q14 6 20-8zM74 26q22 2 18 34q-14 6-20-8z" fill="#8a5a3b"/>${EYES}<ellipse cx="50" cy="60" rx="8" ry="6" fill="#1d2530"/><path d="M42 72q8 8 16 0" fill="none" stroke="#1d2530" stroke-width="4" stroke-linecap="round"/>`
}

/** One of them at a place, so large. */
export function placed(sticker: Sticker, x: number, y: number, size: number): string {
  return `<g transform="translate(${x} ${y}) scale(${size / 100})">${DRAWN[sticker]}</g>`
}

/** The name of a sheet, short enough for a message: which of them, by their places in our list. */
export function designOf(stickers: readonly Sticker[]): string {
  return stickers.map((one) => STICKERS.indexOf(one)).join('.')
}

export function stickersOf(design: string): Sticker[] {
  return design.split('.').flatMap((place) => STICKERS[Number.parseInt(place, 10)] ?? [])
}

/** A sheet of them: three in a row. */
export function sheetOf(stickers: readonly Sticker[]): { drawn: string; width: number; height: number } {
  const rows = Math.max(1, Math.ceil(stickers.length / 3))
  const drawn = stickers.map((one, i) => placed(one, 20 + (i % 3) * 190, 20 + Math.floor(i / 3) * 190, 160)).join('')
  return { drawn: `<rect width="590" height="${rows * 190 + 10}" fill="#fbf8f3"/>${drawn}`, width: 590, height: rows * 190 + 10 }
}
