"""What the system knows of itself, place by place. Only what is so now: what is found no longer is taken back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from django.db.models import Count, Max, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from throughgate.kernel import times
from throughgate.kernel.identity.models import DeviceKind, DeviceState, Revocation
from throughgate.kernel.places.models import Place, PlaceKind
from throughgate.kernel.places.tree import establishment_of, path_codes
from throughgate.kernel.policy.capabilities import Capability, capabilities
from throughgate.kernel.policy.models import Rollout
from throughgate.kernel.sync.condition import queues
from throughgate.kernel.sync.models import Waiting
from throughgate.modules.bulletin.models import Board, Line
from throughgate.modules.bulletin.rules.kinds import Kind
from throughgate.modules.bulletin.rules.words import Said

# Our own defaults. A night of bang-up, in which nobody may touch a tablet, is no news; three devices are no accident.
WING_SILENT, FEWEST_DEVICES = timedelta(hours=12), 3
HUB_SILENT = timedelta(minutes=15)
SLOW = timedelta(minutes=30)
# What came longer ago is tried no more: it is here.
NEW_FOR = timedelta(days=90)


@dataclass(frozen=True)
class Known:
    """Something that is so at a place. `from_at`: since when, or since when it is known."""

    place: UUID
    source: str
    kind: Kind
    texts: dict[str, Said]
    from_at: datetime


def what_the_system_knows(at: datetime) -> list[Known]:
    """All of it, in a handful of queries over devices, roll-outs and places."""
    return [*_silent_wings(at), *_silent_hubs(at), *_slow(at), *_tried(at)]


def says_the_same(line: Line, known: Known) -> bool:
    """Is there nothing new to say of it?"""
    return (line.kind, line.texts, line.from_at) == (known.kind, msgspec.to_builtins(known.texts), known.from_at)


def _silent_wings(at: datetime) -> Iterator[Known]:
    """Wings where no device was heard of for long. Since when: the last word of any of them."""
    heard: dict[str, tuple[datetime, int]] = {}
    for path, seen, devices in (
        _states().filter(device__place__isnull=False).values_list("device__place__path").annotate(Max("seen_at"), Count("pk"))
    ):
        for code in path_codes(path)[:2]:
            last, before = heard.get(code, (seen, 0))
            heard[code] = (max(last, seen), before + devices)
    quiet = {code: last for code, (last, devices) in heard.items() if devices >= FEWEST_DEVICES and last < at - WING_SILENT}
    for wing in Place.objects.filter(code__in=quiet, kind=PlaceKind.WING):
        yield Known(wing.pk, "devices", Kind.TROUBLE, _said(_no_device), quiet[wing.code])


def _no_device() -> Said:
    return Said(
        _("No device on this wing is in touch"),
        _("What you write is kept on your device, and is sent when the connection is back."),
        _("What you write is safe. It goes later."),
    )


def _silent_hubs(at: datetime) -> Iterator[Known]:
    """Prisons whose hub is not heard of: their line is down."""
    hubs = _states().filter(device__kind=DeviceKind.HUB, device__place__isnull=False, seen_at__lt=at - HUB_SILENT)
    for state in hubs.select_related("device__place"):
        if state.device.place:
            yield Known(establishment_of(state.device.place).pk, f"hub/{state.device_id}", Kind.TROUBLE, _said(_line_down), state.seen_at)


def _line_down() -> Said:
    return Said(
        _("The line to the office is down"),
        _("What you send waits in this prison. It goes on by itself when the line is back."),
        _("What you send waits here. It goes later by itself."),
    )


def _slow(at: datetime) -> Iterator[Known]:
    """Everywhere, where what has come in waits to be looked at."""
    oldest = next((queue.oldest for queue in queues() if queue.why == Waiting.Why.TURN), None)
    if oldest and oldest < at - SLOW:
        whole = Board.objects.exclude(place__kind=PlaceKind.WING).values_list("place_id", flat=True)
        yield from (Known(place, "slow", Kind.TROUBLE, _said(_is_slow), oldest) for place in whole)


def _is_slow() -> Said:
    return Said(
        _("What you send is slow to arrive"),
        _("It is kept. It may take longer than usual until somebody sees it."),
        _("It is safe. It takes longer today."),
    )


def _tried(at: datetime) -> Iterator[Known]:
    """What is switched on in some places and not in all: for each prison, whether it is here, and when it will be."""
    prisons = list(Place.objects.filter(kind=PlaceKind.ESTABLISHMENT))
    rollouts = Rollout.objects.exclude(to_at__lte=at).select_related("place").order_by("from_at")
    for capability in (one for one in capabilities() if one.needs_rollout):
        mine = [row for row in rollouts if row.capability == capability.name]
        if not any(row.place is None and row.from_at <= at for row in mine):
            yield from (known for prison in prisons if (known := _tried_at(prison, capability, mine, at)))


def _tried_at(prison: Place, capability: Capability, rollouts: list[Rollout], at: datetime) -> Known | None:
    begun = [row for row in rollouts if row.from_at <= at]
    here = next((row for row in begun if _covers(row, prison)), None)
    coming = next((row for row in rollouts if row.from_at > at and _covers(row, prison)), None)
    if not begun or (here and here.from_at < at - NEW_FOR):
        return None
    since = here or begun[0]
    where = since.place.name if since.place else ""
    texts = _said(lambda: Said(str(capability.title), _when(where, here, coming)))
    return Known(prison.pk, f"rollout/{capability.name}", Kind.TRIED, texts, since.from_at)


def _when(where: str, here: Rollout | None, coming: Rollout | None) -> str:
    if here:
        return _("It is being tried here. Say what you think of it.")
    tried = _("It is being tried at %(place)s.") % {"place": where}
    reaches = _("It reaches you on %(day)s.") % {"day": times.day(coming.from_at)} if coming else _("There is no day for here yet.")
    return f"{tried} {reaches}"


def _covers(row: Rollout, prison: Place) -> bool:
    return row.place is None or prison.path.startswith(row.place.path)


def _states() -> QuerySet[DeviceState]:
    """Of devices that were not turned off."""
    return DeviceState.objects.exclude(device__in=Revocation.objects.values("device"))


def _said(say: Callable[[], Said]) -> dict[str, Said]:
    """The same in both languages."""
    found = {}
    for language in ("en", "cy"):
        with translation.override(language):
            found[language] = say()
    return found
