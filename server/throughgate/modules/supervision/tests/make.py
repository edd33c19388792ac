"""Builders of supervision, on the builders of every test."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from tests.make import DAY, HOUR, NOON, as_person, as_worker, care, pair, rollout, worker
from throughgate.kernel.people.models import CareRole, Leave, Person, Worker, WorkerRole
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.scope import scope
from throughgate.modules.supervision import commands
from throughgate.modules.supervision.commands.concerns import Follows
from throughgate.modules.supervision.models import Checkin, Plan, Submission

TODAY = NOON.date()
SIGNATURE, PHOTO = "a" * 64, "b" * 64


def supervised() -> tuple[Worker, Person]:
    """A probation officer and a person they supervise, with check-ins switched on everywhere."""
    rollout("supervision.checkin")
    return pair()


def senior_to(person: Person) -> Worker:
    made = worker(WorkerRole.SENIOR_PROBATION_OFFICER)
    care(made, person, CareRole.SENIOR)
    return made


def plan(officer: Worker, person: Person, **changes: Any) -> Plan:
    """A weekly plan that begins today, on top of meeting in person."""
    said = {
        "person": person.pk,
        "every": "WEEKLY",
        "first_due": TODAY,
        "purpose": "SUPPLEMENT_F2F",
        "rationale": "They work early shifts.",
    }
    act = as_worker(officer)
    commands.set_plan(act, **(said | changes))
    with scope(act):
        return Plan.objects.filter(person=person).latest("set_at")


def checkin_due(of: Person, day: date = TODAY) -> Checkin:
    with scope(as_person(of)):
        return Checkin.objects.get(person=of, due_on=day)


def said(checkin: Checkin | None, **changes: Any) -> dict[str, Any]:
    """What a person who is well says, with a photo and no signal."""
    words = {
        "checkin": checkin.pk if checkin else None,
        "feeling": "WELL",
        "help": ["NO_HELP"],
        "photo": commands.submissions.Photo(PHOTO, "camera"),
        "no_place": "no_signal",
        "signature": SIGNATURE,
        "confirmed": True,
    }
    return words | changes


def submit(who: Person, checkin: Checkin | None, *, at: datetime = NOON, arrives: datetime | None = None, **changes: Any) -> Act:
    """Send it as the person; returns the act."""
    act = as_person(who, at, arrives=arrives)
    act.files = frozenset({SIGNATURE, PHOTO, *changes.pop("files", ())})
    commands.submit_checkin(act, **said(checkin, **changes))
    return act


def submission_of(act: Act) -> Submission:
    with scope(act):
        return Submission.objects.get(pk=act.id)


def plan_of(person: Person) -> Plan:
    with scope(as_person(person)):
        return Plan.objects.get(person=person)


def away(who: Worker, cover: Worker) -> None:
    """They are away today and tomorrow; the cover stands in."""
    times = {"from_at": NOON - HOUR, "to_at": NOON + DAY, "set_at": NOON - DAY}
    Leave.objects.create(worker=who, cover=cover, set_by=who, **times)


def follows(by: Worker, due_on: date = TODAY + DAY, worker: UUID | None = None) -> Follows:
    """That this worker, or another, rings them: tomorrow, unless told."""
    return Follows("Ring them.", due_on, worker or by.pk)


def concern(officer: Worker, sent: Act) -> None:
    """The officer is concerned about what was sent, and will ring tomorrow."""
    said = {"outcome": "MATCH_WITH_CONCERN", "note": "Very quiet.", "follows": follows(officer)}
    commands.review_checkin(as_worker(officer), submission=sent.id, **said)


def world(officer: Worker, person: Person) -> None:
    """What the promises try strangers on: a plan, its check-in, one that was sent, and one that is a concern."""
    rollout("supervision.checkin")
    plan(officer, person, questions=[commands.plans.Ask("How is work?")])
    submit(person, checkin_due(person))
    concern(officer, submit(person, None, at=NOON - HOUR))
