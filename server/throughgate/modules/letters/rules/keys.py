"""Public keys: their shape, and the digits by which two people compare them. The app has the same (`sealing.ts`)."""

import base64
import binascii
import hashlib

PUBLIC_BYTES = 64
GROUPS = 8


def is_public(text: str) -> bool:
    """Is this 64 bytes (X25519, then Ed25519) in base64url without padding, in its one spelling?"""
    try:
        raw = base64.urlsafe_b64decode(text + "==")
    except (binascii.Error, ValueError):
        return False
    return len(raw) == PUBLIC_BYTES and base64.urlsafe_b64encode(raw).decode().rstrip("=") == text


def digits_of(public: str) -> list[str]:
    """Eight groups of five digits, some 132 bits: BLAKE2b of the key, five bytes a group, as Signal's safety numbers do it."""
    raw = base64.urlsafe_b64decode(public + "==")
    digest = hashlib.blake2b(raw, digest_size=5 * GROUPS).digest()
    return [f"{int.from_bytes(digest[at : at + 5]) % 100_000:05}" for at in range(0, 5 * GROUPS, 5)]
