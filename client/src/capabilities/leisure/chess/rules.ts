/** The rules of chess, by chess.js, in the words of this capability. A position follows from its moves, or from where a puzzle begins. */
import { Chess, type Color, type Move, type PieceSymbol } from 'chess.js'
import type { Colour } from '../games'

export type { Color, PieceSymbol }

/** By the board's own names, "a8" first, row by row as white sees it. */
export const SQUARES: readonly string[] = [...'87654321'].flatMap((rank) => [...'abcdefgh'].map((file) => file + rank))

export interface Legal {
  from: string
  to: string
  promotion?: PieceSymbol | undefined
}

/** One move, for who reads or hears it. */
export interface Told {
  colour: Colour
  piece: PieceSymbol
  from: string
  to: string
  takes: boolean
  promotion?: PieceSymbol | undefined
  check: '' | 'check' | 'mate'
}

export interface Position {
  fen: string
  turn: Colour
  /** "wp" on "e2". */
  pieces: ReadonlyMap<string, string>
  legal: readonly Legal[]
  told: readonly Told[]
  check: boolean
  over: '' | 'checkmate' | 'stalemate' | 'drawn'
}

/** Moves that are not possible, and what follows them, are left out: the server's word is what counts. */
export function positionAfter(moves: readonly string[], from?: string): Position {
  const game = new Chess(from)
  const told: Told[] = []
  for (const uci of moves) {
    const made = tryMove(game, uci)
    if (!made) break
    told.push(tell(made))
  }
  const pieces = game.board().flatMap((row) => row.flatMap((one) => (one ? [[one.square as string, one.color + one.type] as const] : [])))
  const over = game.isCheckmate() ? 'checkmate' : game.isStalemate() ? 'stalemate' : game.isDraw() ? 'drawn' : ''
  const legal = game.moves({ verbose: true }).map(({ from, to, promotion }) => ({ from, to, promotion }))
  return { fen: game.fen(), turn: game.turn() === 'w' ? 'white' : 'black', pieces: new Map(pieces), legal, told, check: game.isCheck(), over }
}

/** What somebody typed, as "e2e4", "e2 e4" or "Nf3"; null where it is no move that is possible now. */
export function readMove(fen: string, typed: string): string | null {
  const game = new Chess(fen)
  const tidy = typed.trim()
  const squares = tidy.toLowerCase().replace(/[^a-h1-8qrbn]/g, '')
  const made = (/^([a-h][1-8]){2}[qrbn]?$/.test(squares) && (tryMove(game, squares) ?? tryMove(game, `${squares}q`))) || trySan(game, tidy)
  return made ? made.lan : null
}

function tryMove(game: Chess, uci: string): Move | null {
  try {
    const promotion = uci[4]
    return game.move({ from: uci.slice(0, 2), to: uci.slice(2, 4), ...(promotion && { promotion }) })
  } catch {
    return null
  }
}

function trySan(game: Chess, san: string): Move | null {
  try {
    return game.move(san)
  } catch {
    return null
  }
}

function tell(move: Move): Told {
  const check = move.san.endsWith('#') ? 'mate' : move.san.endsWith('+') ? 'check' : ''
  const { piece, from, to, promotion } = move
  return { colour: move.color === 'w' ? 'white' : 'black', piece, from, to, takes: Boolean(move.captured), promotion, check }
}
