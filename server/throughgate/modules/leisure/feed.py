"""What a device gets: one's own games, and with whom one may play."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from throughgate.kernel.people.models import Approval, Limit, NoContact, Relationship
from throughgate.kernel.sync.feeds import Feed
from throughgate.modules.leisure.models import DrawOffer, Game, GameEnd, Move, Side
from throughgate.modules.leisure.policy import CAPABILITY, games_of, partners_of


class Ended(msgspec.Struct, frozen=True):
    """`won`: "me", "them", or "" for nobody."""

    at: datetime
    how: str
    won: str


class GameRow(msgspec.Struct, frozen=True):
    """A game, as one of its two sides sees it. `moves` are from square to square, in order; `draw`: who offers one now."""

    id: UUID
    with_id: UUID
    with_name: str
    colour: str
    asked_by_me: bool
    asked_at: datetime
    moves: list[str]
    moved_at: datetime | None
    draw: list[str]
    ended: Ended | None


class PartnerRow(msgspec.Struct, frozen=True):
    """Somebody outside with whom a person may play; `may_ask`: they may begin, and not only answer."""

    contact: UUID
    name: str
    may_ask: bool


def game_row(game: Game, me: Side = Side.PERSON) -> GameRow:
    """The row for one game, as that side sees it."""
    moves = sorted(game.moves.all(), key=lambda move: move.ply)
    end = getattr(game, "end", None)
    return GameRow(
        id=game.pk,
        with_id=game.contact_id if me is Side.PERSON else game.person_id,
        with_name=game.contact.name if me is Side.PERSON else game.person.known_as,
        colour="white" if game.white == me else "black",
        asked_by_me=game.asked_by == me,
        asked_at=game.asked_at,
        moves=[move.uci for move in moves],
        moved_at=moves[-1].arrived_at if moves else None,
        draw=sorted(_me_or_them(offer.by, me) for offer in game.draw_offers.all() if offer.ply == len(moves)),
        ended=Ended(end.at, end.how, _me_or_them(end.won, me)) if end else None,
    )


def with_all(games: QuerySet[Game]) -> QuerySet[Game]:
    """Those, with whatever a row of theirs shows."""
    return games.select_related("contact", "person", "end").prefetch_related("moves", "draw_offers")


def partner_row(row: Approval) -> PartnerRow:
    """The row for somebody with whom a person may be in touch."""
    who = row.relationship.contact
    return PartnerRow(who.pk, who.name, Limit.REPLY_ONLY not in row.limits.split())


def _me_or_them(side: str, me: Side) -> str:
    return side and ("me" if side == me else "them")


def _game_of(row: Move | DrawOffer | GameEnd) -> Iterable[Game]:
    return with_all(Game.objects.filter(pk=row.game_id))


def _approvals_of(pair: Relationship) -> Iterable[Approval]:
    return Approval.objects.filter(relationship=pair).select_related("relationship__contact")


def _approvals_against(wish: NoContact) -> Iterable[Approval]:
    return Approval.objects.filter(person=wish.person_id, relationship__contact=wish.contact_id).select_related("relationship__contact")


GAMES = Feed(
    name="leisure.games",
    watches=Game,
    visible=lambda people: with_all(games_of(people)),
    whose=lambda game: [game.person_id],
    shape=game_row,
    value=GameRow,
    keep=timedelta(days=365),
    capability=CAPABILITY,
    follows={Move: _game_of, DrawOffer: _game_of, GameEnd: _game_of},
)
PARTNERS = Feed(
    name="leisure.partners",
    watches=Approval,
    visible=partners_of,
    whose=lambda row: [row.person_id],
    shape=partner_row,
    value=PartnerRow,
    keep=timedelta(days=3_650),
    capability=CAPABILITY,
    follows={Relationship: _approvals_of, NoContact: _approvals_against},
)
