"""How far backups have each device's acts: below that, and only below that, a device may let go of what it sent."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Min, OuterRef

from throughgate.kernel.identity.models import Device
from throughgate.kernel.sync.models import ActFile, BackedUp, Backup, Chain, Quarantined, StoredAct


def backed_up_to(device: Device, stored: int) -> int:
    """The last n that every backup which may have to be restored holds too, with its files; a device drops nothing above it.

    0 until there are as many backups as devices trust. Where the estate says that its database is its own backup (a replicated
    cluster, or the demo), that is everything stored.
    """
    if settings.DATABASE_IS_BACKUP:
        return stored
    trusted = _trusted()
    held = BackedUp.objects.filter(device=device, backup__in=trusted).values_list("n", flat=True)
    return min(stored, *held) if trusted and len(held) == len(trusted) == settings.BACKUPS_TO_TRUST else 0


def reaches() -> dict[UUID, int]:
    """How far each device's acts are in this database: never at or beyond an act whose files are still to come."""
    reached = dict(Chain.objects.filter(stored_to__gt=0).values_list("device_id", "stored_to"))
    open_files = ActFile.objects.filter(settled_at=None)
    theirs = Exists(open_files.filter(device=OuterRef("device"), act=OuterRef("act")))
    for table in (StoredAct, Quarantined):
        # By act first: few files are on their way, and millions of acts are not asked one by one.
        waiting = table.objects.filter(theirs, act__in=open_files.values("act"))
        for device, first in waiting.order_by().values_list("device").annotate(first=Min("n")):
            reached[device] = min(reached.get(device, 0), first - 1)
    return reached


def record_backup(name: str, holds_to: datetime, reached: Mapping[UUID, int], at: datetime) -> Backup:
    """That a backup was read back and is whole, and how far each device is in it."""
    with transaction.atomic():
        backup = Backup.objects.create(name=name, holds_to=holds_to, at=at)
        BackedUp.objects.bulk_create((BackedUp(backup=backup, device_id=pk, n=n) for pk, n in reached.items()), batch_size=1_000)
        # Nobody asks older ones any more.
        BackedUp.objects.exclude(backup__in=_trusted()).delete()
    return backup


def _trusted() -> list[int]:
    """The newest ones: any of them may be the one that is restored."""
    return list(Backup.objects.order_by("-holds_to", "-pk").values_list("pk", flat=True)[: settings.BACKUPS_TO_TRUST])
