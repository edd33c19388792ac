"""Moves by file: handed in and checked first; recorded when somebody has read what is wrong, and confirms the rest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel.audit import trail
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.people.models import Care, Person
from throughgate.kernel.places.models import Stay
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.relations import people_numbered
from throughgate.kernel.sheets import Fault, SameInFile
from throughgate.modules.caseload import policy
from throughgate.modules.caseload.commands.importing import Line, check_not_confirmed, keep_checked
from throughgate.modules.caseload.commands.moves import carry_out
from throughgate.modules.caseload.commands.records import IMPORT
from throughgate.modules.caseload.models import Confirmation, FileKind, PeopleLine
from throughgate.modules.caseload.rules.moves_line import Around, read_line, tidy_number
from throughgate.modules.caseload.rules.moving import NewMove, objections_to

# A day's vans of a region; more is a national feed, which reports them one by one.
MOST_MOVES = 500


class NothingToRecord(Refused):
    says = _("No line of this file can be recorded. Put right what is listed, and hand the file in again.")


@command("caseload.check_moves_file", by=ActorKind.WORKER, needs=IMPORT)
def check_moves_file(
    act: Act, *, name: Annotated[str, Meta(max_length=200)], lines: Annotated[list[Line], Meta(max_length=MOST_MOVES)]
) -> Done:
    """Hand in a file of moves and have every line checked. Nobody is moved. The file's id is the act's."""
    by, judged = policy.importer(act), _judge(act, {line.line: line.said for line in lines})
    file = keep_checked(act, FileKind.MOVES, name, by, [(one.line, one.said, one.faults) for one in judged])
    return Done(None, (file,))


@command("caseload.record_moves", by=ActorKind.WORKER, needs=IMPORT)
def record_moves(act: Act, *, file: UUID) -> Done:
    """Record the good lines of a checked file of moves. They are judged again: people may have moved since."""
    by, checked = policy.importer(act), policy.file_to_confirm(act, file, FileKind.MOVES)
    check_not_confirmed(checked)
    lines = {line.line: line for line in PeopleLine.objects.filter(file=checked, wrong=[])}
    judged = list(_judge(act, {number: line.said for number, line in lines.items()}))
    good = [(lines[one.line], one.move) for one in judged if one.move and not one.faults]
    if not good:
        raise NothingToRecord
    changed: list[Stay | Care] = []
    for line, move in good:
        changed += carry_out(act, move)
        line.person = move.person
        trail.write(act, "caseload.record_moves@1", "accepted", move.person.pk, file=str(checked.pk), line=line.line)
    for one in judged:
        lines[one.line].wrong = [[column, why.words] for column, why in one.faults]
    PeopleLine.objects.bulk_update(lines.values(), ["person", "wrong"], batch_size=500)
    confirmation = Confirmation.objects.create(file=checked, by=by, at=act.arrived)
    return Done(None, (confirmation, *changed))


@dataclass(frozen=True)
class _Judged:
    line: int
    said: Mapping[str, str]
    move: NewMove | None
    faults: list[Fault]


def _judge(act: Act, lines: Mapping[int, Mapping[str, str]]) -> Iterator[_Judged]:
    around, seen = _around(act, lines), dict[UUID, int]()
    read = [(line, said, *read_line(said, around, act.arrived)) for line, said in lines.items()]
    latest = _latest_stays({move.person for _line, _said, move, _faults in read if move})
    for line, said, move, faults in read:
        more: list[Fault] = []
        if move and move.person.pk in seen:
            more = [("number", SameInFile(line=seen[move.person.pk], what=move.person.name))]
        elif move:
            more, seen[move.person.pk] = list(objections_to(move, latest.get(move.person.pk), act.arrived)), line
        yield _Judged(line, said, move, [*faults, *more])


def _around(act: Act, lines: Mapping[int, Mapping[str, str]]) -> Around:
    numbers = {tidy_number(said.get("number", "")) for said in lines.values()}
    codes = {said.get("place", "").upper() for said in lines.values()}
    return Around(
        people=people_numbered(act, numbers),
        places={place.code.upper(): place for place in policy.places_where_people_live().filter(code__in=codes)},
    )


def _latest_stays(people: set[Person]) -> dict[UUID, Stay]:
    rows = Stay.objects.filter(person__in=people).select_related("place").order_by("from_at")
    return {stay.person_id: stay for stay in rows}
