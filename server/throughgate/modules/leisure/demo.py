"""What the invented estate shows of games: the guest and his mother, an opening of a few days, and it is her move."""

from datetime import datetime, timedelta
from uuid import UUID

from throughgate.kernel.people.models import Approval
from throughgate.kernel.policy.act import Act, Actor, ActorKind, Face
from throughgate.kernel.registry.demo import Happened, Showing, by_person
from throughgate.modules.leisure.models import Game, Move, Side
from throughgate.modules.leisure.policy import TOGETHER

DAYS_AGO = 6
MOVES = ("d2d4", "d7d5", "c2c4", "e7e6", "b1c3")


def show(showing: Showing) -> list[Happened]:
    """One game, asked for by the guest; a move in the evening, and one in the morning."""
    approval = Approval.objects.filter(person=showing.guest, relationship__kind="MOT", to_at=None).select_related("relationship").first()
    if approval is None:
        return []
    contact, at = approval.relationship.contact_id, showing.now - timedelta(days=DAYS_AGO)
    game = Game(id=showing.chance.id_at(at), person_id=showing.guest, contact_id=contact, n=1, white=Side.PERSON, asked_by=Side.PERSON)
    game.asked_at = game.arrived_at = at
    game.save(force_insert=True)
    told = [_told(showing, _by(showing, None, game.pk, at), "ask_for_game", "Game", game.pk)]
    for n, uci in enumerate(MOVES):
        moved = at + timedelta(hours=12 * n + 1)
        move = Move(id=showing.chance.id_at(moved), game=game, person_id=showing.guest, ply=n + 1, uci=uci, made_at=moved, arrived_at=moved)
        move.save(force_insert=True)
        told.append(_told(showing, _by(showing, contact if n % 2 else None, move.pk, moved), "play_move", "Move", move.pk))
    return told


def _by(showing: Showing, contact: UUID | None, act: UUID, at: datetime) -> Act:
    """An act of the guest, or of that contact."""
    if contact is None:
        return by_person(showing.guest, at, at, act, None)
    return Act(Actor(ActorKind.CONTACT, contact), at, at, Face.FAMILY, id=act)


def _told(showing: Showing, act: Act, what: str, table: str, row: UUID) -> Happened:
    detail = {"because": [TOGETHER], "changed": [[f"leisure.{table}", str(row)]]}
    return Happened(act, f"leisure.{what}@1", showing.guest, detail)
