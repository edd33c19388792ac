"""Apply second: stored acts are judged one after the other, in the order of their device, each exactly once.

A refusal is an answer. A failure is ours: the act stays, is tried again with growing waits, and at last stands in quarantine.
"""

import logging
import re
import time
from contextlib import suppress
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

import msgspec
from django.db import OperationalError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from throughgate.basics.errors import Again, Refused
from throughgate.kernel.commands.command import Command, commands, find
from throughgate.kernel.commands.perform import perform, receipt_of, record_refusal
from throughgate.kernel.identity.models import Device
from throughgate.kernel.policy.act import Act, Actor, ActorKind, Face
from throughgate.kernel.sync import receipts
from throughgate.kernel.sync.files import check_files, missing_files
from throughgate.kernel.sync.models import ActFile, Quarantined, StoredAct, Waiting
from throughgate.kernel.sync.said import Said, hash_of, read
from throughgate.kernel.sync.store import lock_chain

log = logging.getLogger(__name__)
WAITS = (timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10))
TRIES = len(WAITS) + 1
BATCH = 100


class Fate(Enum):
    """What judging made of an act that waited."""

    SETTLED = "settled"
    HELD = "held"
    TRY_AGAIN = "try again"


class NotUnderstood(Refused):
    says = gettext_lazy("We could not take this: “{field}” is not as it should be ({problem}). Please check it and send it again.")


def apply_all(now: datetime, budget_s: float) -> int:
    """Everything whose turn has come, device by device, until the time is used up. Returns how many acts were judged."""
    ends, judged = time.monotonic() + budget_s, 0
    for device in Device.objects.filter(pk__in=_turns(now).values("device")):
        judged += apply_device(device, now, ends - time.monotonic())
    return judged


def apply_device(device: Device, now: datetime, budget_s: float) -> int:
    """The acts of one device whose turn has come. Returns how many were judged."""
    ends, judged = time.monotonic() + budget_s, 0
    while time.monotonic() < ends:
        done = _apply_batch(device, now, ends)
        judged += done
        if done < BATCH:
            break
    return judged


def wake() -> int:
    """Acts that waited for a file that is here, or for a command that an update has brought, have their turn again."""
    known = [command.key for command in commands()]
    of_command = Q(why=Waiting.Why.COMMAND, stored__command__in=known)
    unsettled = ActFile.objects.filter(device=OuterRef("device"), act=OuterRef("stored__act"), settled_at=None)
    of_files = Q(~Exists(unsettled), why=Waiting.Why.FILES)
    return Waiting.objects.filter(pk__in=Waiting.objects.filter(of_command | of_files).values("pk")).update(why=Waiting.Why.TURN)


def understand(command: Command, said: Said) -> dict[str, Any]:
    """What the act says, in the command's own shape. Raises: NotUnderstood, naming the field."""
    # JSON may hold a zero character, PostgreSQL's text may not.
    if b"\\u0000" in bytes(said.say):
        raise NotUnderstood(field=gettext_lazy("text"), problem=gettext_lazy("it holds a character that cannot be kept"))
    try:
        shaped = msgspec.json.decode(said.say, type=command.shape, dec_hook=_choice)
    except msgspec.ValidationError as wrong:
        raise _in_words(str(wrong)) from wrong
    return {name: getattr(shaped, name) for name in command.shape.__struct_fields__}


def _choice(kind: type[Any], value: object) -> object:
    """Django's choices are enumerations of their own making, which msgspec does not know. Raises: ValueError."""
    return kind(value)


def _turns(now: datetime) -> QuerySet[Waiting]:
    return Waiting.objects.filter(Q(try_at=None) | Q(try_at__lte=now), why=Waiting.Why.TURN)


