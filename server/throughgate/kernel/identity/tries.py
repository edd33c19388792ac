"""Wrong tries, counted: after five in ten minutes nobody may try for a while, right or wrong."""

from datetime import datetime, timedelta

from throughgate.kernel.identity.models import WrongTry

MOST = 5
# A whole prison may come from one address: its count only stops a flood. THREAT_MODEL.md has the arithmetic.
MOST_FROM_ADDRESS = 100
WINDOW = timedelta(minutes=10)


def locked_until(what: str, at: datetime, most: int = MOST) -> datetime | None:
    """When this may be tried again; None if it may be tried now."""
    recent = WrongTry.objects.filter(what=what, at__gt=at - WINDOW).order_by("-at").values_list("at", flat=True)[:most]
    return recent[most - 1] + WINDOW if len(recent) == most else None


def note_wrong(what: str, device: str, at: datetime) -> int:
    """Write down a wrong try. Returns how many are left."""
    WrongTry.objects.create(what=what, device=device, at=at)
    return max(0, MOST - WrongTry.objects.filter(what=what, at__gt=at - WINDOW).count())


def forget_wrong(what: str) -> None:
    """A right try begins the count anew."""
    WrongTry.objects.filter(what=what).delete()


def sweep_tries(at: datetime) -> int:
    """Take away those that no longer count."""
    return WrongTry.objects.filter(at__lte=at - WINDOW).delete()[0]
