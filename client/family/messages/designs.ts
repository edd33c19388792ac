/** Our own cards, and pages to colour in: the same as in the app. What is chosen is made a picture, with the wish on it. */
import { CARDS, HEIGHT, WIDTH, cardDrawn, cardInk, type CardName } from '@/capabilities/messages/make/cards'
import { HEIGHT as PAGE_HEIGHT, PAGES, WIDTH as PAGE_WIDTH, pageDrawn, type PageName } from '@/capabilities/messages/make/pages'
import { blobOf } from './drawing'

interface Size {
  width: number
  height: number
}

export type DesignKind = 'card' | 'page'
type Chosen = (kind: DesignKind, design: string, picture: Blob) => void

/** Each button says which design it is, and in words what it wishes. */
export function offerDesigns(part: HTMLElement, chosen: Chosen): void {
  for (const button of part.querySelectorAll<HTMLElement>('[data-card]')) {
    const card = CARDS.find((one) => one === button.dataset.card)
    if (card) dress(button, cardDrawn(card), WIDTH, HEIGHT, async (wish) => chosen('card', card, await cardMade(card, wish)))
  }
  for (const button of part.querySelectorAll<HTMLElement>('[data-page]')) {
    const page = PAGES.find((one) => one === button.dataset.page)
    if (page) dress(button, pageDrawn(page, {}), PAGE_WIDTH, PAGE_HEIGHT, async () => chosen('page', page, await pageMade(page)))
  }
}

function dress(button: HTMLElement, drawn: string, width: number, height: number, press: (wish: string) => Promise<void>): void {
  const wish = button.textContent?.trim() ?? ''
  button.insertAdjacentHTML('afterbegin', `<svg viewBox="0 0 ${width} ${height}" aria-hidden="true" focusable="false">${drawn}</svg>`)
  button.addEventListener('click', () => void press(wish))
}

function cardMade(card: CardName, wish: string): Promise<Blob> {
  return pictureOf(cardDrawn(card), { width: WIDTH, height: HEIGHT }, (pen) => {
    Object.assign(pen, { fillStyle: cardInk(card), font: `600 44px ${getComputedStyle(document.body).fontFamily}`, textAlign: 'center' })
    pen.fillText(wish, WIDTH / 2, HEIGHT - 40, WIDTH - 60)
  })
}

function pageMade(page: PageName): Promise<Blob> {
  return pictureOf(pageDrawn(page, {}), { width: PAGE_WIDTH, height: PAGE_HEIGHT })
}

/** `over`: what is written on it, in the page's own letters, which a picture file cannot borrow. */
async function pictureOf(drawn: string, { width, height }: Size, over?: (pen: CanvasRenderingContext2D) => void): Promise<Blob> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${drawn}</svg>`
  const picture = new Image()
  picture.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  await picture.decode()
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const pen = canvas.getContext('2d')!
  pen.drawImage(picture, 0, 0)
  over?.(pen)
  return blobOf(canvas)
}
