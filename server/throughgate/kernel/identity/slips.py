"""Slips: our word on whom we let in, on which device and since when. The device keeps it and hands it back after a restore that forgot.

Sealed with the trail's key, which stands in no backup and lasts as long as the trail; so nobody can write one for themselves.
"""

import hashlib
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

import msgspec
from django.conf import settings
from django.core.signing import BadSignature, Signer
from msgspec import Meta

from throughgate.kernel.identity.devices import Use, uses_of
from throughgate.kernel.identity.models import Device, DeviceKind, Holding, PersonSession
from throughgate.kernel.people.models import Person

Text = Annotated[str, Meta(max_length=1_000)]
SALT = "throughgate.slip"


class Slip(msgspec.Struct, frozen=True):
    """That `device`, which has the key `thumbprint`, was let in at `at`, for a person where one is named."""

    device: UUID
    thumbprint: str
    at: datetime
    person: UUID | None = None


def write_slip(device: Device, person_id: UUID | None, at: datetime) -> str:
    """A line of text for the device to keep."""
    slip = Slip(device.pk, device.thumbprint, at, person_id)
    return _signer().sign_object(msgspec.to_builtins(slip))


def read_slip(text: str, thumbprint: str) -> Slip | None:
    """What it says, if it is ours and was written for this key."""
    try:
        slip = msgspec.convert(_signer().unsign_object(text), Slip)
    except (BadSignature, msgspec.ValidationError, ValueError):
        return None
    return slip if slip.thumbprint == thumbprint else None


def remember_uses(device: Device, slips: set[str], restored_at: datetime | None, at: datetime) -> None:
    """Write down again who used this device before the last restore, where that has forgotten it; what we know is not touched."""
    read = {text: read_slip(text, device.thumbprint) for text in slips}
    ours = {text: slip for text, slip in read.items() if slip and slip.device == device.pk and restored_at and slip.at < restored_at}
    if not ours:
        return
    people = set(Person.objects.filter(pk__in=[slip.person for slip in ours.values()]).values_list("pk", flat=True))
    for text, slip in ours.items():
        if slip.person and slip.person in people:
            _remember(device, Use(slip.person, slip.at, None), hashlib.sha256(text.encode()).hexdigest(), at)


def _remember(device: Device, use: Use, name: str, at: datetime) -> None:
    # Times are half open: what arrives at this very moment was made within.
    until = at + timedelta(seconds=1)
    if PersonSession.objects.filter(token_hash=name).update(ended_at=until):
        return
    if any(one.person_id == use.person_id and one.from_at <= use.from_at <= (one.to_at or at) for one in uses_of(device)):
        return
    if device.kind == DeviceKind.KIOSK:
        about = {"from_at": use.from_at, "seen_at": at, "ended_at": until}
        PersonSession.objects.create(token_hash=name, person_id=use.person_id, device=device, **about)
    else:
        Holding.objects.create(device=device, person_id=use.person_id, from_at=use.from_at)


def _signer() -> Signer:
    return Signer(key=settings.TRAIL_KEY, salt=SALT)
