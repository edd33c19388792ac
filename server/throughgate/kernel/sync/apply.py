"""Apply second: stored acts are judged in the order of their device, each exactly once, many devices in one transaction."""

import logging
import math
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db import OperationalError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from throughgate.kernel.commands.command import commands
from throughgate.kernel.identity.models import Device
from throughgate.kernel.sync.judging import Judging
from throughgate.kernel.sync.models import ActFile, Waiting
from throughgate.kernel.sync.store import lock_free_chains

log = logging.getLogger(__name__)
BATCH = 100
# How many may judge at once, each its own devices.
SIDE_BY_SIDE = 8


def apply_all(now: datetime, budget_s: float) -> int:
    """Everything whose turn has come, until the time is used up. Returns how many acts were judged."""
    return _apply(Waiting.objects.all(), now, budget_s)


def apply_device(device: Device, now: datetime, budget_s: float) -> int:
    """The acts of one device whose turn has come. Returns how many were judged."""
    return _apply(Waiting.objects.filter(device=device), now, budget_s)


def wake() -> int:
    """Acts that waited for a file that is here, or for a command that an update has brought, have their turn again."""
    known = [command.key for command in commands()]
    of_command = Q(why=Waiting.Why.COMMAND, stored__command__in=known)
    unsettled = ActFile.objects.filter(device=OuterRef("device"), act=OuterRef("stored__act"), settled_at=None)
    of_files = Q(~Exists(unsettled), why=Waiting.Why.FILES)
    return Waiting.objects.filter(pk__in=Waiting.objects.filter(of_command | of_files).values("pk")).update(why=Waiting.Why.TURN)


def _apply(those: QuerySet[Waiting], now: datetime, budget_s: float) -> int:
    ends, judged, taken = time.monotonic() + budget_s, 0, BATCH
    while taken == BATCH and time.monotonic() < ends:
        taken, done = _apply_batch(those, now, ends)
        judged += done
    return judged


def _apply_batch(those: QuerySet[Waiting], now: datetime, ends: float) -> tuple[int, int]:
    """One transaction for many acts: each is atomic in itself, and all share one wait for the disk. How many were taken, and judged."""
    try:
        with transaction.atomic():
            turns = _take(those, now)
            return len(turns), _judge(turns, now, ends, at_one_go=True)
    except OperationalError:
        raise
    except Exception as why:
        log.info("acts are applied one behind the other: %s", type(why).__name__)
        return _apply_apart(those, now, ends)


def _apply_apart(those: QuerySet[Waiting], now: datetime, ends: float) -> tuple[int, int]:
    """The same where one of them must be taken back: each behind a savepoint, and at last each in a transaction of its own."""
    turns: list[Waiting] = []
    try:
        with transaction.atomic():
            turns = _take(those, now)
            return len(turns), _judge(turns, now, ends)
    except OperationalError:
        raise
    except Exception:
        log.exception("%s acts could not be applied together", len(turns))
        return len(turns), sum(_apply_alone(waiting, now) for waiting in turns)


def _apply_alone(waiting: Waiting, now: datetime) -> int:
    """An act among others that could not be written: by itself it fails alone, and the others do not."""
    alone = Waiting.objects.filter(pk=waiting.pk)
    try:
        with transaction.atomic():
            return _judge(_take(alone, now), now, math.inf)
    except OperationalError:
        raise
    except Exception:
        log.exception("act %s (%s) could not be applied", waiting.stored.act, waiting.stored.command)
        with transaction.atomic():
            return _fail(_take(alone, now), now)


def _take(those: QuerySet[Waiting], now: datetime) -> list[Waiting]:
    """Acts whose turn has come, in the order of their device, whose chain is now locked: nobody else judges them meanwhile."""
    # While an act waits to be tried again, those after it wait too: their order is a promise.
    put_back = Waiting.objects.filter(device=OuterRef("device"), why=Waiting.Why.TURN, n__lte=OuterRef("n"), try_at__gt=now)
    turns = those.filter(~Exists(put_back), why=Waiting.Why.TURN).order_by("device_id", "n")
    for devices in _batches(turns.values_list("device_id", flat=True)[: BATCH * SIDE_BY_SIDE]):
        if locked := lock_free_chains(devices):
            return list(turns.filter(device__in=locked).select_related("stored__device")[:BATCH])
    return []


def _batches(devices: Iterable[UUID]) -> Iterator[set[UUID]]:
    """The devices of each hundred turns: whoever finds the first taken by another tries the next."""
    turns = list(devices)
    return (set(turns[begin : begin + BATCH]) for begin in range(0, len(turns), BATCH))


def _judge(turns: Sequence[Waiting], now: datetime, ends: float, *, at_one_go: bool = False) -> int:
    judging = Judging(turns, now, at_one_go=at_one_go)
    if len(turns) > 1:
        judging.look_ahead()
    for turn in judging.turns:
        if time.monotonic() >= ends:
            break
        judging.judge(turn)
    judging.write()
    return judging.judged


def _fail(turns: Sequence[Waiting], now: datetime) -> int:
    judging = Judging(turns, now)
    for turn in judging.turns:
        judging.fail(turn)
    judging.write()
    return judging.judged
