"""The rules of chess, for moves as both sides write them: from square to square. Positions come from the moves alone."""

import re
from collections.abc import Sequence
from typing import Any, Literal

FROM_TO = re.compile("[a-h][1-8][a-h][1-8][qrbn]?")
Outcome = Literal["", "checkmate", "stalemate", "drawn"]


def outcome_of(moves: Sequence[str]) -> Outcome | None:
    """What stands on the board after these moves, from the beginning: "" while the game goes on; None where one of them was not possible.

    A position for the third time, fifty moves without a capture or a pawn, and too few pieces to win are a draw at once:
    by correspondence nobody sits beside them to claim it. Source: FIDE Laws of Chess, articles 5 and 9.
    """
    board = _board_after(moves)
    if board is None:
        return None
    if not list(board.legal_moves):
        return "checkmate" if board.is_check() else "stalemate"
    drawn = board.is_repetition(3) or board.is_fifty_moves() or board.is_insufficient_material()
    return "drawn" if drawn else ""


def _board_after(moves: Sequence[str]) -> Any:
    # Its tables take a while to compute: only whoever plays waits for them.
    from anima_chess import Board, Move

    board = Board()
    for uci in moves:
        if not FROM_TO.fullmatch(uci) or not board.is_legal(Move.from_uci(uci)):
            return None
        board.push(Move.from_uci(uci))
    return board
