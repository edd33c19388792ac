/** Our own cards, on a field of 600 by 400. What they wish is written on them in the sender's language when they are sent. */
import { placed, type Sticker } from './stickers'

export const CARDS = ['birthday', 'love', 'night', 'well', 'proud', 'sorry'] as const

export type CardName = (typeof CARDS)[number]

export const WIDTH = 600
export const HEIGHT = 400

type Spot = readonly [sticker: Sticker, x: number, y: number, size: number]

const CARD: Record<CardName, { ground: string; ink: string; spots: readonly Spot[] }> = {
  birthday: { ground: '#fdf1dc', ink: '#7f4a00', spots: [['cake', 190, 60, 220], ['star', 40, 40, 90], ['star', 470, 40, 90], ['heart', 60, 180, 70], ['heart', 470, 180, 70]] },
  love: { ground: '#fdecea', ink: '#a8201a', spots: [['heart', 190, 50, 220], ['heart', 50, 60, 100], ['heart', 450, 60, 100], ['flower', 60, 180, 100], ['flower', 440, 180, 100]] },
  night: { ground: '#1d3557', ink: '#fbf8f3', spots: [['moon', 200, 40, 200], ['star', 50, 50, 70], ['star', 480, 60, 60], ['star', 110, 180, 50], ['star', 430, 190, 80]] },
  well: { ground: '#e2eff0', ink: '#0f5c63', spots: [['sun', 200, 40, 200], ['flower', 50, 130, 140], ['flower', 410, 130, 140]] },
  proud: { ground: '#eef4fb', ink: '#1d3557', spots: [['rainbow', 130, 20, 340], ['star', 240, 130, 120], ['star', 60, 180, 70], ['star', 470, 180, 70]] },
  sorry: { ground: '#f7e9f1', ink: '#7a2e5d', spots: [['hug', 190, 50, 220], ['heart', 70, 90, 80], ['heart', 450, 90, 80]] }
}

export function cardDrawn(card: CardName): string {
  const { ground, spots } = CARD[card]
  return `<rect width="${WIDTH}" height="${HEIGHT}" rx="24" fill="${ground}"/>${spots.map((spot) => placed(...spot)).join('')}`
}

/** The colour of what is written on it. */
export function cardInk(card: CardName): string {
  return CARD[card].ink
}
