"""Which texts and pictures are near copies of each other: sketches to compare instead of the things themselves. Plain functions."""

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import combinations
from operator import eq
from typing import TypeVar
from zlib import crc32

Key = TypeVar("Key", bound=Hashable)
Pair = tuple[Key, Key, float]

# Words in a row that are one piece of a text.
RUN = 5
# Of fewer words nobody can tell.
FEWEST_WORDS = 20
ROWS, BANDS = 4, 32
# Our own: half of all pieces, or 61 of 64 dots.
LEAST_WORDS, LEAST_PICTURE = 0.5, 0.95
PICTURE_BITS = 64
# Fewer dots that differ are a plain wall, which looks like every other.
FEWEST_DOTS = 8
# Where more than so many share a band they are all alike: each is compared with the first.
CROWD = 50


def _number(name: str) -> int:
    return int.from_bytes(sha256(name.encode()).digest()[:8])


_PRIME = (1 << 61) - 1
# The same on every machine, for ever: sketches are kept.
_HASHES = [(1 + _number(f"a{n}") % (_PRIME - 1), _number(f"b{n}") % _PRIME) for n in range(ROWS * BANDS)]
_WORD = re.compile(r"\w+")


def sketch_of(text: str) -> bytes:
    """128 numbers of 4 bytes, of which two texts share about as many, in the same places, as they share runs of five words; empty for too
    few words.

    Source: A. Broder, "On the resemblance and containment of documents", 1997.
    """
    words = _WORD.findall(text.lower())
    if len(words) < FEWEST_WORDS:
        return b""
    pieces = {crc32(" ".join(words[at : at + RUN]).encode()) for at in range(len(words) - RUN + 1)}
    return array("I", (min((a * piece + b) % _PRIME for piece in pieces) & 0xFFFFFFFF for a, b in _HASHES)).tobytes()


def alike_words(one: bytes, other: bytes) -> float:
    """How much of two texts is the same, by their sketches: 0 to 1, give or take 0.05."""
    first, second = array("I", one), array("I", other)
    return float(sum(map(eq, first, second)) / len(first))


def alike_pictures(one: bytes, other: bytes) -> float:
    """How much of two pictures is the same, by the hashes of `media/looks.py`: 0.5 for two that have nothing in common, 1 for the same."""
    return 1 - (int.from_bytes(one) ^ int.from_bytes(other)).bit_count() / PICTURE_BITS


def tells_something(look: bytes) -> bool:
    """Whether a picture's hash is of more than a plain wall."""
    return FEWEST_DOTS <= int.from_bytes(look).bit_count() <= PICTURE_BITS - FEWEST_DOTS


def near_words(sketches: Mapping[Key, bytes], apart: Callable[[Key, Key], bool]) -> list[Pair[Key]]:
    """The pairs of texts that are near copies, the most alike first. `apart`: whether two are to be compared at all.

    Only those that share one of 32 bands are looked at: of pairs that share half of their pieces seven in eight are found, of those that
    share seven tenths all but one in six thousand. Source: J. Leskovec, A. Rajaraman, J. Ullman, "Mining of Massive Datasets", 3.4.
    """
    return _near(sketches, 4 * ROWS, apart, alike_words, LEAST_WORDS)


def near_pictures(looks: Mapping[Key, bytes], apart: Callable[[Key, Key], bool]) -> list[Pair[Key]]:
    """The same of pictures: where at most 3 of 64 bits differ, one of the four pairs of bytes at least is the same."""
    return _near(looks, 2, apart, alike_pictures, LEAST_PICTURE)


def _near(
    things: Mapping[Key, bytes], wide: int, apart: Callable[[Key, Key], bool], alike: Callable[[bytes, bytes], float], least: float
) -> list[Pair[Key]]:
    likely = {pair for bucket in _buckets(things, wide) for pair in _pairs(bucket) if apart(*pair)}
    judged = ((one, other, alike(things[one], things[other])) for one, other in likely)
    return sorted((pair for pair in judged if pair[2] >= least), key=lambda pair: (-pair[2], str(pair[0]), str(pair[1])))


def _buckets(things: Mapping[Key, bytes], wide: int) -> Iterable[list[Key]]:
    buckets: dict[tuple[int, bytes], list[Key]] = defaultdict(list)
    for key, sketch in things.items():
        for at in range(0, len(sketch), wide):
            buckets[at, sketch[at : at + wide]].append(key)
    return buckets.values()


def _pairs(bucket: list[Key]) -> Iterator[tuple[Key, Key]]:
    return combinations(bucket, 2) if len(bucket) <= CROWD else ((bucket[0], other) for other in bucket[1:])
