/** What was made as a picture file: the other side need know nothing of our designs. */

import { LONGEST_NOTE_MS } from '@/kernel/device'

interface Size {
  width: number
  height: number
}

/** `over`: what is drawn on it besides, such as words in the app's own letters, which a picture file cannot borrow. */
export async function pictureOf(drawn: string, { width, height }: Size, over: (pen: CanvasRenderingContext2D) => void = () => undefined): Promise<Blob> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${drawn}</svg>`
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const picture = new Image()
    picture.src = address
    await picture.decode()
    return await canvasOf({ width, height }, (pen) => {
      pen.drawImage(picture, 0, 0)
      over(pen)
    })
  } finally {
    URL.revokeObjectURL(address)
  }
}

export function canvasOf(size: Size, draw: (pen: CanvasRenderingContext2D) => void): Promise<Blob> {
  const canvas = Object.assign(document.createElement('canvas'), size)
  draw(canvas.getContext('2d')!)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the canvas gave no picture'))), 'image/png')
  })
}

/** How long a recording is, two minutes at most: it ends a moment after it was told to. null where this browser cannot tell. */
export async function secondsOf(sound: Blob): Promise<number | null> {
  try {
    const { duration } = await new OfflineAudioContext(1, 1, 48_000).decodeAudioData(await sound.arrayBuffer())
    return Math.min(LONGEST_NOTE_MS / 1000, Math.round(duration * 10) / 10)
  } catch {
    return null
  }
}
