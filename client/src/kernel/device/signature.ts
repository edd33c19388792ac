/** Drawing a signature: by finger, pen or mouse, or the typed name for those who use a keyboard. */

const INK = '#1d2530'
const LINE_PX = 2.5

export interface Point {
  x: number
  y: number
}

/** Makes the canvas as fine as the screen and white, and answers its context, scaled to CSS pixels. */
export function preparePad(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const box = canvas.getBoundingClientRect()
  const fine = Math.min(window.devicePixelRatio || 1, 2)
  canvas.width = Math.max(1, Math.round(box.width * fine))
  canvas.height = Math.max(1, Math.round(box.height * fine))
  const pen = canvas.getContext('2d')!
  pen.scale(fine, fine)
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, box.width, box.height)
  Object.assign(pen, { strokeStyle: INK, fillStyle: INK, lineWidth: LINE_PX, lineCap: 'round', lineJoin: 'round' })
  return pen
}

export function pointIn(canvas: HTMLCanvasElement, event: PointerEvent): Point {
  const box = canvas.getBoundingClientRect()
  return { x: event.clientX - box.left, y: event.clientY - box.top }
}

export function drawLine(pen: CanvasRenderingContext2D, from: Point, to: Point): void {
  pen.beginPath()
  pen.moveTo(from.x, from.y)
  pen.lineTo(to.x, to.y)
  pen.stroke()
}

/** Writes the name across the pad, as large as fits. */
export function drawName(canvas: HTMLCanvasElement, name: string): void {
  const pen = preparePad(canvas)
  const box = canvas.getBoundingClientRect()
  const height = Math.min(box.height / 2.5, (box.width * 1.6) / Math.max(name.length, 1))
  pen.font = `italic ${height}px cursive, serif`
  pen.textBaseline = 'middle'
  pen.fillText(name, 16, box.height / 2, box.width - 32)
}

export function padPicture(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The canvas gave no picture'))), 'image/png')
  })
}
