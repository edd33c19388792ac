"""What a device gets: check-ins, in the words that the worker's page begins from too."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

import msgspec
from django.db.models import Prefetch, QuerySet

from throughgate.kernel.people.models import Care, CareRole, Person, WorkerRole
from throughgate.kernel.sync.feeds import Feed
from throughgate.modules.supervision.models import Answer, Checkin, Plan, Submission
from throughgate.modules.supervision.policy import checkins_of


class InTwoLanguages(msgspec.Struct, frozen=True):
    en: str
    cy: str


class Asked(msgspec.Struct, frozen=True):
    id: UUID
    text: InTwoLanguages


class AgreedPlace(msgspec.Struct, frozen=True):
    name: str
    lat: float
    lon: float
    radius_m: int


class Who(msgspec.Struct, frozen=True):
    name: str
    role: str


class Cancelled(msgspec.Struct, frozen=True):
    at: datetime
    why: str


class Answered(msgspec.Struct, frozen=True):
    """`text`: the question as it was asked, which may be asked no more. With neither words nor voice they would rather not say."""

    question: UUID
    text: InTwoLanguages
    words: str
    voice: bool


class Photo(msgspec.Struct, frozen=True):
    source: str


class Position(msgspec.Struct, frozen=True):
    lat: float
    lon: float
    accuracy_m: float


class Said(msgspec.Struct, frozen=True):
    """What they said, in the shape in which they sent it; photo, voice and signature by their mention alone."""

    feeling: str
    help: list[str]
    help_words: str
    callback: bool
    details: dict[str, str]
    answers: list[Answered]
    photo: Photo | None
    no_photo: str
    place: Position | None
    no_place: str


class Sent(msgspec.Struct, frozen=True):
    act: UUID
    made_at: datetime
    arrived_at: datetime
    late: bool
    said: Said


class Seen(msgspec.Struct, frozen=True):
    """`note` is empty unless the worker shared it."""

    at: datetime
    by: str
    reply: str
    note: str


class CheckinRow(msgspec.Struct, frozen=True):
    """A check-in as the person's app shows it. What is due or missed, both sides derive from the times."""

    id: UUID
    kind: Literal["planned", "own"]
    opens_at: datetime
    due_on: date
    closes_at: datetime
    purpose: str | None
    cancelled: Cancelled | None
    where: AgreedPlace | None
    questions: list[Asked]
    worker: Who | None
    submitted: Sent | None
    seen: Seen | None


def checkin_row(checkin: Checkin) -> CheckinRow:
    """The row for one check-in, and all that hangs on it."""
    plan = checkin.plan
    return CheckinRow(
        id=checkin.pk,
        kind="planned" if plan else "own",
        opens_at=checkin.opens_at,
        due_on=checkin.due_on,
        closes_at=checkin.closes_at,
        purpose=plan.purpose if plan else None,
        cancelled=_cancelled(checkin),
        where=_where(plan) if plan else None,
        questions=_questions(plan) if plan else [],
        worker=_worker(checkin.person),
        submitted=_sent(checkin),
        seen=_seen(checkin),
    )


def _cancelled(checkin: Checkin) -> Cancelled | None:
    row = getattr(checkin, "cancellation", None)
    return Cancelled(row.at, row.why) if row else None


def _where(plan: Plan) -> AgreedPlace | None:
    if plan.lat is None or plan.lon is None or plan.radius_m is None:
        return None
    return AgreedPlace(plan.where_name, plan.lat, plan.lon, plan.radius_m)


def _questions(plan: Plan) -> list[Asked]:
    asked = sorted((row for row in plan.questions.all() if row.retired_at is None), key=lambda row: row.order)
    return [Asked(row.pk, InTwoLanguages(row.text, row.text_cy or row.text)) for row in asked]


def _worker(person: Person) -> Who | None:
    care = next((row for row in person.cared_for_by.all() if row.role == CareRole.SUPERVISING and row.to_at is None), None)
    return Who(care.worker.name, str(WorkerRole(care.worker.role).label)) if care else None


def _sent(checkin: Checkin) -> Sent | None:
    row = getattr(checkin, "submission", None)
    return Sent(row.pk, row.taken_at, row.arrived_at, row.taken_at >= checkin.closes_at, _said(row)) if row else None


def _said(sent: Submission) -> Said:
    return Said(
        feeling=sent.feeling,
        help=sent.help,
        help_words=sent.help_words,
        callback=sent.callback,
        details=sent.details,
        answers=[_answered(row) for row in sorted(sent.answers.all(), key=lambda row: row.question.order)],
        photo=Photo(sent.photo_source) if sent.photo else None,
        no_photo=sent.no_photo,
        place=_position(sent),
        no_place=sent.no_place,
    )


def _position(sent: Submission) -> Position | None:
    if sent.lat is None or sent.lon is None or sent.accuracy_m is None:
        return None
    return Position(sent.lat, sent.lon, sent.accuracy_m)


def _answered(row: Answer) -> Answered:
    asked = row.question
    return Answered(asked.pk, InTwoLanguages(asked.text, asked.text_cy or asked.text), row.words, bool(row.voice))


def _seen(checkin: Checkin) -> Seen | None:
    review = getattr(getattr(checkin, "submission", None), "review", None)
    if review is None:
        return None
    return Seen(review.at, review.by.name, review.reply, "" if review.sensitive else review.note)


def _visible(people: Collection[UUID]) -> QuerySet[Checkin]:
    care = Prefetch("person__cared_for_by", Care.objects.filter(to_at=None).select_related("worker"))
    around = ("person", "plan", "cancellation", "submission__review__by")
    return checkins_of(people).select_related(*around).prefetch_related("plan__questions", "submission__answers__question", care)


def _whose(checkin: Checkin) -> Iterable[UUID]:
    return [checkin.person_id]


CHECKINS = Feed(
    name="supervision.checkins",
    watches=Checkin,
    visible=_visible,
    whose=_whose,
    shape=checkin_row,
    value=CheckinRow,
    keep=timedelta(days=400),
    capability="supervision.checkin",
)
