"""What a device gets: whom they asked for and what became of it; whom they may be in touch with, and how."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from throughgate.kernel.people.contacts import unbroken_since
from throughgate.kernel.people.models import Approval, NoContact, Relationship
from throughgate.kernel.people.relationships import is_official
from throughgate.kernel.sync.feeds import Feed
from throughgate.modules.family.models import ContactRequest, Decision, Outcome
from throughgate.modules.family.policy import people_of, requests_of
from throughgate.modules.family.rules.needs import CAPABILITY
from throughgate.modules.family.rules.standing import Standing, standing

# Both travel for as long as somebody may ask what became of it.
YEARS = timedelta(days=730)


class RequestRow(msgspec.Struct, frozen=True):
    """Somebody whom the person asked for. `reason`: in whose words it was answered stands in `by`."""

    id: UUID
    act: UUID
    name: str
    kind: str
    asked_at: datetime
    standing: Standing
    reason: str
    by: str
    at: datetime | None


class PersonRow(msgspec.Struct, frozen=True):
    """Somebody outside: how they may be in touch, or since when they may not. `stopped_by`: "them", "staff" or "" where they may.

    `reason`: of the limits, or of the end.
    """

    contact: UUID
    name: str
    kind: str
    official: bool
    limits: list[str]
    since: datetime
    review_on: date | None
    stopped_by: str
    stopped_at: datetime | None
    reason: str


def request_row(row: ContactRequest) -> RequestRow:
    decision = getattr(row, "decision", None)
    said = standing(decision)
    no = _who_said(decision, said) if decision else None
    at = no[2] if no else decision.at if decision else None
    return RequestRow(row.pk, row.pk, row.name, row.kind, row.asked_at, said, no[0] if no else "", no[1] if no else "", at)


def _who_said(decision: Decision, said: Standing) -> tuple[str, str, datetime] | None:
    """Why, who, when: of a no, and of a yes with limits."""
    if said is Standing.REFUSED and decision.outcome != Outcome.NO:
        return decision.second.reason, decision.second.by.name, decision.second.at
    return (decision.reason, decision.by.name, decision.at) if decision.reason else None


def person_row(row: Relationship) -> PersonRow:
    latest = max(row.approvals.all(), key=lambda one: one.from_at)
    wish = next((one for one in _wishes_of(row) if one.to_at is None), None)
    ended = wish.from_at if wish else latest.to_at
    ending = max(row.endings.all(), key=lambda one: one.at, default=None) if ended and not wish else None
    return PersonRow(
        contact=row.contact_id,
        name=row.contact.name,
        kind=row.kind,
        official=is_official(row.kind),
        limits=latest.limits.split(),
        since=unbroken_since(row.approvals.all(), latest),
        review_on=latest.review_on,
        # What was written down for somebody is not told as theirs.
        stopped_by="" if ended is None else "them" if wish and wish.noted_by_id is None else "staff",
        stopped_at=ended,
        reason=ending.reason if ending else "" if ended else latest.reason,
    )


def _wishes_of(row: Relationship) -> list[NoContact]:
    return [wish for wish in row.contact.wishes.all() if wish.person_id == row.person_id]


def _seen_requests(people: Iterable[UUID]) -> QuerySet[ContactRequest]:
    return requests_of(list(people)).select_related("decision__by", "decision__second__by", "decision__answer")


def _seen_people(people: Iterable[UUID]) -> QuerySet[Relationship]:
    return people_of(list(people)).select_related("contact").prefetch_related("approvals", "endings", "contact__wishes")


def _pair_of(row: Approval) -> list[Relationship]:
    return [row.relationship]


REQUESTS = Feed(
    name="family.requests",
    watches=ContactRequest,
    visible=_seen_requests,
    whose=lambda row: [row.person_id],
    shape=request_row,
    value=RequestRow,
    keep=YEARS,
    capability=CAPABILITY,
    happened=lambda row: row.asked_at,
)

PEOPLE = Feed(
    name="family.people",
    watches=Relationship,
    visible=_seen_people,
    whose=lambda row: [row.person_id],
    shape=person_row,
    value=PersonRow,
    keep=YEARS,
    capability=CAPABILITY,
    follows={Approval: _pair_of},
)
