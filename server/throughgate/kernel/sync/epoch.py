"""The epoch: which life of the database this is, and how far its backup reaches."""

from datetime import datetime

from django.conf import settings

from throughgate.basics.clock import now
from throughgate.basics.ids import uuid7
from throughgate.kernel.identity.models import Device
from throughgate.kernel.sync.models import Backup, Chain, Epoch, Quarantined, StoredAct


def current_epoch() -> str:
    """The epoch as devices know it. The first one begins by itself."""
    newest = Epoch.objects.order_by("-began_at").values_list("pk", flat=True).first()
    return str(newest or begin_epoch(now(), "first start"))


def begin_epoch(at: datetime, why: str) -> str:
    """After a restore: every device will offer again what we lack, and pull everything anew."""
    return str(Epoch.objects.create(id=uuid7(), began_at=at, why=why).pk)


def stored_to(device: Device) -> int:
    """The last n of this device with nothing missing before it."""
    return Chain.objects.filter(device=device).values_list("stored_to", flat=True).first() or 0


def backed_up_to(device: Device, stored: int) -> int:
    """The last n that a backup holds too; a device drops nothing above it.

    Where the estate says that its database is its own backup (a replicated cluster, or the demo), that is everything stored.
    """
    if settings.DATABASE_IS_BACKUP:
        return stored
    held = Backup.objects.order_by("-holds_to").values_list("holds_to", flat=True).first()
    if held is None:
        return 0
    later = [
        table.objects.filter(device=device, arrived__gt=held).order_by("n").values_list("n", flat=True).first()
        for table in (StoredAct, Quarantined)
    ]
    return min([stored, *(n - 1 for n in later if n is not None)])
