"""What the policy knows about a person at a moment. Always "at", so that late acts are judged fairly."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar
from uuid import UUID

from django.db.models import Q

from throughgate.basics.clock import LONDON, london_day
from throughgate.kernel.people.models import Person
from throughgate.kernel.places.models import Regime, Stay
from throughgate.kernel.policy.models import Marker, Restriction, Rollout


@dataclass(frozen=True)
class Facts:
    """A person at a moment, as the policy sees them. `place_path` is "" for someone with no stay, `since` is when theirs began."""

    person_id: UUID
    at: datetime
    setting: str
    place_path: str
    regime: str
    markers: tuple[Marker, ...]
    restrictions: tuple[Restriction, ...]
    rolled_out: frozenset[str]
    release_on: date | None
    since: datetime | None

    @property
    def hour(self) -> int:
        return self.at.astimezone(LONDON).hour

    @property
    def days_to_release(self) -> int:
        """Whole days; 100,000 where no release is planned."""
        return (self.release_on - london_day(self.at)).days if self.release_on else 100_000


def facts_about(person_id: UUID, at: datetime) -> Facts:
    """Everything the policy may need, read once."""
    return facts_about_many({(person_id, at)})[person_id, at]


def facts_about_many(moments: Collection[tuple[UUID, datetime]]) -> dict[tuple[UUID, datetime], Facts]:
    """The same of many people, each at a moment: five queries, however many they are."""
    if not moments:
        return {}
    read = _Read({person_id for person_id, _at in moments}, min(at for _id, at in moments), max(at for _id, at in moments))
    return {(person_id, at): read.facts(person_id, at) for person_id, at in moments}


def person_exists(person_id: UUID) -> bool:
    return Person.objects.filter(pk=person_id).exists()


class _Read:
    """What is written of some people between two moments."""

    def __init__(self, people: Collection[UUID], first: datetime, last: datetime) -> None:
        then = Q(from_at__lte=last) & (Q(to_at=None) | Q(to_at__gt=first))
        mine = then & Q(person__in=people)
        restrictions = Restriction.objects.filter(person__in=people, from_at__lte=last)
        self.stays = _by_person(Stay.objects.filter(mine).select_related("place").order_by("-from_at"))
        self.regimes = _by_person(Regime.objects.filter(mine).order_by("-from_at"))
        self.markers = _by_person(Marker.objects.filter(mine).order_by("code"))
        self.restrictions = _by_person(restrictions.exclude(until__lte=first).exclude(lifted_at__lte=first).order_by("from_at"))
        self.rollouts = list(Rollout.objects.filter(then).select_related("place"))

    def facts(self, person_id: UUID, at: datetime) -> Facts:
        stay = next((row for row in self.stays[person_id] if _stood(row, at)), None)
        regime = next((row.level for row in self.regimes[person_id] if _stood(row, at)), "")
        path = stay.place.path if stay else ""
        rollouts = (row for row in self.rollouts if _stood(row, at) and (row.place is None or path.startswith(row.place.path)))
        return Facts(
            person_id=person_id,
            at=at,
            setting=stay.setting if stay else "",
            place_path=path,
            regime=regime if stay else "",
            markers=tuple(row for row in self.markers[person_id] if _stood(row, at)),
            restrictions=tuple(row for row in self.restrictions[person_id] if _restricted(row, at)),
            rolled_out=frozenset(row.capability for row in rollouts),
            release_on=stay.release_on if stay else None,
            since=stay.from_at if stay else None,
        )


class _OfAPerson(Protocol):
    person_id: UUID


Row = TypeVar("Row", bound=_OfAPerson)


def _by_person(rows: Iterable[Row]) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(row)
    return found


def _stood(row: Stay | Regime | Marker | Rollout, at: datetime) -> bool:
    return row.from_at <= at and (row.to_at is None or row.to_at > at)


def _restricted(row: Restriction, at: datetime) -> bool:
    return row.from_at <= at and (row.until is None or row.until > at) and (row.lifted_at is None or row.lifted_at > at)
