"""The seal: an act is closed on the device and can be opened only here. See ADR 0002, "One act"."""

import json
import struct
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings

# Only the face that devices call opens seals: what it needs for that is 16 MB in every process that imports it.
if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from joserfc.jwk import KeySet

ALGORITHMS = ["ECDH-ES+A256KW", "A256GCM"]
SIGNATURE_BYTES = 64


class Unreadable(Exception):
    """The seal cannot be opened, or what is inside is not an act."""


def public_keys() -> list[dict[str, str]]:
    """The keys that devices seal to, newest first, without their private part."""
    return [{name: key[name] for name in ("kty", "crv", "kid", "x", "y")} for key in json.loads(settings.SEAL_KEYS)]


def open_key(sealed: str) -> "AESGCM":
    """An outbox key from its JWE. Old seal keys open too. Raises: Unreadable."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    secret = open_closed(sealed)
    try:
        return AESGCM(secret)
    except ValueError as broken:
        raise Unreadable from broken


def open_act(key: "AESGCM", act_id: str, iv: bytes, ct: bytes) -> tuple[bytes, bytes]:
    """(RAW, SIG): the act's exact bytes and its signature. Raises: Unreadable."""
    from cryptography.exceptions import InvalidTag

    try:
        plain = key.decrypt(iv, ct, act_id.encode())
        (length,) = struct.unpack_from(">I", plain)
    except (InvalidTag, ValueError, struct.error) as broken:
        raise Unreadable from broken
    raw, sig = plain[4 : 4 + length], plain[4 + length :]
    if len(raw) != length or len(sig) != SIGNATURE_BYTES:
        raise Unreadable
    return raw, sig


def close(plain: bytes) -> str:
    """Something that only we read again, sealed as a device would: what lies on the disk says nothing to whoever takes the disk."""
    from joserfc import jwe
    from joserfc.jwk import ECKey

    public: dict[str, str | list[str]] = {**public_keys()[0]}
    newest = ECKey.import_key(public)
    return jwe.encrypt_compact({"alg": ALGORITHMS[0], "enc": ALGORITHMS[1], "kid": newest.kid}, plain, newest)


def open_closed(sealed: str) -> bytes:
    """What `close` has sealed, under this key or an older one. Raises: Unreadable."""
    from joserfc import jwe

    # Keys of ours that cannot be read are our mistake: nothing may be taken for unreadable because of them.
    keys = _private_keys(settings.SEAL_KEYS)
    try:
        return jwe.decrypt_compact(sealed, keys, algorithms=ALGORITHMS).plaintext or b""
    # Anybody may have written it, and the library's reader raises whatever a crafted one makes it trip over.
    except Exception as broken:
        raise Unreadable from broken


@cache
def _private_keys(text: str) -> "KeySet":
    from joserfc.jwk import ECKey, KeySet

    return KeySet([ECKey.import_key(key) for key in json.loads(text)])
