/** Whose turn it is. Apart from games.ts: the number on the tile needs no more. */

/** What of a game says it. */
interface Standing {
  moves: readonly string[]
  colour: 'white' | 'black'
  ended: object | null
}

export function isMyTurn({ moves, colour, ended }: Standing): boolean {
  return !ended && (moves.length % 2 === 0) === (colour === 'white')
}
