"""Builders of the caseload, on the builders of every test."""

from tests.make import as_worker, place, wing, worker
from throughgate.kernel.people.models import Person, Worker, WorkerRole
from throughgate.kernel.places.models import Place, PlaceKind
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.scope import scope
from throughgate.modules.caseload import commands
from throughgate.modules.caseload.commands.importing import Line
from throughgate.modules.caseload.models import PeopleFile, PeopleLine

GOOD = {
    "given": "Ines",
    "family": "Ferrant",
    "born": "02/04/1990",
    "crn": "X900001",
    "place": "ZEM-1",
    "setting": "community",
    "from": "2026-11-02",
}


def office() -> Place:
    """Eastmere's first office, in its region."""
    return place("ZEM-1", PlaceKind.OFFICE, place("ZEM", PlaceKind.REGION))


def administrator() -> Worker:
    """Somebody who brings people in at Eastmere's first office."""
    return worker(WorkerRole.ADMINISTRATOR, at=office())


def case_manager() -> Worker:
    """Somebody who brings people in on wing B of Lindenfield."""
    return worker(WorkerRole.CASE_MANAGER, at=wing())


def said(**changes: str) -> dict[str, str]:
    """What a good line says, with changes."""
    return GOOD | {column.rstrip("_"): value for column, value in changes.items()}


def hand_in(by: Worker, *lines: dict[str, str]) -> Act:
    """Hand in a file of these lines, the first of which stands in line 2, under the headings. The file's id is the act's."""
    act = as_worker(by)
    commands.check_people_file(act, name="people.csv", lines=[Line(n, said) for n, said in enumerate(lines, 2)])
    return act


def faults(file: Act) -> dict[int, list[str]]:
    """Line → the columns that are wrong in it."""
    with scope(file):
        return {line.line: [column for column, _why in line.wrong] for line in PeopleLine.objects.filter(file=file.id) if line.wrong}


def reasons(file: Act) -> list[str]:
    """Every reason that stands against a line, in order of lines."""
    with scope(file):
        return [why for line in PeopleLine.objects.filter(file=file.id).order_by("line") for _column, why in line.wrong]


def files_of(by: Worker) -> int:
    act = as_worker(by)
    with scope(act):
        return PeopleFile.objects.filter(by=by).count()


def world(officer: Worker, _person: Person) -> None:
    """What the promises try strangers on."""
    hand_in(officer, said(place=wing().code, setting="closed"))
