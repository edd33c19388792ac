"""Acts that cannot come any more: a restore went further back than their device still keeps.

They block nobody: the chain goes on behind them. And they are not forgotten: a task asks for them, and one that turns up after all, out
of a hub or a bundle, takes its place.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from throughgate.kernel.audit import trail
from throughgate.kernel.identity.devices import Use, uses_of
from throughgate.kernel.identity.models import Device
from throughgate.kernel.people.models import Person
from throughgate.kernel.policy.act import Act, Actor, ActorKind, Face
from throughgate.kernel.sync.models import Missing, Quarantined, StoredAct
from throughgate.kernel.sync.receipts import UNPROVEN
from throughgate.kernel.tasks import work

# The task that tells staff of them. The module `devices` shows and finishes it.
MISSING = "devices.missing"
WITHIN = timedelta(days=1)


class Gaps:
    """What is missing from one device, while its chain is locked."""

    def __init__(self, device: Device, at: datetime) -> None:
        self.device, self.at = device, at
        self.open = list(Missing.objects.filter(device=device, found_at=None))
        self.act = Act(Actor(ActorKind.DEVICE, device.pk), at, at, Face.DEVICE, device_id=device.pk)

    def __contains__(self, n: int) -> bool:
        """Is this number missing, with nothing in its place yet?"""
        return any(gap.first <= n <= gap.last for gap in self.open) and n not in self._taken

    def note(self, first: int, last: int) -> None:
        """These numbers cannot come any more: written down, on the trail, and in the inbox of whoever looks after its person."""
        gap = Missing.objects.create(device=self.device, first=first, last=last, at=self.at)
        person = who_uses(uses_of(self.device))
        trail.write(self.act, "sync.missing", "accepted", person.pk if person else None, first=first, last=last)
        if person:
            work.open_task(self.act, MISSING, gap.pk, person, self.at + WITHIN)

    def fill(self, n: int) -> None:
        """An act takes this place now."""
        if self.open:
            self._taken.add(n)

    def write(self) -> None:
        """Tasks, and which gaps are closed now; after the acts themselves were written."""
        for gap in self.open:
            if len(_stored(gap) | _aside(gap)) == gap.last - gap.first + 1:
                gap.found_at = self.at
                gap.save(update_fields=["found_at"])
                work.finish_task(self.act, MISSING, gap.pk)
        work.write_all([self.act])

    @cached_property
    def _taken(self) -> set[int]:
        return {n for gap in self.open for n in _stored(gap)}


def missing_from(device_id: UUID) -> list[Missing]:
    """What is missing from a device now, the earliest first."""
    return list(Missing.objects.filter(device=device_id, found_at=None).order_by("first"))


def who_uses(uses: Sequence[Use]) -> Person | None:
    """Whoever has the device now, or had it last."""
    users = [use.person_id for use in sorted(uses, key=lambda use: (use.to_at is None, use.from_at))]
    return Person.objects.filter(pk=users[-1]).first() if users else None


def _stored(gap: Missing) -> set[int]:
    return set(StoredAct.objects.filter(device=gap.device_id, n__range=(gap.first, gap.last)).values_list("n", flat=True))


def _aside(gap: Missing) -> set[int]:
    """In quarantine; but what a carrier could not prove fills no place."""
    aside = Quarantined.objects.filter(device=gap.device_id, n__range=(gap.first, gap.last))
    return set(aside.exclude(code__in=UNPROVEN, carrier__gt="").values_list("n", flat=True))
