"""Every read that the page needs, as small frozen shapes."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from throughgate.basics.text import Says
from throughgate.kernel.sync.condition import Condition, condition, devices_that_drift
from throughgate.kernel.sync.models import Waiting

WHY: dict[str, Says] = {
    Waiting.Why.TURN: _("Its turn to be judged"),
    Waiting.Why.FILES: _("A photo or recording that is still to come"),
    Waiting.Why.COMMAND: _("An update of this system"),
}


@dataclass(frozen=True)
class QueueView:
    """Acts that wait for the same thing."""

    waits_for: Says
    acts: int
    oldest: datetime | None


@dataclass(frozen=True)
class DriftView:
    """A device whose clock is off: how many seconds it is behind ours, negative where it is ahead."""

    device: str
    place: str
    behind_s: int


def now_stands(at: datetime) -> Condition:
    """How everything stands at that moment."""
    return condition(at)


def queues(stands: Condition) -> list[QueueView]:
    return [QueueView(WHY[queue.why], queue.acts, queue.oldest) for queue in stands.queues]


def drifting() -> list[DriftView]:
    return [
        DriftView(row.label, row.place.name if row.place else "", (row.state.clock_off_ms or 0) // 1000) for row in devices_that_drift()
    ]
