"""What an act says: its shape, its signature, and when it was done by the best clock we have."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import Meta

from throughgate.basics.clock import in_utc
from throughgate.kernel.identity.models import Device
from throughgate.kernel.sync.seal import Unreadable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey

Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Milliseconds = Annotated[int, Meta(ge=-(10**13), le=10**13)]
Time = Annotated[datetime, Meta(tz=True)]


class NamedFile(msgspec.Struct, frozen=True):
    """A file that an act brings along: hash, bytes, media type."""

    h: Sha256
    n: Annotated[int, Meta(ge=0, le=2**50)]
    t: Annotated[str, Meta(max_length=60)]


class Clock(msgspec.Struct, frozen=True):
    boot: UUID
    mono_ms: float
    off_ms: Milliseconds


class Said(msgspec.Struct, frozen=True):
    """RAW, read. `say` stays bytes until its command is known."""

    v: Literal[1]
    id: UUID
    n: Annotated[int, Meta(ge=1, le=2**53)]
    prev: Sha256
    device: UUID
    by: UUID
    do: Annotated[str, Meta(max_length=80, pattern=r"^[^\x00]*$")]
    made: Time
    clock: Clock
    say: msgspec.Raw
    files: Annotated[list[NamedFile], Meta(max_length=50)] = []


_decoder = msgspec.json.Decoder(Said)


def read(raw: bytes) -> Said:
    """Raises: Unreadable."""
    try:
        said = _decoder.decode(raw)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as broken:
        raise Unreadable from broken
    if in_utc(said.made) is None:
        raise Unreadable
    return said


def hash_of(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def public_key(device: Device) -> "EllipticCurvePublicKey":
    """The key that every act of this device is signed with."""
    from joserfc.jwk import ECKey

    return ECKey.import_key(device.public_jwk).public_key


def signed_by(key: "EllipticCurvePublicKey", raw: bytes, sig: bytes) -> bool:
    """Is `sig` (r‖s, 64 bytes) an ES256 signature over these bytes?"""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
    from cryptography.hazmat.primitives.hashes import SHA256

    half = len(sig) // 2
    try:
        der = encode_dss_signature(int.from_bytes(sig[:half]), int.from_bytes(sig[half:]))
        key.verify(der, raw, ECDSA(SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True


def best_time(said: Said, enrolled: datetime, arrived: datetime) -> tuple[datetime, str]:
    """When it was done: the device's time, put right by the offset it knew, but never after arrival nor before enrolment.

    Returns the time and which bound was used: "arrival", "enrolment" or "".
    """
    try:
        at = said.made.astimezone(UTC) + timedelta(milliseconds=said.clock.off_ms)
    except OverflowError:
        return arrived, "arrival"
    if at > arrived:
        return arrived, "arrival"
    return (enrolled, "enrolment") if at < enrolled else (at, "")
