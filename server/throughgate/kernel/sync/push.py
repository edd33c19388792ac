"""Up: a device hands in acts. They are stored, then applied while there is time, and the answer says what became of each."""

import logging
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from django.conf import settings
from django.db import OperationalError
from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.clock import wire
from throughgate.basics.errors import Refused
from throughgate.kernel.commands.models import Receipt
from throughgate.kernel.identity.devices import note_state
from throughgate.kernel.identity.models import Device
from throughgate.kernel.sync import files, seal
from throughgate.kernel.sync.apply import apply_device
from throughgate.kernel.sync.arrivals import SealedAct, SealedKey, opened
from throughgate.kernel.sync.epoch import current_epoch, stored_to
from throughgate.kernel.sync.load import load
from throughgate.kernel.sync.parting import Parting, partings
from throughgate.kernel.sync.state import SaidOfItself
from throughgate.kernel.sync.store import Kept, begin_after_restore, store
from throughgate.kernel.sync.word import Signer, give, signer, word_for, word_of

log = logging.getLogger(__name__)
MOST_ACTS = 500
MOST_BYTES = 1024 * 1024


class PushAsk(msgspec.Struct, frozen=True):
    device: UUID
    keys: Annotated[list[SealedKey], Meta(max_length=MOST_ACTS)]
    acts: list[SealedAct]
    epoch: str | None = None
    state: SaidOfItself | None = None
    # By whose word it knows ours.
    signer: Signer = ""


class Result(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of an act: stored, accepted, duplicate, held, refused or quarantined."""

    id: UUID
    r: str
    code: str = ""
    says: str = ""


class Limits(msgspec.Struct, frozen=True):
    acts: int = MOST_ACTS
    bytes: int = MOST_BYTES
    file_bytes: int = files.LIMIT


class PushAnswer(msgspec.Struct, frozen=True):
    """`word` says once more, signed, what a device believes from nowhere else: see `word.py`."""

    epoch: str
    time: str
    results: list[Result]
    stored_to: int
    backed_up_to: int
    need_files: list[str]
    after_ms: int
    limits: Limits
    seal: list[dict[str, str]]
    # A device that nobody unlocks asks for nothing else: this is how it learns that it must wipe itself.
    revoked: bool
    # Who no longer uses it: their vaults go once all that they made is stored. Nobody need unlock for that.
    gone: list[Parting]
    # From and to: what a restore has lost and the device has no more. No screen of it may go on saying that this was sent.
    missing: list[tuple[int, int]]
    word: str
    # By which our next words are known.
    signer: dict[str, str]


class TooMany(Refused):
    says = _("That is too much at once. Send half of it.")


class OtherEpoch(Refused):
    """The server was restored since: the device offers again everything above `stored_to`."""

    says = _("This system was restored. What it lacks is asked for again.")


def push(device: Device, ask: PushAsk, at: datetime) -> PushAnswer:
    """Take a batch. Raises: TooMany · OtherEpoch · KeyMissing."""
    if len(ask.acts) > MOST_ACTS:
        raise TooMany
    epoch = current_epoch()
    if ask.epoch != epoch:
        raise OtherEpoch(epoch=epoch, stored_to=stored_to(device), word=word_for(device, ask.signer))
    kept = _take_in(device, ask, at)
    apply_now(device, at)
    _note(device, ask, kept, at)
    return _answer(device, ask, kept, epoch, at)


def _answer(device: Device, ask: PushAsk, kept: Sequence[Kept], epoch: str, at: datetime) -> PushAnswer:
    gone = partings(device)
    word = word_of(device, epoch, [parting.person for parting in gone])
    return PushAnswer(
        epoch=epoch,
        time=wire(at),
        results=results_of(kept),
        stored_to=word.stored_to,
        backed_up_to=word.backed_up_to,
        need_files=files.needed_files(device),
        after_ms=load.after_ms(),
        limits=Limits(),
        seal=seal.public_keys(),
        revoked=word.revoked,
        gone=gone,
        missing=word.missing,
        word=give(word, ask.signer),
        signer=signer(),
    )


def _take_in(device: Device, ask: PushAsk, at: datetime) -> list[Kept]:
    if ask.state and ask.state.first:
        begin_after_restore(device, ask.state.first, at)
    return store(device, opened(device, ask.keys, ask.acts), at) if ask.acts else []


def apply_now(device: Device, at: datetime) -> None:
    """Judge what a device has handed in, while there is time."""
    try:
        apply_device(device, at, settings.APPLY_SECONDS)
    except OperationalError:
        # Everything is stored; the worker will judge it.
        log.exception("applying acts of %s was put off", device.pk)


def _note(device: Device, ask: PushAsk, kept: Sequence[Kept], at: datetime) -> None:
    offsets = [one.act.clock_off_ms for one in kept if one.act.clock_off_ms is not None]
    state = ask.state.columns() if ask.state else {}
    note_state(device, at, state | ({"clock_off_ms": offsets[-1]} if offsets else {}))


def results_of(kept: Sequence[Kept]) -> list[Result]:
    """What became of each act that was stored just now."""
    receipts: dict[UUID, list[Receipt]] = defaultdict(list)
    for receipt in Receipt.objects.filter(act__in=[one.act.id for one in kept]):
        receipts[receipt.act].append(receipt)
    return [_result(one, receipts[one.act.id]) for one in kept]


def _result(kept: Kept, receipts: Sequence[Receipt]) -> Result:
    receipt = next((row for row in receipts if row.actor == str(kept.act.actor)), None)
    if kept.reason:
        says = receipt.says if receipt and receipt.code == kept.reason.code else kept.reason.words
        return Result(kept.act.id, "quarantined" if kept.new else "duplicate", kept.reason.code, says)
    if receipt is None:
        return Result(kept.act.id, "stored")
    return Result(kept.act.id, receipt.outcome if kept.new else "duplicate", receipt.code, receipt.says)
