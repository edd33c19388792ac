"""Unpacking what a stranger packed: never more than a bound, and whole or not at all."""

import zlib

GZIP = 31  # what zlib wants to hear for gzip, with its largest window


class Torn(Exception):
    """Not gzip, or not the whole of it."""


class TooLarge(Exception):
    """It unpacks to more than the bound. No more than that was unpacked."""


def unpacked(packed: bytes, most: int) -> bytes:
    """The bytes of one gzip member. Raises: Torn · TooLarge (more than `most` bytes)."""
    unpacking = zlib.decompressobj(wbits=GZIP)
    try:
        plain = unpacking.decompress(packed, most + 1)
    except zlib.error as wrong:
        raise Torn from wrong
    if len(plain) > most:
        raise TooLarge
    # Its end holds its check sum: without it, or with something after it, nobody knows what was meant.
    if not unpacking.eof or unpacking.unused_data:
        raise Torn
    return plain
