"""Builders of the caseload, on the builders of every test."""

from datetime import datetime, timedelta

from tests.make import DAY, NOON, as_person, as_worker, care, person, place, wing, worker
from throughgate.basics.clock import london_day
from throughgate.kernel.people.models import Leave, Person, Worker, WorkerRole
from throughgate.kernel.places.models import Group, Place, PlaceKind, Stay
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.tasks.models import Task
from throughgate.kernel.tasks.work import URGENT_WITHIN, open_task, write_all
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


def colleagues(role: WorkerRole = WorkerRole.PROBATION_OFFICER) -> tuple[Worker, Worker, Person]:
    """Two workers of Eastmere's first office, and somebody who lives there, whom the first supervises."""
    officer, colleague, cared_for = worker(role, at=office()), worker(role, at=office()), person(lives=office())
    care(officer, cared_for)
    return officer, colleague, cared_for


def urgent(about: Person, *, opened: datetime = NOON, signs: tuple[str, ...] = ("test",), held_by: Worker | None = None) -> Task:
    """Something urgent about somebody, due eight hours later."""
    act = as_person(about, opened)
    open_task(act, "test.look", act.id, about, opened + URGENT_WITHIN, signs=signs, held_by=held_by.pk if held_by else None)
    write_all([act])
    return Task.objects.get(about=act.id)


def away(who: Worker, cover: Worker, *, days: int = 3, at: datetime = NOON) -> Leave:
    """They are away from that day on."""
    today = london_day(at)
    commands.plan_leave(as_worker(who, at), worker=who.pk, first_day=today, last_day=today + timedelta(days=days - 1), cover=cover.pk)
    return Leave.objects.latest("set_at")


def world(officer: Worker, about: Person) -> None:
    """What the promises try strangers on: a file, something urgent, a call about it, who covers for the officer next month, and a group."""
    hand_in(officer, said(place=wing().code, setting="closed"))
    commands.record_call(as_worker(officer), task=urgent(about).pk, outcome="no_answer")
    cover = worker(WorkerRole.SENIOR_PROBATION_OFFICER, at=wing(), name="Cover Colleague")
    away(officer, cover, at=NOON + 30 * DAY)
    group_with(officer, about)


def group_with(officer: Worker, *people: Person) -> Group:
    """A group where that officer works, with these people in it."""
    act = as_worker(officer)
    commands.open_group(act, place=Stay.objects.get(person=people[0], to_at=None).place_id, name="Reading")
    with scope(act):
        group = Group.objects.get(name="Reading")
    for one in people:
        commands.put_in_group(as_worker(officer), group=group.pk, person=one.pk)
    return group
