"""What is missing: acts that are not here and that their device does not have any more."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from throughgate.kernel.policy.act import Act
from throughgate.kernel.sync.missing import missing_from
from throughgate.kernel.sync.models import Missing, StoredAct
from throughgate.modules.devices import policy


@dataclass(frozen=True)
class Gap:
    """How many acts in a row are missing, and between which two moments they were made; None where nothing stands on that side."""

    id: UUID
    many: int
    after: datetime | None
    before: datetime | None
    noted_at: datetime
    found_at: datetime | None


@dataclass(frozen=True)
class ToAccountFor:
    """What an entry of the inbox asks after: from which device, about whom, and who has found out already."""

    gap: Gap
    label: str
    person_id: UUID
    name: str
    done_by: str
    done_at: datetime | None


def missing(act: Act, missing_id: UUID) -> ToAccountFor:
    """One gap, for whoever looks after the device's person. Raises: NotFound."""
    task = policy.task_to_account_for(act, missing_id)
    row = Missing.objects.select_related("device").get(pk=missing_id)
    return ToAccountFor(
        _gap(row), row.device.label, task.person_id, task.person.name, task.done_by.name if task.done_by else "", task.done_at
    )


def gaps_of(act: Act, device_id: UUID) -> list[Gap]:
    """What is missing from a device now, the earliest first. Raises: NotFound."""
    return [_gap(row) for row in missing_from(policy.device_to_manage(act, device_id).pk)]


def _gap(row: Missing) -> Gap:
    beside = StoredAct.objects.filter(device=row.device_id, n__in=(row.first - 1, row.last + 1))
    made = dict(beside.values_list("n", "at"))
    return Gap(row.pk, row.last - row.first + 1, made.get(row.first - 1), made.get(row.last + 1), row.at, row.found_at)
