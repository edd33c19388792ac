"""What is sealed, from outside: its shape and its size. Nobody here can tell more."""

import base64
import binascii

import msgspec

# A sealed box of libsodium: an ephemeral public key and a tag (48 bytes) around whole kilobytes.
OVERHEAD, BLOCK = 48, 1024
MOST_BLOCKS = 48
LONGEST_BOX = (OVERHEAD + MOST_BLOCKS * BLOCK) * 4 // 3 + 4


class BoxRow(msgspec.Struct, frozen=True):
    """A letter, sealed to the one who has that key."""

    key: str
    box: str


def is_box(text: str) -> bool:
    """Has this the shape of a sealed letter? Whatever else a mistaken program hands in, words among it, is not kept in a table."""
    return blocks_of(text) is not None


def blocks_of(text: str) -> int | None:
    """How many kilobytes it was rounded up to; None where it is no sealed letter."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    blocks, left = divmod(len(raw) - OVERHEAD, BLOCK)
    return blocks if left == 0 and 1 <= blocks <= MOST_BLOCKS else None
