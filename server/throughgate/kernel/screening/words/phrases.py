"""Many phrases sought at once, by one automaton, as whole words. A text in which nothing stands or hides is read once, word by word."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate, product
from string import ascii_lowercase, digits
from typing import NamedTuple

from throughgate.kernel.screening.words.disguises import fair_disguise, readings
from throughgate.kernel.screening.words.letters import LEET, PLAIN, SPACE, Table, settled
from throughgate.kernel.screening.words.usual import HIDES, UsualWords

# "tell … that": so many letters may stand between, about five words.
GAP, WITHIN = "…", 40
_SENTENCE_ENDS = re.compile(r"[.!?…]\s")
# Nobody reads further; and what is held is read whole by a person.
MOST_HITS = 100
# Letters that stand alone side by side ("k n i f e") are sought along with the phrases; "7 7" are none.
_SPREAD = [f" {one} {other} ".encode() for one, other in product(ascii_lowercase + digits, repeat=2) if not (one + other).isdigit()]


@dataclass(frozen=True, order=True)
class Hit:
    """Where a phrase stands: its first letter, the letter after its last, and its place in the list that was given."""

    start: int
    end: int
    phrase: int


class Glance(NamedTuple):
    """What is worth a second look in a text: whether a phrase stands or may hide in it, and of which patterns something may."""

    phrases: bool
    patterns: Set[str]


class Phrases:
    """Phrases to be sought. Case, accents and what stands between words do not count; a gap is written "…"."""

    def __init__(self, phrases: Sequence[str]) -> None:
        # Only who looks at words loads it.
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        # The beginnings of phrases; of each, which phrases begin so, and what must follow.
        begun: dict[bytes, list[tuple[int, bytes]]] = {}
        for place, phrase in enumerate(phrases):
            first, _gap, rest = phrase.partition(GAP)
            if (folded := _folded(first)).strip():
                begun.setdefault(folded, []).append((place, _folded(rest) if rest.strip() else b""))
        self._sought = list(begun.values())
        self._usual = UsualWords({word for first in begun for word in first.split()})
        # Smaller than the table that promises to be quickest, it stays in the processor's cache: half as quick again with 5,000 phrases.
        self._automaton = BytesAhoCorasick([*begun, HIDES, *_SPREAD], implementation=Implementation.ContiguousNFA)

    def glance(self, text: str) -> Glance | None:
        """The quick look, after which most texts need no other: None where nothing may be in it."""
        usual, words = self._usual.or_anew(), text.split()
        self._usual = usual
        stands = self._may_stand(map(usual.__getitem__, words))
        if usual.odd.keys().isdisjoint(words):
            return Glance(phrases=True, patterns=frozenset()) if stands else None
        odd = [usual.odd[word] for word in words if word in usual.odd]
        if not stands and any(one.hides for one in odd):
            stands = self._may_stand(usual.odd[word].hides or usual[word] if word in usual.odd else usual[word] for word in words)
        return Glance(stands, {name for one in odd for name in one.hints})

    def _may_stand(self, folded: Iterable[bytes]) -> bool:
        return bool(self._automaton.find_matches_as_indexes(b" " + b"".join(folded), overlapping=True))

    def found_in(self, text: str) -> list[Hit]:
        """Every phrase that stands in a text, in order; at most a hundred."""
        folded = settled(PLAIN.of(text))
        read, hits = {folded}, set(self._hits(text, PLAIN, folded))
        for reading, table in readings(text):
            folded = settled(table.of(reading))
            if folded not in read:
                read.add(folded)
                hits.update(self._hits(reading, table, folded))
        return sorted(hits)[:MOST_HITS]

    def _hits(self, text: str, table: Table, folded: bytes) -> Iterator[Hit]:
        """What stands in one reading of a text. Where letters stood is worked out only once there is something."""
        found = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        found = [one for one in found if one[0] < len(self._sought)]
        before = list(accumulate(map(table.weights.__getitem__, text))) if found else []
        for which, start, end in found:
            for place, rest in self._sought[which]:
                if last := _last(folded, end, rest):
                    hit = _hit(text, before, folded, (start, last), place)
                    if _is_one(text[hit.start : hit.end], gap=bool(rest), table=table):
                        yield hit


def _is_one(seen: str, *, gap: bool, table: Table) -> bool:
    """No gap goes over the end of a sentence, and signs stand for letters only beside some."""
    return not (gap and _SENTENCE_ENDS.search(seen)) and (table not in LEET or fair_disguise(seen))


def _last(folded: bytes, end: int, rest: bytes) -> int:
    """Where the phrase ends; 0 where what must follow does not."""
    if not rest:
        return end
    begins = folded.find(rest, end - 1, end + WITHIN + len(rest))
    return begins + len(rest) if begins >= 0 else 0


def _hit(text: str, before: Sequence[int], folded: bytes, span: tuple[int, int], place: int) -> Hit:
    """By counting the bytes that are no spaces: `before` says how many there are up to and with each letter of the text."""
    start, end = span
    first = bisect_right(before, start - folded.count(SPACE, 0, start))
    last = bisect_left(before, end - folded.count(SPACE, 0, end)) + 1
    # An accent of its own belongs to the letter before it.
    while last < len(text) and unicodedata.combining(text[last]):
        last += 1
    return Hit(first, last, place)


def _folded(phrase: str) -> bytes:
    return settled(PLAIN.of(phrase))
