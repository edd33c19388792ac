/** A drawing as the lines it is made of, so that the last can be undone and a restart loses none. */

/** On a field of 1000 by 700, whatever the screen. */
export const FIELD = { width: 1_000, height: 700 }
const LINE = 9

export interface Line {
  colour: string
  /** x, y, x, y… in whole numbers. */
  at: number[]
}

export function linesOf(kept: string | undefined): Line[] {
  return kept ? (JSON.parse(kept) as Line[]) : []
}

/** On a context whose field is FIELD. */
export function drawAll(pen: CanvasRenderingContext2D, lines: readonly Line[]): void {
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, FIELD.width, FIELD.height)
  for (const line of lines) drawLine(pen, line)
}

export function drawLine(pen: CanvasRenderingContext2D, { colour, at }: Line): void {
  Object.assign(pen, { strokeStyle: colour, lineWidth: LINE, lineCap: 'round', lineJoin: 'round' })
  pen.beginPath()
  pen.moveTo(at[0]!, at[1]!)
  // A tap is a point.
  if (at.length === 2) pen.lineTo(at[0]!, at[1]!)
  for (let i = 2; i < at.length; i += 2) pen.lineTo(at[i]!, at[i + 1]!)
  pen.stroke()
}
