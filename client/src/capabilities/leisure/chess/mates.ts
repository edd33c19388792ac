/** Puzzles: a side to move that mates in one. Composed for this; a test proves that each has its answer. */
export const MATES: readonly string[] = [
  '6k1/5ppp/8/8/8/8/5PPP/3R2K1 w - - 0 1',
  'r1bqkb1r/pppp1ppp/2n2n2/4p2Q/2B1P3/8/PPPP1PPP/RNB1K1NR w KQkq - 4 4',
  '6rk/6pp/8/6N1/8/8/8/6K1 w - - 0 1',
  '7k/R7/8/8/8/8/8/1R4K1 w - - 0 1',
  '7k/R7/5N2/8/8/8/8/6K1 w - - 0 1',
  '7k/6pp/8/8/2B5/8/1Q6/6K1 w - - 0 1',
  '6k1/3q1ppp/8/8/8/8/1r3PPP/6K1 b - - 0 1',
  '5rk1/5p1p/5PpQ/8/8/8/6PP/6K1 w - - 0 1',
  '8/8/8/8/8/5k2/4p3/r3r1K1 b - - 0 1',
  '3k4/1P6/3K4/8/8/8/8/8 w - - 0 1'
]
