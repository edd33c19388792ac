"""People by file: handed in and checked first; imported when somebody has read what is wrong, and confirms the rest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated
from uuid import UUID

import msgspec
from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.clock import london_day
from throughgate.basics.errors import Refused
from throughgate.kernel import times
from throughgate.kernel.audit import trail
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.people.models import Worker
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.sheets import Fault, SameInFile
from throughgate.modules.caseload import policy
from throughgate.modules.caseload.commands.bringing import bring_in, what_is_known
from throughgate.modules.caseload.commands.records import IMPORT
from throughgate.modules.caseload.models import Confirmation, FileKind, PeopleFile, PeopleLine
from throughgate.modules.caseload.rules.new_person import NewPerson, column_of, objections
from throughgate.modules.caseload.rules.people_line import Around, read_line

# A whole probation office fits; more is a national feed, not a file.
MOST_LINES = 2_000
KEPT = timedelta(days=30)


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a file: its number as a spreadsheet shows it, and column → what stood there."""

    line: Annotated[int, Meta(ge=1)]
    said: dict[str, str]


class NobodyInFile(Refused):
    says = _("There is nobody in this file: it has headings, and no line under them.")


class TooManyLines(Refused):
    says = _("This file has {lines} lines. At most {most} can be imported at once. Please split it.")


class ImportedBefore(Refused):
    says = _("{name} imported this file on {day}.")


class NobodyToImport(Refused):
    says = _("No line of this file can be imported. Put right what is listed, and hand the file in again.")


class KeptStill(Refused):
    says = _("This file is kept for 30 days.")


@command("caseload.check_people_file", by=ActorKind.WORKER, needs=IMPORT)
def check_people_file(
    act: Act, *, name: Annotated[str, Meta(max_length=200)], lines: Annotated[list[Line], Meta(max_length=MOST_LINES)]
) -> Done:
    """Hand in a file of people and have every line checked. Nobody is imported. The file's id is the act's."""
    by = policy.importer(act)
    if len(lines) > MOST_LINES:
        raise TooManyLines(lines=len(lines), most=MOST_LINES)
    judged = _judge(act, {line.line: line.said for line in lines})
    return Done(None, (keep_checked(act, FileKind.PEOPLE, name, by, [(one.line, one.said, one.faults) for one in judged]),))


@command("caseload.import_people", by=ActorKind.WORKER, needs=IMPORT)
def import_people(act: Act, *, file: UUID) -> Done:
    """Import the good lines of a checked file. They are judged again: what was free then may be taken now."""
    by, checked = policy.importer(act), policy.file_to_confirm(act, file, FileKind.PEOPLE)
    check_not_confirmed(checked)
    lines = {line.line: line for line in PeopleLine.objects.filter(file=checked, wrong=[])}
    judged = list(_judge(act, {number: line.said for number, line in lines.items()}))
    good = [(lines[read.line], read.new) for read in judged if read.new and not read.faults]
    if not good:
        raise NobodyToImport
    people = bring_in(act, [new for _line, new in good])
    for (line, _new), person in zip(good, people, strict=True):
        line.person = person
        trail.write(act, "caseload.import_people@1", "accepted", person.pk, file=str(checked.pk), line=line.line)
    for read in judged:
        lines[read.line].wrong = [[column, why.words] for column, why in read.faults]
    PeopleLine.objects.bulk_update(lines.values(), ["person", "wrong"], batch_size=500)
    confirmation = Confirmation.objects.create(file=checked, by=by, at=act.arrived)
    # Nobody new has a device yet that could hear of it; their stream is made when they enrol one.
    return Done(None, (confirmation,))


@command("caseload.forget_people_file", by=ActorKind.CLOCK)
def forget_people_file(act: Act, *, file: UUID) -> Done:
    """Throw away a file that has had its time. The people imported from it stay."""
    old = policy.people_file_to_forget(act, file)
    if act.arrived < old.at + KEPT:
        raise KeptStill
    old.delete()
    return Done(None)


def keep_checked(
    act: Act, kind: FileKind, name: str, by: Worker, lines: Sequence[tuple[int, Mapping[str, str], Sequence[Fault]]]
) -> PeopleFile:
    """Keep a file with what each line says and what is wrong with it. Raises: NobodyInFile."""
    if not lines:
        raise NobodyInFile
    file = PeopleFile.objects.create(id=act.id, kind=kind, name=name, by=by, at=act.arrived)
    PeopleLine.objects.bulk_create(
        PeopleLine(file=file, line=line, said=dict(said), wrong=[[column, why.words] for column, why in faults])
        for line, said, faults in lines
    )
    return file


def check_not_confirmed(file: PeopleFile) -> None:
    """Raises: ImportedBefore."""
    earlier = Confirmation.objects.filter(file=file).select_related("by").first()
    if earlier:
        raise ImportedBefore(name=earlier.by.name, day=times.day(earlier.at))


@dataclass(frozen=True)
class _Read:
    line: int
    said: Mapping[str, str]
    new: NewPerson | None
    faults: list[Fault]


def _judge(act: Act, lines: Mapping[int, Mapping[str, str]]) -> Iterator[_Read]:
    around = _around(act)
    read = [(line, said, *read_line(said, around)) for line, said in lines.items()]
    known, seen = what_is_known(new for _line, _said, new, _faults in read if new), _Seen()
    today = london_day(act.arrived)
    for line, said, new, faults in read:
        more = [*objections(new, known, today), *seen.before(line, new)] if new else []
        yield _Read(line, said, new, [*faults, *more])


def _around(act: Act) -> Around:
    return Around(
        places={place.code.upper(): place for place in policy.places_to_live(act)},
        workers={worker.email.lower(): worker for worker in policy.workers_beside(act)},
    )


class _Seen:
    """What earlier lines of the same file said."""

    def __init__(self) -> None:
        self.lines: dict[object, int] = {}

    def before(self, line: int, new: NewPerson) -> Iterator[Fault]:
        """A fault for each thing that an earlier line said as well."""
        for kind, value in new.numbers.items():
            if (kind, value) in self.lines:
                yield column_of(kind), SameInFile(line=self.lines[kind, value], what=value)
            self.lines.setdefault((kind, value), line)
        if new.born and new.likeness in self.lines:
            yield "family", SameInFile(line=self.lines[new.likeness], what=f"{new.given_name} {new.family_name}, {new.born:%d/%m/%Y}")
        self.lines.setdefault(new.likeness, line)
