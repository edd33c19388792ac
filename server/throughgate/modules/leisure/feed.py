"""What devices get: a person their own games and with whom they may play; the phone of a contact the same, from the other side."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from throughgate.kernel.people.models import Approval, Limit, NoContact, Relationship
from throughgate.kernel.policy.act import Act
from throughgate.kernel.sync.feeds import Feed
from throughgate.modules.leisure.models import DrawOffer, Game, GameEnd, Move, Side
from throughgate.modules.leisure.policy import CAPABILITY, games_of, games_visible_to, is_open, pairs_of, partners_of


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


class Table(msgspec.Struct, frozen=True):
    """Two who may play, as the contact's phone shows them. `player_name`: their child's; "" where it is themself who plays."""

    player: UUID
    player_name: str
    person: UUID
    person_name: str
    open: bool
    games: list[GameRow]


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


def tables(act: Act) -> list[Table]:
    """Everybody with whom a contact and their children may play, with the games of each two."""
    return [_table(act, row) for row in pairs_of(act)]


def _table(act: Act, row: Approval) -> Table:
    contact, person = row.relationship.contact, row.person
    games = with_all(games_visible_to(act).filter(person=person, contact=contact)).order_by("-asked_at")[:5]
    name = contact.name if contact.pk != act.contact_id else ""
    return Table(contact.pk, name, person.pk, person.known_as, is_open(act, person.pk), [game_row(game, Side.CONTACT) for game in games])


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
