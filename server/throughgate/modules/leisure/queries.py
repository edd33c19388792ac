"""Every read that a page needs, as small frozen shapes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from throughgate.kernel.policy.act import Act
from throughgate.modules.leisure.models import Game
from throughgate.modules.leisure.policy import games_visible_to


@dataclass(frozen=True)
class GameView:
    """A game, as staff see it."""

    id: UUID
    other: str
    asked_at: datetime
    moves: tuple[str, ...]
    how: str


def card(act: Act, person_id: UUID) -> list[GameView]:
    """The latest games of a person, for their page."""
    rows = games_visible_to(act).filter(person=person_id).select_related("contact", "end").prefetch_related("moves")
    return [_view(row) for row in rows.order_by("-asked_at")[:5]]


def _view(game: Game) -> GameView:
    end = getattr(game, "end", None)
    moves = sorted(game.moves.all(), key=lambda move: move.ply)
    return GameView(game.pk, game.contact.name, game.asked_at, tuple(move.uci for move in moves), end.get_how_display() if end else "")
