"""What was set aside, for staff to look at: acts in quarantine, and files that were refused.

Says what one may know of them, never what is in them.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from throughgate.kernel.sync import files, receipts
from throughgate.kernel.sync.models import ActFile, Quarantined, RefusedFile, StoredAct
from throughgate.kernel.sync.said import read
from throughgate.kernel.sync.seal import Unreadable

MOST = 100
_SAYS = {reason().code: reason for reason in receipts.InQuarantine.__subclasses__()}


@dataclass(frozen=True)
class SetAside:
    """Something that a device handed in and that could not be taken.

    `person_id` and `command` are what it says of itself, unproven; None and "" where that cannot be read.
    `says` is what its maker was told; `is_file` tells a photo or a recording from an act. `id` is the act's place in quarantine.
    """

    id: int | None
    device_id: UUID
    arrived: datetime
    person_id: UUID | None
    command: str
    code: str
    says: str
    is_file: bool = False


@dataclass(frozen=True)
class Outside:
    """What may be known of an act in quarantine without opening what it says. `made`: by its device's own clock, where it can be read."""

    n: int
    made: datetime | None
    bytes: int
    files: int


def waiting() -> QuerySet[Quarantined]:
    """Every act in quarantine that waits for a decision, or for what is missing before it."""
    return Quarantined.objects.filter(released_at=None, closed_at=None)


def acts(rows: Iterable[Quarantined]) -> list[SetAside]:
    """How they look."""
    return [_act(row) for row in rows]


def shaped(rows: QuerySet[Quarantined]) -> QuerySet[Quarantined]:
    """The same rows, without reading their bytes, which most pages do not need."""
    return rows.select_related("stored", "device").defer("jwe", "iv", "ct", "sig", "stored__raw", "stored__sig")


def outside_of(row: Quarantined) -> Outside:
    """Its place in the chain, when it was made, how large it is, how many files it names."""
    raw = bytes((row.stored.raw if row.stored else row.raw) or b"")
    try:
        said = read(raw)
    except Unreadable:
        return Outside(row.n, None, len(bytes(row.ct)), 0)
    return Outside(row.n, said.made, len(raw), len(said.files))


def set_aside_from(device_id: UUID) -> list[SetAside]:
    """What a device handed in that stands aside now, newest first; at most `MOST` acts and as many files."""
    held = shaped(waiting().filter(device=device_id)).order_by("-arrived", "-pk")[:MOST]
    refused = RefusedFile.objects.filter(device=device_id).order_by("-at", "-pk")[:MOST]
    return sorted([*acts(held), *_files(refused)], key=lambda one: one.arrived, reverse=True)


def asked_by(task: UUID) -> list[SetAside]:
    """What one entry of an inbox asks about and nobody has decided yet, newest first; at most `MOST`."""
    return acts(shaped(waiting().filter(task=task)).order_by("-arrived", "-pk")[:MOST])


def count_set_aside(devices: Collection[UUID]) -> Counter[UUID]:
    """How many things stand aside from each of these devices."""
    held = waiting().filter(device__in=devices).values_list("device_id", flat=True)
    return Counter(held) + Counter(RefusedFile.objects.filter(device__in=devices).values_list("device_id", flat=True))


def devices_with_set_aside() -> QuerySet[Quarantined, UUID]:
    """The ids of the devices from which something stands aside."""
    refused = RefusedFile.objects.order_by().values_list("device_id", flat=True)
    return waiting().order_by().values_list("device_id", flat=True).union(refused)


def _act(row: Quarantined) -> SetAside:
    command = row.stored.command if row.stored else _command_in(bytes(row.raw or b""))
    return SetAside(row.pk, row.device_id, row.arrived, row.person_id, command, row.code, _SAYS[row.code]().words)


def _command_in(raw: bytes) -> str:
    try:
        return read(raw).do
    except Unreadable:
        return ""


def _files(rows: Iterable[RefusedFile]) -> list[SetAside]:
    """A file is whose act names it."""
    rows = list(rows)
    named = ActFile.objects.filter(device__in={row.device_id for row in rows}, sha256__in={row.sha256 for row in rows})
    stored = {row.act: row for row in StoredAct.objects.filter(act__in=named.values("act")).only("act", "person_id", "command")}
    act_of = {(device, sha256): stored.get(act) for device, sha256, act in named.values_list("device_id", "sha256", "act")}
    return [_file(row, act_of.get((row.device_id, row.sha256))) for row in rows]


def _file(row: RefusedFile, act: StoredAct | None) -> SetAside:
    person_id, command = (act.person_id, act.command) if act else (None, "")
    return SetAside(None, row.device_id, row.at, person_id, command, row.code, files.words_of(row.code), is_file=True)
