declare module 'js-chess-engine' {
  /** The move that the engine would make there, as { E2: 'E4' }. */
  export function aiMove(fen: string, level: number): Record<string, string>
}
