"""The rules of chess, without a database."""

import pytest

from throughgate.modules.leisure.rules.chess import outcome_of

KNIGHTS = ["g1f3", "g8f6", "f3g1", "f6g8"]


@pytest.mark.parametrize(
    ("moves", "outcome"),
    [
        ("", ""),
        ("e2e4 e7e5", ""),
        ("e2e5", None),
        ("O-O", None),
        ("e2e2", None),
        ("e7e5", None),
        ("e2e4 e7e5 e4e5", None),
        ("f2f3 e7e5 g2g4 d8h4", "checkmate"),
        ("e2e4 e7e5 f1c4 b8c6 d1h5 g8f6 h5f7", "checkmate"),
        # Castling, en passant and promotion, each written from square to square.
        ("e2e4 e7e5 g1f3 b8c6 f1c4 g8f6 e1g1", ""),
        ("e2e4 a7a6 e4e5 d7d5 e5d6", ""),
        ("e2e4 a7a6 e4e5 d7d5 a2a3 a6a5 e5d6", None),
        ("h2h4 g7g5 h4g5 h7h6 g5h6 g8f6 h6h7 f6g8 h7g8q", ""),
        # A pinned piece stays; whoever stands in check answers it.
        ("e2e4 e7e5 d2d3 f8b4 b1a3", None),
        # The shortest known stalemate, by Sam Loyd.
        ("e2e3 a7a5 d1h5 a8a6 h5a5 h7h5 h2h4 a6h6 a5c7 f7f6 c7d7 e8f7 d7b7 d8d3 b7b8 d3h7 b8c8 f7g6 c8e6", "stalemate"),
    ],
)
def test_what_stands_on_the_board(moves, outcome):
    assert outcome_of(moves.split()) == outcome


def test_the_same_position_for_the_third_time_is_a_draw():
    assert outcome_of(KNIGHTS * 2) == "drawn"
    assert outcome_of([*KNIGHTS, *KNIGHTS[:3]]) == ""
