/** The machine's move. */
import type { Legal } from './rules'

export const STRENGTHS = ['gentle', 'steady', 'strong'] as const
export type Strength = (typeof STRENGTHS)[number]

/** The engine's own levels. Its fourth takes a slow tablet minutes. */
const LEVELS: Record<Strength, number> = { gentle: 0, steady: 2, strong: 3 }

/** One of the legal moves; whoever stops waiting calls `stop`. Rejects where the worker fails. */
export function think(fen: string, legal: readonly Legal[], strength: Strength): { move: Promise<string>; stop: () => void } {
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' })
  const move = new Promise<string>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<string>) => (worker.terminate(), resolve(legalOf(data, legal)))
    worker.onerror = (event) => (worker.terminate(), reject(new Error(event.message || 'the worker did not start')))
    worker.postMessage({ fen, level: LEVELS[strength] })
  })
  return { move, stop: () => worker.terminate() }
}

/** The engine writes no promotion: it means a queen. What the rules do not know of, the first possible move stands for. */
export function legalOf(wished: string, legal: readonly Legal[]): string {
  const uci = ({ from, to, promotion }: Legal) => from + to + (promotion ?? '')
  const fits = legal.map(uci).filter((one) => one.startsWith(wished))
  return fits.find((one) => one.endsWith('q')) ?? fits[0] ?? uci(legal[0]!)
}
