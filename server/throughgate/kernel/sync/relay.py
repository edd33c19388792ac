"""What somebody else carries: a hub over a poor line, or staff with a bundle. See ADR 0005, "Carriers".

Who an act is from is told by its signature alone, and storing it is the same `store()`. A carrier can lose or delay what it carries;
it cannot read, alter, invent or repeat it.
"""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

import msgspec
from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.clock import wire
from throughgate.basics.errors import Refused
from throughgate.kernel.audit import trail
from throughgate.kernel.identity.devices import is_revoked
from throughgate.kernel.identity.models import Device
from throughgate.kernel.identity.tries import is_news
from throughgate.kernel.policy.act import Act
from throughgate.kernel.sync import files, seal
from throughgate.kernel.sync.arrivals import SealedAct, SealedKey, opened
from throughgate.kernel.sync.backups import backed_up_to
from throughgate.kernel.sync.epoch import current_epoch, stored_to
from throughgate.kernel.sync.push import MOST_ACTS, Limits, Result, TooMany, apply_now, results_of
from throughgate.kernel.sync.store import store
from throughgate.kernel.sync.word import word_for

TAKEN = "taken"


class NotOurs(Refused):
    says = _("This comes from a device that is not known here. It may belong to another service. Nothing of it was taken in.")


class Parcel(msgspec.Struct, frozen=True):
    """Acts of one device, sealed as that device sealed them."""

    device: UUID
    keys: Annotated[list[SealedKey], Meta(max_length=MOST_ACTS)]
    acts: list[SealedAct]


class RelayAsk(msgspec.Struct, frozen=True):
    parcels: Annotated[list[Parcel], Meta(max_length=MOST_ACTS)]


class ParcelAnswer(msgspec.Struct, frozen=True):
    """What became of a parcel: `r` is "taken", or the code of the reason why nothing of it was."""

    device: UUID
    r: str
    says: str = ""
    label: str = ""
    results: list[Result] = []
    stored_to: int = 0
    backed_up_to: int = 0
    need_files: list[str] = []
    revoked: bool = False
    # For the device itself, whenever it comes by: a hub is not believed.
    word: str = ""


class RelayAnswer(msgspec.Struct, frozen=True):
    epoch: str
    time: str
    parcels: list[ParcelAnswer]
    after_ms: int
    limits: Limits
    seal: list[dict[str, str]]


def relay(act: Act, ask: RelayAsk) -> RelayAnswer:
    """Take in what `act.actor` carried. Raises: TooMany."""
    answers = carry(act, ask.parcels)
    return RelayAnswer(current_epoch(), wire(act.arrived), answers, 0, Limits(), seal.public_keys())


def carry(act: Act, parcels: Sequence[Parcel]) -> list[ParcelAnswer]:
    """Take in each parcel by itself: trouble with one is no trouble of the others. Raises: TooMany."""
    if sum(len(parcel.acts) for parcel in parcels) > MOST_ACTS:
        raise TooMany
    return [_answer(act, parcel) for parcel in parcels]


def _answer(act: Act, parcel: Parcel) -> ParcelAnswer:
    try:
        return _take(act, parcel)
    except Refused as refusal:
        # Under the carrier's name, since nobody else can be held to what it says; and once for each reason, since it may say it all day.
        if is_news(f"relay {act.actor} {refusal.code}", "", act.arrived):
            trail.write(act, "sync.relay", "refused", None, code=refusal.code, parcel=str(parcel.device), acts=len(parcel.acts))
        return ParcelAnswer(parcel.device, refusal.code, refusal.words)


def _take(act: Act, parcel: Parcel) -> ParcelAnswer:
    device = Device.objects.filter(pk=parcel.device).first()
    if device is None:
        raise NotOurs
    kept = store(device, opened(device, parcel.keys, parcel.acts, carrier=str(act.actor)), act.arrived) if parcel.acts else []
    apply_now(device, act.arrived)
    reached = stored_to(device)
    return ParcelAnswer(
        device.pk,
        TAKEN,
        label=device.label,
        results=results_of(kept),
        stored_to=reached,
        backed_up_to=backed_up_to(device, reached),
        need_files=files.needed_files(device),
        revoked=is_revoked(device),
        word=word_for(device),
    )
