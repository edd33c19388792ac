"""Ids that sort by the time they were made and say nothing about place."""

import hashlib
import secrets
import time
from uuid import UUID

_RANDOM_BITS = 74


def uuid7(now_ms: int | None = None) -> UUID:
    """A version 7 UUID: 48 bits of milliseconds since 1970, then 74 random bits.

    Source: RFC 9562, section 5.7.
    """
    millis = time.time_ns() // 1_000_000 if now_ms is None else now_ms
    noise = secrets.randbits(_RANDOM_BITS)
    high = (millis & 0xFFFFFFFFFFFF) << 16 | 0x7000 | noise >> 62
    low = 0b10 << 62 | noise & (1 << 62) - 1
    return UUID(int=high << 64 | low)


def uuid_from(*parts: object) -> UUID:
    """The same UUID for the same parts: for what is made by rule and must be made once."""
    digest = hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).digest()
    return UUID(bytes=digest[:16], version=5)
