"""Plans of the estate: who has one, how often, and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from throughgate.basics.clock import london_day
from throughgate.kernel.identity.models import Holding
from throughgate.kernel.people.models import Care, CareRole
from throughgate.kernel.places.models import Stay
from throughgate.kernel.policy.models import Rollout
from throughgate.kernel.registry.demo import Showing
from throughgate.modules.supervision.demo import words
from throughgate.modules.supervision.models import Approval, Interval, Plan, PlanEnd, Purpose, Question

INTERVALS = {Interval.WEEKLY: 44, Interval.TWO_WEEKS: 32, Interval.FOUR_WEEKS: 13, Interval.EIGHT_WEEKS: 5, Interval.ONCE: 6}
FATES = {"in_force": 76, "approved": 12, "waiting": 3, "declined": 2, "ended": 5, "ran_out": 2}
# A stretch of open sea, so that no position is anybody's home.
SEA = (53.36, 0.86)


@dataclass(frozen=True)
class Supervised:
    """Someone with a device who may check in: who they are, who looks after them, from when, on what."""

    person: UUID
    known_as: str
    officer: UUID
    senior: UUID
    since: datetime
    device: UUID


@dataclass(frozen=True)
class Agreed:
    """A plan and all that hangs on it. `fate` is a key of FATES; `first` and `last` are due days."""

    who: Supervised
    plan: Plan
    questions: tuple[Question, ...]
    approval: Approval | None
    end: PlanEnd | None
    fate: str

    @property
    def opens_checkins(self) -> bool:
        return self.fate not in ("waiting", "declined")


def supervised(showing: Showing) -> Iterator[Supervised]:
    """Everyone outside closed walls, where check-ins are switched on, who has an officer and a device of their own."""
    officers = {care.person_id: care for care in Care.objects.filter(to_at=None, role=CareRole.SUPERVISING).select_related("person")}
    seniors = dict(Care.objects.filter(to_at=None, role=CareRole.SENIOR).values_list("person", "worker"))
    held = dict(Holding.objects.filter(to_at=None).order_by("from_at").values_list("person", "device"))
    paths = tuple(Rollout.objects.filter(capability="supervision.checkin", to_at=None).values_list("place__path", flat=True))
    for stay in Stay.objects.filter(to_at=None).select_related("place").order_by("person"):
        care, device = officers.get(stay.person_id), held.get(stay.person_id)
        if care and device and stay.place.path.startswith(paths) and not Holding_revoked(device):
            yield Supervised(care.person_id, care.person.known_as, care.worker_id, seniors[care.person_id], stay.from_at, device)
