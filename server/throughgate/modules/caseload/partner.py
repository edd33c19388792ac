"""What another system may tell us of people: that they have moved."""

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from throughgate.basics.errors import Again, Refused
from throughgate.basics.ids import uuid_from
from throughgate.kernel.policy.act import Act
from throughgate.kernel.registry.module import Endpoint
from throughgate.modules.caseload import commands

SettingName = Literal["closed", "open", "day_release", "overnight_release", "approved_premises", "community"]


class Move(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """That somebody lives at a place since a moment. `number`: prison number or CRN; `place`: its code; `at`: RFC 3339."""

    number: Annotated[str, Meta(min_length=1, max_length=20)]
    place: Annotated[str, Meta(min_length=1, max_length=24)]
    setting: SettingName
    at: Annotated[datetime, Meta(tz=True)]
    release_on: date | None = None


class MovesSaid(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One move or many, in the order in which they happened."""

    moves: Annotated[list[Move], Meta(min_length=1, max_length=500)]


class MoveAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What came of the move at that place of the list (the first is 0); refused with a code and a sentence."""

    line: int
    outcome: Literal["accepted", "refused"]
    code: str = ""
    says: str = ""


class MovesAnswer(msgspec.Struct, frozen=True):
    """What came of each. A refused one changes nothing of the others; put right, it is sent under a new id."""

    moves: list[MoveAnswer]


def record_moves(act: Act, said: MovesSaid) -> MovesAnswer:
    """Record each by itself. The same message again gives the same answers."""
    acts = [replace(act, id=uuid_from(act.id, line), grants=[], tasks=[]) for line, _move in enumerate(said.moves)]
    return MovesAnswer([_record(own, line, move) for line, (own, move) in enumerate(zip(acts, said.moves, strict=True))])


def _record(act: Act, line: int, move: Move) -> MoveAnswer:
    try:
        commands.report_move(act, **msgspec.structs.asdict(move))
    except Refused as refusal:
        return MoveAnswer(line, "refused", refusal.code, refusal.words)
    except Again as earlier:
        return MoveAnswer(line, "refused", earlier.code, earlier.words)
    return MoveAnswer(line, "accepted")


MOVES = Endpoint("moves", "Say that people live somewhere else, or in another setting.", MovesSaid, MovesAnswer, record_moves)
