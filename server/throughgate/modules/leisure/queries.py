"""Every read that a page needs, as small frozen shapes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from throughgate.kernel.people.models import Approval
from throughgate.kernel.policy.act import Act
from throughgate.modules.leisure.feed import GameRow, game_row, with_all
from throughgate.modules.leisure.models import Game, Side
from throughgate.modules.leisure.policy import games_visible_to, is_open, pairs_of


@dataclass(frozen=True)
class GameView:
    """A game, as staff see it."""

    id: UUID
    other: str
    asked_at: datetime
    moves: tuple[str, ...]
    how: str


class Table(msgspec.Struct, frozen=True):
    """Two who may play, as the contact's phone shows them. `player_name`: their child's; "" where it is themself who plays."""

    player: UUID
    player_name: str
    person: UUID
    person_name: str
    open: bool
    games: list[GameRow]


def tables(act: Act) -> list[Table]:
    """Everybody with whom a contact and their children may play, with the games of each two."""
    return [_table(act, row) for row in pairs_of(act)]


def card(act: Act, person_id: UUID) -> list[GameView]:
    """The latest games of a person, for their page."""
    rows = games_visible_to(act).filter(person=person_id).select_related("contact", "end").prefetch_related("moves")
    return [_view(row) for row in rows.order_by("-asked_at")[:5]]


def _view(game: Game) -> GameView:
    end = getattr(game, "end", None)
    moves = sorted(game.moves.all(), key=lambda move: move.ply)
    return GameView(game.pk, game.contact.name, game.asked_at, tuple(move.uci for move in moves), end.get_how_display() if end else "")


def _table(act: Act, row: Approval) -> Table:
    contact, person = row.relationship.contact, row.person
    games = with_all(games_visible_to(act).filter(person=person, contact=contact)).order_by("-asked_at")[:5]
    name = contact.name if contact.pk != act.contact_id else ""
    return Table(contact.pk, name, person.pk, person.known_as, is_open(act, person.pk), [game_row(game, Side.CONTACT) for game in games])
