"""How the exchange with devices stands: what waits, how long, where, and on which devices something is wrong. Counts, never people."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q, Sum
from django.db.models.functions import Abs

from throughgate.kernel.identity.models import Device, DeviceState, Revocation
from throughgate.kernel.places.models import Place
from throughgate.kernel.places.tree import path_codes
from throughgate.kernel.sync.models import Backup, Quarantined, Waiting

# A device that is further off has a clock that somebody should look at; its acts are judged by ours all the same.
DRIFTS = timedelta(minutes=1)
SILENT = timedelta(days=2)
# A prison, and a wing in it.
TO_THE_WING = 2


@dataclass(frozen=True)
class Queue:
    """Acts that are stored and not judged: why they wait, how many, and since when the oldest does."""

    why: str
    acts: int
    oldest: datetime | None


@dataclass(frozen=True)
class Unsent:
    """What devices of a wing, or of an office, last said that they still have."""

    place: str
    code: str
    devices: int = 0
    acts: int = 0
    files: int = 0
    oldest: datetime | None = None


@dataclass(frozen=True)
class Condition:
    """All of it at one moment. `drifting`: devices whose clock is more than a minute off, `drift_ms` the worst of them."""

    queues: list[Queue]
    aside: int
    backup_at: datetime | None
    devices: int
    silent: int
    storage_refused: int
    drifting: int
    drift_ms: int
    unsent: list[Unsent]
    versions: dict[str, int] = field(default_factory=dict)

    @property
    def oldest(self) -> datetime | None:
        """Since when the oldest act whose turn has come waits to be judged."""
        return next((queue.oldest for queue in self.queues if queue.why == Waiting.Why.TURN), None)


def condition(at: datetime) -> Condition:
    """Read now, in eight queries, each of them over what waits or over devices; none grows with what was done before."""
    states = DeviceState.objects.exclude(device__in=Revocation.objects.values("device"))
    drift_ms = DRIFTS // timedelta(milliseconds=1)
    counted = states.aggregate(
        devices=Count("pk"),
        silent=Count("pk", filter=Q(seen_at__lt=at - SILENT)),
        refused=Count("pk", filter=Q(persisted=False)),
        drifting=Count("pk", filter=Q(clock_off_ms__gt=drift_ms) | Q(clock_off_ms__lt=-drift_ms)),
        worst=Max(Abs("clock_off_ms")),
    )
    return Condition(
        queues=queues(),
        aside=Quarantined.objects.filter(released_at=None, closed_at=None).count(),
        backup_at=Backup.objects.aggregate(newest=Max("at"))["newest"],
        devices=counted["devices"],
        silent=counted["silent"],
        storage_refused=counted["refused"],
        drifting=counted["drifting"],
        drift_ms=counted["worst"] or 0,
        unsent=_unsent(),
        versions=dict(states.values_list("version").annotate(devices=Count("pk")).order_by("-devices")[:20]),
    )


def queues() -> list[Queue]:
    """One for each reason to wait, empty ones too."""
    counted = Waiting.objects.values_list("why").annotate(acts=Count("pk"), oldest=Min("stored__arrived"))
    found = {why: Queue(why, acts, oldest) for why, acts, oldest in counted}
    return [found.get(str(why), Queue(str(why), 0, None)) for why in Waiting.Why]


def devices_that_drift() -> list[Device]:
    """The worst fifty, with their state."""
    drift_ms = DRIFTS // timedelta(milliseconds=1)
    off = Q(state__clock_off_ms__gt=drift_ms) | Q(state__clock_off_ms__lt=-drift_ms)
    return list(Device.objects.filter(off, revocation=None).select_related("state", "place").order_by(-Abs("state__clock_off_ms"))[:50])


def _unsent() -> list[Unsent]:
    """By wing, the one where something has waited longest first."""
    waiting = DeviceState.objects.filter(Q(waiting_acts__gt=0) | Q(waiting_files__gt=0))
    by_place = waiting.values("device__place__path").annotate(
        devices=Count("pk"), acts=Sum("waiting_acts"), files=Sum("waiting_files"), oldest=Min("oldest_waiting")
    )
    wings: dict[str, list[Unsent]] = defaultdict(list)
    for row in by_place:
        code = _wing(row["device__place__path"] or "")
        wings[code].append(Unsent("", code, row["devices"], row["acts"], row["files"], row["oldest"]))
    names = dict(Place.objects.filter(code__in=wings).values_list("code", "name"))
    found = [replace(_together(code, rows), place=names.get(code, "")) for code, rows in wings.items()]
    return sorted(found, key=lambda one: (one.oldest is None, one.oldest, one.code))


def _wing(path: str) -> str:
    """The code of the wing that a cell is on; of an office or a region, its own."""
    return path_codes(path)[:TO_THE_WING][-1] if path else ""


def _together(code: str, rows: Iterable[Unsent]) -> Unsent:
    some = list(rows)
    oldest = min((one.oldest for one in some if one.oldest), default=None)
    return Unsent("", code, sum(one.devices for one in some), sum(one.acts for one in some), sum(one.files for one in some), oldest)
