/** A board to draw on, with a finger or a mouse. */

const WIDTH = 600
const HEIGHT = 450
const LINE = 7

export interface Board {
  picture(): Promise<Blob>
  clear(): void
}

export function drawOn(board: HTMLElement): Board {
  const canvas = board.querySelector('canvas')!
  Object.assign(canvas, { width: WIDTH, height: HEIGHT })
  const pen = canvas.getContext('2d')!
  Object.assign(pen, { lineCap: 'round', lineJoin: 'round', lineWidth: LINE, strokeStyle: '#1d2530' })
  clear()

  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId)
    pen.beginPath()
    pen.moveTo(...spot(event))
    line(event)
  })
  canvas.addEventListener('pointermove', (event) => {
    if (event.buttons) line(event)
  })
  for (const button of board.querySelectorAll<HTMLElement>('[data-colour]')) {
    button.addEventListener('click', () => (pen.strokeStyle = button.dataset.colour!))
  }

  function line(event: PointerEvent): void {
    pen.lineTo(...spot(event))
    pen.stroke()
  }

  function spot({ clientX, clientY }: PointerEvent): [number, number] {
    const { left, top, width, height } = canvas.getBoundingClientRect()
    return [((clientX - left) * WIDTH) / width, ((clientY - top) * HEIGHT) / height]
  }

  function clear(): void {
    pen.fillStyle = '#ffffff'
    pen.fillRect(0, 0, WIDTH, HEIGHT)
  }

  return { picture: () => blobOf(canvas), clear }
}

export function blobOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the canvas gave no picture'))), 'image/png')
  })
}
