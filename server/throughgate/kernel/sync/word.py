"""Our word on what a device may let go of, signed, so that a hub or a proxy between us cannot say it. See ADR 0005, "The server's word".

Its key is made of the newest seal key: it is rotated, kept and lost together with it, and nobody has one secret more to look after.
"""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import msgspec
from django.conf import settings
from msgspec import Meta

from throughgate.kernel.identity.devices import is_revoked
from throughgate.kernel.identity.models import Device
from throughgate.kernel.sync.backups import backed_up_to
from throughgate.kernel.sync.epoch import current_epoch, stored_to
from throughgate.kernel.sync.missing import missing_from

# Only the face that devices call signs; what it needs for that is 16 MB in every process that imports it.
if TYPE_CHECKING:
    from joserfc.jwk import ECKey

Signer = Annotated[str, Meta(max_length=64)]
ALGORITHM = "ES256"
PUBLIC = ("kty", "crv", "x", "y")
# The order of P-256 (FIPS 186-5): a private key is a number below it, and not nought.
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
# Eight bytes more than the order has, so that no key is likelier than another (FIPS 186-5, A.2.1).
DRAWN_BYTES = 40
ABOUT = b"throughgate: the server's word"


class Word(msgspec.Struct, frozen=True):
    """What makes a device drop, offer again or wipe anything. It believes these from nowhere else.

    `gone`: who no longer uses it. `keys`: thumbprints (RFC 7638) of the seal keys that are given out beside it, and of `signer`.
    """

    device: UUID
    epoch: str
    stored_to: int
    backed_up_to: int
    missing: list[tuple[int, int]]
    revoked: bool
    gone: list[UUID]
    keys: list[str]


class Taken(msgspec.Struct, frozen=True):
    """The same for drafts that a device handed in: sha256 of each JWE that need not be kept any longer."""

    device: UUID
    taken: list[str]


def word_for(device: Device, known: str = "") -> str:
    """How far this device's acts are now, signed. `known` as `give` takes it."""
    return give(word_of(device, current_epoch()), known)


def word_of(device: Device, epoch: str, gone: Sequence[UUID] = ()) -> Word:
    """How far this device's acts are now."""
    reached = stored_to(device)
    return Word(
        device=device.pk,
        epoch=epoch,
        stored_to=reached,
        backed_up_to=backed_up_to(device, reached),
        missing=[(gap.first, gap.last) for gap in missing_from(device.pk)],
        revoked=is_revoked(device),
        gone=[*gone],
        keys=keys(),
    )


def give(word: msgspec.Struct, known: str = "") -> str:
    """Sign what devices are to believe, as a compact JWS: under the signer that a device knows, or the newest if it names none."""
    from joserfc import jws

    signers = _signers(settings.SEAL_KEYS)
    kid = known if known in signers else next(iter(signers))
    return jws.serialize_compact({"alg": ALGORITHM, "kid": kid}, msgspec.json.encode(word), signers[kid], algorithms=[ALGORITHM])


def taken(device: Device, drafts: Sequence[str], known: str = "") -> str:
    """That these drafts, each by its JWE, stand here."""
    return give(Taken(device.pk, [hashlib.sha256(jwe.encode()).hexdigest() for jwe in drafts]), known)


def signer() -> dict[str, str]:
    """The public key by which devices know our word from now on."""
    return _public(settings.SEAL_KEYS)


def keys() -> list[str]:
    """Thumbprints of all that a device takes from us beside a word: it believes no other seal key and no other signer."""
    return [*_seals(settings.SEAL_KEYS), signer()["kid"]]


@cache
def _seals(text: str) -> list[str]:
    from joserfc.jwk import ECKey

    return [ECKey.import_key({name: key[name] for name in PUBLIC}).thumbprint() for key in json.loads(text)]


@cache
def _public(text: str) -> dict[str, str]:
    kid, key = next(iter(_signers(text).items()))
    public = key.as_dict(private=False)
    return {name: str(public[name]) for name in PUBLIC} | {"kid": kid}


@cache
def _signers(text: str) -> "dict[str, ECKey]":
    """One for each seal key, newest first, by its thumbprint."""
    made = (_signer_of(key["d"]) for key in json.loads(text))
    return {key.thumbprint(): key for key in made}


def _signer_of(secret: str) -> "ECKey":
    """A key of its own for each purpose, drawn from one secret (HKDF, RFC 5869): what it signs says nothing about what the other opens."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF
    from joserfc.jwk import ECKey

    drawn = HKDF(SHA256(), DRAWN_BYTES, salt=None, info=ABOUT).derive(secret.encode())
    private = ec.derive_private_key(int.from_bytes(drawn, "big") % (ORDER - 1) + 1, ec.SECP256R1())
    return ECKey.import_key(private)
