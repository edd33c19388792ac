"""What stands in quarantine asks in an inbox for a decision: of whoever decides about the person, until the last of it is decided.

Things of one person, from one device and for one reason, ask together: a tablet that was turned off with fifty acts aboard is one question.
"""

from collections.abc import Sequence
from datetime import timedelta
from functools import cached_property
from uuid import UUID

from throughgate.basics.ids import uuid7
from throughgate.kernel.identity.devices import Use, uses_of
from throughgate.kernel.identity.models import Device
from throughgate.kernel.people.models import Person
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.deciders import who_decides
from throughgate.kernel.sync.aside import waiting
from throughgate.kernel.sync.missing import who_uses
from throughgate.kernel.sync.models import Quarantined
from throughgate.kernel.tasks import work

# The task. The module `devices` shows it.
LOOK = "devices.look"
WITHIN = timedelta(days=1)


class Questions:
    """What is asked about things from one device, while its chain is locked."""

    def __init__(self, device: Device) -> None:
        self.device = device
        self.asked: dict[tuple[UUID | None, str], UUID] = {}
        self.closed: set[UUID] = set()

    def ask(self, act: Act, row: Quarantined) -> None:
        """Put it before whoever decides about the one whom it names, or else about who has the device now, or had it last."""
        known = self.asked.get((row.person_id, row.code)) or self._waits_already(row)
        row.task = known or uuid7()
        row.save(update_fields=["task"])
        self.asked[row.person_id, row.code] = row.task
        if not known and (person := self._about(row)):
            work.open_task(act, LOOK, row.task, person, act.arrived + WITHIN, who_decides(person))

    def decided(self, row: Quarantined) -> None:
        """It waits no more."""
        if row.task:
            self.closed.add(row.task)

    def write(self, act: Act) -> None:
        """Finish what nothing asks any more, as done by `act`; after the rows themselves were written."""
        still = set(waiting().filter(task__in=self.closed).values_list("task", flat=True)) if self.closed else set()
        for task in sorted(self.closed - still):
            work.finish_task(act, LOOK, task)

    @cached_property
    def _uses(self) -> Sequence[Use]:
        return uses_of(self.device)

    def _waits_already(self, row: Quarantined) -> UUID | None:
        others = waiting().filter(device=self.device, person_id=row.person_id, code=row.code).exclude(pk=row.pk)
        return others.exclude(task=None).values_list("task", flat=True).first()

    def _about(self, row: Quarantined) -> Person | None:
        """What it says of itself counts where they used the device; a stranger's name on it proves nothing."""
        named = row.person_id if row.person_id in {use.person_id for use in self._uses} else None
        return Person.objects.filter(pk=named).first() if named else who_uses(self._uses)
