"""The epoch: which life of the database this is."""

from datetime import datetime, timedelta

from throughgate.basics.clock import now
from throughgate.basics.ids import uuid7
from throughgate.kernel.identity.models import Device
from throughgate.kernel.sync.models import Chain, Epoch


def current_epoch() -> str:
    """The epoch as devices know it. The first one begins by itself."""
    newest = Epoch.objects.order_by("-began_at").values_list("pk", flat=True).first()
    return str(newest or begin_epoch(now(), "first start"))


def last_restore() -> datetime | None:
    """When a backup was last put in place: every epoch but the first begins so."""
    newest = Epoch.objects.order_by("-began_at").values_list("began_at", flat=True)[:2]
    return newest[0] if len(newest) == 2 else None


def begin_epoch(at: datetime, why: str) -> str:
    """After a restore: every device will offer again what we lack, and pull everything anew."""
    newest = Epoch.objects.order_by("-began_at").values_list("began_at", flat=True).first()
    # Even where the clock was put back meanwhile: an epoch that is not the newest would be heard by nobody.
    began_at = max(at, newest + timedelta(microseconds=1)) if newest else at
    return str(Epoch.objects.create(id=uuid7(), began_at=began_at, why=why).pk)


def stored_to(device: Device) -> int:
    """The last n of this device with nothing before it that may still come."""
    return Chain.objects.filter(device=device).values_list("stored_to", flat=True).first() or 0
