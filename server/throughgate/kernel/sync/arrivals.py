"""Opening what a device handed in. Nothing here touches the database, so that it can be done before any lock is taken."""

import binascii
import hashlib
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import msgspec
from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel.identity import slips
from throughgate.kernel.identity.models import Device
from throughgate.kernel.sync import receipts
from throughgate.kernel.sync.said import Said, hash_of, public_key, read, signed_by
from throughgate.kernel.sync.seal import Unreadable, open_act, open_key

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM


class SealedKey(msgspec.Struct, frozen=True):
    """An outbox key, sealed to us; `k` names it in the acts. `slip` is what we gave to whoever was unlocked under it."""

    k: Annotated[str, Meta(max_length=64)]
    jwe: Annotated[str, Meta(max_length=2_000)]
    slip: slips.Text = ""


class SealedAct(msgspec.Struct, frozen=True):
    id: UUID
    n: Annotated[int, Meta(ge=1, le=2**53)]
    k: Annotated[str, Meta(max_length=64)]
    iv: Annotated[str, Meta(max_length=64)]
    ct: str


class KeyMissing(Refused):
    """Without its key an act could never be opened, so the device must not believe that we have it."""

    says = _("A key that an act names was not sent along.")


@dataclass(frozen=True)
class Arrival:
    """One act as it came. `said` is there if the seal could be opened, `trouble` says what is wrong with it already.

    `carrier`: who handed it in, where that was not the device itself. `slip`: that of its key.
    """

    id: UUID
    n: int
    jwe: str
    iv: bytes
    ct: bytes
    raw: bytes = b""
    sig: bytes = b""
    said: Said | None = None
    trouble: type[receipts.InQuarantine] | None = None
    carrier: str = ""
    slip: str = ""

    @property
    def is_proven(self) -> bool:
        """Is it the device's? What it hands in itself is; of what was carried, only what it signed."""
        return not (self.carrier and self.trouble)

    @property
    def print(self) -> str:
        """The sealed bytes, told apart from all others."""
        return hashlib.sha256(self.iv + self.ct).hexdigest()


def opened(device: Device, keys: Sequence[SealedKey], acts: Sequence[SealedAct], carrier: str = "") -> list[Arrival]:
    """Open and check each act, in the order of the chain. Raises: KeyMissing."""
    jwes, slips_of = {key.k: key.jwe for key in keys}, {key.k: key.slip for key in keys}
    named = {act.k for act in acts}
    if not named <= jwes.keys():
        raise KeyMissing
    boxes = dict(_boxes({k: jwes[k] for k in named}))
    ordered = sorted(acts, key=lambda act: act.n)
    come = [
        _open(act, boxes.get(act.k), partial(Arrival, act.id, act.n, jwes[act.k], carrier=carrier, slip=slips_of[act.k])) for act in ordered
    ]
    return list(_checked(device, come))[::-1]


def _boxes(jwes: Mapping[str, str]) -> Iterator[tuple[str, "AESGCM"]]:
    for name, jwe in jwes.items():
        try:
            yield name, open_key(jwe)
        except Unreadable:
            continue


def _open(act: SealedAct, box: "AESGCM | None", arrival: Callable[..., Arrival]) -> Arrival:
    try:
        iv, ct = _bytes(act.iv), _bytes(act.ct)
    except (binascii.Error, ValueError):
        return arrival(act.iv.encode(), act.ct.encode(), trouble=receipts.UnreadableSeal)
    try:
        if box is None:
            raise Unreadable
        raw, sig = open_act(box, str(act.id), iv, ct)
        return arrival(iv, ct, raw, sig, read(raw))
    except Unreadable:
        return arrival(iv, ct, trouble=receipts.UnreadableSeal)


def _checked(device: Device, come: Sequence[Arrival]) -> Iterator[Arrival]:
    """From the last to the first: who signed an act that names the hash of the one before it has signed that too.

    A signature costs as much as all else that storing does with an act, so a whole batch is checked by its last one.
    """
    signer, vouched = public_key(device), ""
    for arrival in reversed(come):
        trouble = arrival.trouble or _trouble(device, signer, arrival, vouched)
        vouched = arrival.said.prev if arrival.said and not trouble else ""
        yield replace(arrival, trouble=trouble) if trouble else arrival


def _trouble(device: Device, signer: "EllipticCurvePublicKey", arrival: Arrival, vouched: str) -> type[receipts.InQuarantine] | None:
    said = arrival.said
    if said is None:
        return receipts.UnreadableSeal
    if said.device != device.pk:
        return receipts.OtherDevice
    if hash_of(arrival.raw) != vouched and not signed_by(signer, arrival.raw, arrival.sig):
        return receipts.BadSignature
    # The envelope names another act than the letter: as unreadable as a torn one.
    return None if (said.id, said.n) == (arrival.id, arrival.n) else receipts.UnreadableSeal


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
