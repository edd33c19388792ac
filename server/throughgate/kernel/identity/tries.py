"""Wrong tries, counted: after five in ten minutes nobody may try for a while, right or wrong.

The trail is for ever, so in ten minutes it hears only of the first from an address or on a kiosk, and of each lock, with how many
there were. Whoever guesses all day adds no more to it than that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from django.db.models import QuerySet

from throughgate.kernel.identity.models import WrongTry

MOST = 5
# A whole prison may come from one address, and a wing shares a kiosk: that count only stops a flood. THREAT_MODEL.md has the arithmetic.
MOST_IN_A_FLOOD = 100
WINDOW = timedelta(minutes=10)


@dataclass(frozen=True)
class Counted:
    """What wrong tries are counted by, such as a number or an address, and how many it may have in ten minutes."""

    what: str
    most: int = MOST


@dataclass(frozen=True)
class Noted:
    """What a wrong try comes to: how many are left, and what the trail is to say of it; nothing where it has said so already."""

    left: int
    news: Mapping[str, object]


def locked_until(counted: Sequence[Counted], at: datetime) -> datetime | None:
    """When this may be tried again; None if it may be tried now."""
    return max((until for one in counted if (until := _locked_until(one, at))), default=None)


def note_wrong(counted: Sequence[Counted], device: str, at: datetime) -> Noted:
    """Write down a wrong try under each of these: first what it was about, whose tries are left; last where it came from."""
    tries = {one: _add(one.what, device, at) for one in counted}
    locked = [one for one in counted if tries[one] >= one.most]
    if locked:
        told = [one for one in locked if is_news(f"lock of {one.what}", device, at)]
    else:
        told = [one for one in counted[-1:] if is_news(f"first {one.what}", device, at)]
    news = {"tries": max(tries[one] for one in told), "locked": bool(locked)} if told else {}
    return Noted(max(0, counted[0].most - tries[counted[0]]), news)


def is_news(what: str, device: str, at: datetime) -> bool:
    """Not said in the last ten minutes; from now on it is. Kept beside the tries, and swept with them."""
    return not _recent(what, at).exists() and _add(what, device, at) > 0


def spend(one: Counted, device: str, at: datetime) -> bool:
    """Once more what is right, and is on the trail each time. False: as often as it may be done in ten minutes."""
    return _recent(one.what, at).count() < one.most and _add(one.what, device, at) > 0


def forget_wrong(one: Counted) -> None:
    """A right try begins the count anew."""
    WrongTry.objects.filter(what=one.what).delete()


def network_of(address: str) -> str:
    """Whoever has one address of version 6 has the 2⁶⁴ of its network."""
    try:
        ip = ip_address(address)
    except ValueError:
        return address
    if ip.version == 4 or ip.ipv4_mapped:
        return address
    return str(ip_network((ip, 64), strict=False))


def sweep_tries(at: datetime) -> int:
    """Take away those that no longer count."""
    return WrongTry.objects.filter(at__lte=at - WINDOW).delete()[0]


def _locked_until(one: Counted, at: datetime) -> datetime | None:
    recent = _recent(one.what, at).order_by("-at").values_list("at", flat=True)[: one.most]
    return recent[one.most - 1] + WINDOW if len(recent) == one.most else None


def _add(what: str, device: str, at: datetime) -> int:
    """Returns how many there are now."""
    WrongTry.objects.create(what=what, device=device, at=at)
    return _recent(what, at).count()


def _recent(what: str, at: datetime) -> QuerySet[WrongTry]:
    return WrongTry.objects.filter(what=what, at__gt=at - WINDOW)
