"""Games by correspondence: asking for one, moving, offering a draw, giving up."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.modules.leisure import policy
from throughgate.modules.leisure.models import DrawOffer, Ending, Game, GameEnd, Move, Side
from throughgate.modules.leisure.policy import CAPABILITY
from throughgate.modules.leisure.rules.chess import outcome_of

PLAYERS = {ActorKind.PERSON, ActorKind.CONTACT}
FromTo = Annotated[str, Meta(min_length=4, max_length=5)]


class Colour(StrEnum):
    WHITE = "white"
    BLACK = "black"


class GameGoesOn(Refused):
    says = _("You two have a game already. You will find it in your list.")


class GameRests(Refused):
    says = _("You two cannot play at the moment. Your game is kept as it is.")


class MayOnlyAnswer(Refused):
    says = _("You may play with them, but not ask first. They can ask you for a game.")


class GameOver(Refused):
    says = _("This game was over before your move came.")


class MoveCameLate(Refused):
    says = _("This move was made already, perhaps on another device. The board shows the game as it is.")


class MoveNotPossible(Refused):
    says = _("This move is not possible by the rules of chess. The board shows the game as it is.")


@command("leisure.ask_for_game", by=PLAYERS, needs=CAPABILITY)
def ask_for_game(act: Act, *, other: UUID, colour: Colour, player: UUID | None = None) -> Done:
    """Begin a game with somebody; with white you may move at once. A guardian says for which `player` of theirs."""
    (person, contact), me = policy.pair_to_play(act, other, player), policy.side_of(act)
    _may_go_on(act, person, contact, begins=me is Side.PERSON)
    theirs = Game.objects.filter(person=person, contact=contact)
    if theirs.filter(end=None).exists():
        raise GameGoesOn
    game = Game(id=act.id, person_id=person, contact_id=contact, n=theirs.count() + 1, asked_by=me)
    game.white = me if colour is Colour.WHITE else me.other
    game.asked_at, game.arrived_at = act.at, act.arrived
    game.save(force_insert=True)
    return Done(game.person_id, (game,))


@command("leisure.play_move", by=PLAYERS, needs=CAPABILITY)
def play_move(act: Act, *, game: UUID, ply: Annotated[int, Meta(ge=1, le=2_000)], uci: FromTo) -> Done:
    """Move a piece, from square to square. `ply` says which move of the game it is meant to be, so that none is played twice."""
    found = _game_that_goes_on(act, game)
    played = _moves(found)
    if ply != len(played) + 1 or _whose_turn(found, ply) != policy.side_of(act):
        raise MoveCameLate
    outcome = outcome_of([*played, uci])
    if outcome is None:
        raise MoveNotPossible
    move = Move.objects.create(id=act.id, game=found, person_id=found.person_id, ply=ply, uci=uci, made_at=act.at, arrived_at=act.arrived)
    ended = [_end(act, found, Ending(outcome), policy.side_of(act) if outcome == "checkmate" else "")] if outcome else []
    return Done(found.person_id, (found, move, *ended))


@command("leisure.offer_draw", by=PLAYERS, needs=CAPABILITY)
def offer_draw(act: Act, *, game: UUID) -> Done:
    """Say that you would be content with a draw. Where the other has said so since the last move, the game ends."""
    found, me = _game_that_goes_on(act, game), policy.side_of(act)
    ply = found.moves.count()
    offer, _new = DrawOffer.objects.get_or_create(
        game=found, ply=ply, by=me, defaults={"id": act.id, "person_id": found.person_id, "at": act.arrived}
    )
    both = DrawOffer.objects.filter(game=found, ply=ply, by=me.other).exists()
    ended = [_end(act, found, Ending.AGREED)] if both else []
    return Done(found.person_id, (found, offer, *ended))


@command("leisure.resign", by=PLAYERS, needs=CAPABILITY)
def resign(act: Act, *, game: UUID) -> Done:
    """Give a game up. Before both have moved, nobody has lost it."""
    found, me = _game_that_goes_on(act, game), policy.side_of(act)
    begun = found.moves.count() >= 2
    end = _end(act, found, Ending.RESIGNED, me.other) if begun else _end(act, found, Ending.CALLED_OFF)
    return Done(found.person_id, (found, end))


def _game_that_goes_on(act: Act, game_id: UUID) -> Game:
    game = policy.game_to_play(act, game_id)
    if hasattr(game, "end"):
        raise GameOver
    _may_go_on(act, game.person_id, game.contact_id)
    return game


def _may_go_on(act: Act, person: UUID, contact: UUID, begins: bool = False) -> None:
    how = policy.may_play(act, person, contact)
    if how is None or not policy.is_open(act, person):
        raise GameRests
    if not how.may(begin=begins):
        raise MayOnlyAnswer


def _moves(game: Game) -> list[str]:
    return list(game.moves.order_by("ply").values_list("uci", flat=True))


def _whose_turn(game: Game, ply: int) -> Side:
    white = Side(game.white)
    return white if ply % 2 else white.other


def _end(act: Act, game: Game, how: Ending, won: Side | str = "") -> GameEnd:
    return GameEnd.objects.create(game=game, person_id=game.person_id, how=how, won=won, at=act.arrived)
