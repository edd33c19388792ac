/** Games by correspondence: what the server sends of them, joined with acts that it has not answered yet. Both sides' screens read this. */

import { isMyTurn } from './turn'

export const ASK = 'leisure.ask_for_game@1'
export const MOVE = 'leisure.play_move@1'
export const DRAW = 'leisure.offer_draw@1'
export const RESIGN = 'leisure.resign@1'
export const ENDINGS = ['checkmate', 'resigned', 'stalemate', 'drawn', 'agreed', 'called_off'] as const

export type Colour = 'white' | 'black'
export type Ending = (typeof ENDINGS)[number]

export interface Ended {
  at: string
  how: Ending
  /** Nobody, where it was a draw or called off. */
  won: 'me' | 'them' | ''
}

/** A row of the feed `leisure.games`. Moves from square to square: "e2e4", "e7e8q". */
export interface GameRow {
  id: string
  with_id: string
  with_name: string
  colour: Colour
  asked_by_me: boolean
  asked_at: string
  moves: string[]
  moved_at: string | null
  draw: ('me' | 'them')[]
  ended: Ended | null
}

/** A row of the feed `leisure.partners`. */
export interface PartnerRow {
  contact: string
  name: string
  /** They may begin a game with them, and not only answer. */
  may_ask: boolean
}

/** What was said and may not have been answered yet. */
export interface Said {
  id: string
  command: string
  made: string
  status: string
  says?: string
  said?: object
}

export interface GameView extends Omit<GameRow, 'asked_by_me'> {
  myTurn: boolean
  /** Since when whoever's turn it is has been asked. */
  since: string
  /** Where my own last step is: 'saved', 'sent', or 'refused' with `says`; '' before there is one. */
  standing: string
  says: string
  /** I said that I give up, and the server has not answered yet. */
  leaving: boolean
}

/** Those that go on first, mine to move before theirs; then those that are over. */
export function gamesOf(rows: readonly GameRow[], acts: readonly Said[], names: ReadonlyMap<string, string>): GameView[] {
  const known = new Set(rows.map((row) => row.id))
  const asked = acts.filter((act) => act.command === ASK && act.status !== 'refused' && !known.has(act.id)).map((act) => beginning(act, names))
  const views = [...rows, ...asked].map((row) => viewOf(row, acts))
  return views.sort((a, b) => rank(a) - rank(b) || b.since.localeCompare(a.since))
}

/** The game that an ask will be: its id is the act's, so that whoever has white can move at once. */
function beginning(act: Said, names: ReadonlyMap<string, string>): GameRow {
  const { other = '', colour = 'white' } = (act.said ?? {}) as { other?: string; colour?: Colour }
  const name = names.get(other) ?? ''
  const none = { moves: [], moved_at: null, draw: [], ended: null }
  return { id: act.id, with_id: other, with_name: name, colour, asked_by_me: true, asked_at: act.made, ...none }
}

function viewOf(row: GameRow, acts: readonly Said[]): GameView {
  const mine = acts.filter((act) => act.id === row.id || gameOf(act) === row.id).sort((a, b) => b.made.localeCompare(a.made))
  const waiting = mine.filter((act) => act.status !== 'refused' && act.status !== 'accepted')
  const fresh = waiting.find((act) => act.command === MOVE && plyOf(act) === row.moves.length + 1)
  const moves = fresh ? [...row.moves, (fresh.said as { uci: string }).uci] : row.moves
  const offered = !fresh && waiting.some((act) => act.command === DRAW)
  const last = mine[0]
  return {
    ...row,
    moves,
    myTurn: isMyTurn({ ...row, moves }),
    since: fresh?.made ?? row.moved_at ?? row.asked_at,
    draw: offered && !row.draw.includes('me') ? [...row.draw, 'me'] : fresh ? [] : row.draw,
    standing: last && last.id !== row.id ? last.status : '',
    says: last?.says ?? '',
    leaving: !row.ended && waiting.some((act) => act.command === RESIGN)
  }
}

function gameOf(act: Said): string | undefined {
  return act.command === ASK ? undefined : (act.said as { game?: string } | undefined)?.game
}

function plyOf(act: Said): number | undefined {
  return (act.said as { ply?: number } | undefined)?.ply
}

function rank({ ended, myTurn }: GameView): number {
  return ended ? 2 : myTurn ? 0 : 1
}
