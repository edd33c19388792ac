"""The kernel's own feeds: who I am and where I live, what became of what I sent, and which drafts there are."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from throughgate.kernel.commands.models import Receipt
from throughgate.kernel.people.models import Care, CareRole, Person, PersonNumber
from throughgate.kernel.places.models import Regime, Stay
from throughgate.kernel.sync.drafts import NEWS
from throughgate.kernel.sync.feeds import Feed, declare

FOR_EVER = timedelta(days=36_500)


# The app names the first of somebody's workers as the one who reads what they send.
ANSWERS_FIRST = (CareRole.SUPERVISING, CareRole.KEYWORKER, CareRole.SENIOR)


class Lives(msgspec.Struct, frozen=True):
    place: str
    setting: str
    since: datetime


class MyWorker(msgspec.Struct, frozen=True):
    id: UUID
    name: str
    role: str


class Me(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who somebody is, as their own devices show it."""

    id: UUID
    known_as: str
    name: str
    numbers: dict[str, str]
    language: str
    easy_read: bool = False
    lives: Lives | None = None
    regime: str | None = None
    workers: list[MyWorker] = []


class ReceiptRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of an act: accepted, refused, held or quarantined, with the reason in plain words where there is one."""

    outcome: str
    at: datetime
    code: str = ""
    says: str = ""


def me(person: Person) -> Me:
    """In the language active now."""
    stay = Stay.objects.filter(person=person, to_at=None).select_related("place").first()
    regime = Regime.objects.filter(person=person, to_at=None).first()
    care = sorted(Care.objects.filter(person=person, to_at=None).select_related("worker"), key=lambda row: ANSWERS_FIRST.index(row.role))
    return Me(
        id=person.pk,
        known_as=person.known_as,
        name=person.name,
        numbers=dict(PersonNumber.objects.filter(person=person).order_by("kind").values_list("kind", "value")),
        language=person.language,
        easy_read=person.easy_read,
        lives=Lives(stay.place.name, stay.setting, stay.from_at) if stay else None,
        regime=regime.level if regime else None,
        workers=[MyWorker(row.worker_id, row.worker.name, row.worker.get_role_display()) for row in care],
    )


def _person(row: Any) -> Iterable[Person]:
    return [row.person]


ME = Feed(
    name="people.me",
    watches=Person,
    visible=lambda people: Person.objects.filter(pk__in=people),
    whose=lambda person: [person.pk],
    shape=me,
    value=Me,
    keep=FOR_EVER,
    follows={Stay: _person, Regime: _person, Care: _person, PersonNumber: _person},
)
RECEIPTS = Feed(
    name="sync.receipts",
    watches=Receipt,
    # Of two under one act, the later one stands: what was set aside as its device's may come again, proven.
    visible=lambda people: Receipt.objects.filter(person_id__in=people).order_by("at", "pk"),
    whose=lambda receipt: [receipt.person_id] if receipt.person_id else [],
    shape=lambda receipt: ReceiptRow(receipt.outcome, receipt.at, receipt.code, receipt.says),
    value=ReceiptRow,
    keep=timedelta(days=90),
    key=lambda receipt: str(receipt.act),
    happened=lambda receipt: receipt.at,
)


def declare_own_feeds() -> None:
    """Called once at the start."""
    declare(ME)
    declare(RECEIPTS)
    declare(NEWS)
