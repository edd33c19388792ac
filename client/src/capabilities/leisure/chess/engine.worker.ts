/** The machine thinks here, so that the screen stays alive meanwhile. */
import { aiMove } from 'js-chess-engine'

export interface Thinking {
  fen: string
  level: number
}

self.onmessage = ({ data }: MessageEvent<Thinking>) => {
  const [from, to] = Object.entries(aiMove(data.fen, data.level))[0]!
  self.postMessage((from + to).toLowerCase())
}