def _apply_batch(device: Device, now: datetime, ends: float) -> int:
    """One transaction for many acts: each is atomic in itself, and all share one wait for the disk."""
    settled: list[int] = []
    judged = 0
    with transaction.atomic():
        lock_chain(device)
        turns = Waiting.objects.filter(device=device, why=Waiting.Why.TURN).select_related("stored").order_by("n")[:BATCH]
        for waiting in turns:
            if time.monotonic() >= ends or (waiting.try_at and waiting.try_at > now):
                break
            waiting.stored.device = device
            fate = _apply_one(waiting, now)
            if fate is Fate.TRY_AGAIN:
                # Those after it wait too: their order is a promise.
                break
            judged += 1
            if fate is Fate.SETTLED:
                settled.append(waiting.pk)
        Waiting.objects.filter(pk__in=settled).delete()
    return judged


def _apply_one(waiting: Waiting, now: datetime) -> Fate:
    said = read(bytes(waiting.stored.raw))
    act = _act_of(waiting.stored, said)
    try:
        return _judge(act, said, waiting)
    except OperationalError:
        # The database's trouble, not the act's: everything is tried again without being counted.
        raise
    except Exception:
        log.exception("act %s (%s) could not be applied", act.id, said.do)
        return _failed(act, waiting, now)


def _judge(act: Act, said: Said, waiting: Waiting) -> Fate:
    command = find(said.do)
    if command is None:
        return _hold(act, waiting, Waiting.Why.COMMAND, receipts.NotKnownYet())
    try:
        check_files(waiting.stored.device, said)
        given = understand(command, said)
    except Refused as refusal:
        record_refusal(command.key, act, refusal)
        return Fate.SETTLED
    if missing_files(said):
        return _hold(act, waiting, Waiting.Why.FILES, receipts.WaitingForFiles())
    # A refusal is on trail and receipt already.
    with suppress(Refused, Again):
        perform(command, act, given)
    return Fate.SETTLED


def _hold(act: Act, waiting: Waiting, why: Waiting.Why, reason: receipts.Held) -> Fate:
    """Step aside, so that what comes after it goes on."""
    waiting.why = why
    waiting.save(update_fields=["why"])
    earlier = receipt_of(act)
    if earlier is None or earlier.code != reason.code:
        receipts.note(act, waiting.stored.command, reason)
    return Fate.HELD


def _failed(act: Act, waiting: Waiting, now: datetime) -> Fate:
    waiting.tries += 1
    if waiting.tries < TRIES:
        waiting.try_at = now + WAITS[waiting.tries - 1]
        waiting.save(update_fields=["tries", "try_at"])
        return Fate.TRY_AGAIN
    stored, reason = waiting.stored, receipts.CouldNotApply()
    Quarantined.objects.get_or_create(
        device_id=stored.device_id,
        act=stored.act,
        print=hash_of(bytes(stored.raw)),
        defaults={"n": stored.n, "person_id": stored.person_id, "code": reason.code, "arrived": stored.arrived, "stored": stored},
    )
    receipts.note(act, stored.command, reason, tries=waiting.tries)
    return Fate.SETTLED


def _act_of(stored: StoredAct, said: Said) -> Act:
    return Act(
        Actor(ActorKind.PERSON, stored.person_id),
        stored.at,
        stored.arrived,
        Face.DEVICE,
        stored.act,
        stored.device_id,
        device_kind=stored.device.kind,
        made=stored.made,
        clock_off_ms=stored.off_ms,
        files=frozenset(file.h for file in said.files),
    )


def _in_words(wrong: str) -> NotUnderstood:
    """The message of msgspec, as a field and a problem that a person can do something about."""
    missing, unknown = re.search(r"missing required field `(\w+)`", wrong), re.search(r"unknown field `(\w+)`", wrong)
    path = re.findall(r"\.(\w+)", (re.search(r" at `\$([^`]*)`", wrong) or [""])[0])
    longest = re.search(r"length <= (\d+)", wrong)
    problem: object = gettext_lazy("it is not an answer that fits there")
    if missing:
        problem = gettext_lazy("it is missing")
    elif unknown:
        problem = gettext_lazy("it is not known here")
    elif longest:
        problem = format_lazy(gettext_lazy("it is longer than {most}"), most=longest[1])
    named = missing or unknown
    field = named[1] if named else (path[-1] if path else "answer")
    return NotUnderstood(field=field.replace("_", " "), problem=problem)
