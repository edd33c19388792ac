"""What the policy knows about a person at a moment. Always "at", so that late acts are judged fairly."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, Subquery

from throughgate.basics.clock import LONDON, london_day
from throughgate.kernel.people.models import Person
from throughgate.kernel.places.models import Regime, Stay
from throughgate.kernel.policy.models import Marker, Restriction, Rollout


@dataclass(frozen=True)
class Facts:
    """A person at a moment, as the policy sees them. `place_path` is "" for someone with no stay."""

    person_id: UUID
    at: datetime
    setting: str
    place_path: str
    regime: str
    markers: tuple[Marker, ...]
    restrictions: tuple[Restriction, ...]
    rolled_out: frozenset[str]
    release_on: date | None

    @property
    def hour(self) -> int:
        return self.at.astimezone(LONDON).hour

    @property
    def days_to_release(self) -> int:
        """Whole days; 100,000 where no release is planned."""
        return (self.release_on - london_day(self.at)).days if self.release_on else 100_000


def facts_about(person_id: UUID, at: datetime) -> Facts:
    """Everything the policy may need, read once."""
    then = Q(from_at__lte=at) & (Q(to_at=None) | Q(to_at__gt=at))
    regime = Regime.objects.filter(then, person=person_id).order_by("-from_at").values("level")[:1]
    stays = Stay.objects.filter(then, person=person_id).annotate(regime=Subquery(regime)).select_related("place")
    stay = stays.order_by("-from_at").first()
    return Facts(
        person_id=person_id,
        at=at,
        setting=stay.setting if stay else "",
        place_path=stay.place.path if stay else "",
        regime=(stay.regime or "") if stay else "",
        markers=tuple(Marker.objects.filter(then, person=person_id).order_by("code")),
        restrictions=tuple(_restrictions(person_id, at)),
        rolled_out=frozenset(_rolled_out(stay.place.path if stay else "", then)),
        release_on=stay.release_on if stay else None,
    )


def person_exists(person_id: UUID) -> bool:
    return Person.objects.filter(pk=person_id).exists()


def _restrictions(person_id: UUID, at: datetime) -> list[Restriction]:
    mine = Restriction.objects.filter(person=person_id, from_at__lte=at)
    return list(mine.exclude(until__lte=at).exclude(lifted_at__lte=at).order_by("from_at"))


def _rolled_out(path: str, then: Q) -> list[str]:
    rows = Rollout.objects.filter(then).select_related("place")
    return [row.capability for row in rows if row.place is None or path.startswith(row.place.path)]
