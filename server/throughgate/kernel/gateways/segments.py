"""How a text message is cut into what the network carries, and so what it costs: known before it is sent.

Source: 3GPP TS 23.038, 6.2.1 (the alphabet of 128 signs, ten more of two places each); TS 23.040, 9.2.3.24.1 (the six bytes that tell
parts apart). One sign from outside the alphabet, such as the ŵ and ŷ of Welsh or an emoji, makes the whole message UCS-2.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

SIGNS = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
MORE = {"\f": 0x0A, "^": 0x14, "{": 0x28, "}": 0x29, "\\": 0x2F, "[": 0x3C, "~": 0x3D, "]": 0x3E, "|": 0x40, "€": 0x65}
ESCAPE = 0x1B
_PLACE = {sign: n for n, sign in enumerate(SIGNS) if n != ESCAPE}


class Alphabet(StrEnum):
    GSM = "gsm"
    UCS2 = "ucs2"


# Places in a message that is whole, and in each part of one that is not.
ROOM = {Alphabet.GSM: (160, 153), Alphabet.UCS2: (70, 67)}


@dataclass(frozen=True)
class Size:
    """What a text takes: which alphabet, how many places of it, and how many messages the network counts and charges."""

    alphabet: Alphabet
    places: int
    parts: int


def size_of(words: str) -> Size:
    """Known without sending anything. No words are one message too: the network charges it."""
    alphabet = alphabet_of(words)
    return Size(alphabet, sum(map(_width(alphabet), words)), len(parts_of(words)))


def alphabet_of(words: str) -> Alphabet:
    return Alphabet.GSM if all(sign in _PLACE or sign in MORE for sign in words) else Alphabet.UCS2


def parts_of(words: str) -> list[str]:
    """The words of each part, in order. No sign is ever cut in two."""
    width = _width(alphabet_of(words))
    whole, part = ROOM[alphabet_of(words)]
    if sum(map(width, words)) <= whole:
        return [words]
    parts, room = [""], part
    for sign in words:
        if width(sign) > room:
            parts.append("")
            room = part
        parts[-1] += sign
        room -= width(sign)
    return parts


def in_bytes(words: str, alphabet: Alphabet) -> bytes:
    """As SMPP carries it: one byte a place of the alphabet, or two for each of UCS-2."""
    if alphabet == Alphabet.UCS2:
        return words.encode("utf-16-be", "surrogatepass")
    return b"".join(bytes([ESCAPE, MORE[sign]]) if sign in MORE else bytes([_PLACE[sign]]) for sign in words)


def from_bytes(content: bytes, coding: int) -> str:
    """The words of a part that came, by SMPP's `data_coding`: 0 the alphabet, 3 Latin-1, 8 UCS-2. What is no sign of it is “?”."""
    if coding & 0x0F == 8:
        return content.decode("utf-16-be", "replace")
    if coding & 0x0F in (1, 3):
        return content.decode("latin-1")
    more = {place: sign for sign, place in MORE.items()}
    said, escaped = "", False
    for byte in content:
        if byte == ESCAPE:
            escaped = True
            continue
        said += (more if escaped else dict(enumerate(SIGNS))).get(byte, "?")
        escaped = False
    return said


def _width(alphabet: Alphabet) -> Callable[[str], int]:
    if alphabet == Alphabet.UCS2:
        return lambda sign: 2 if ord(sign) > 0xFFFF else 1
    return lambda sign: 2 if sign in MORE else 1
