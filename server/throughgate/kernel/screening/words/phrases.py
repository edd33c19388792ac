"""Many phrases sought at once, by one automaton, as whole words. A text in which nothing stands or hides is read once, word by word."""

import unicodedata
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import product
from string import ascii_lowercase, digits

from throughgate.kernel.screening.words.disguises import fair_disguise, readings
from throughgate.kernel.screening.words.letters import LEET, PLAIN, Table, settled, traced

# "tell … that": so many letters may stand between, about five words.
GAP, WITHIN = "…", 40
# Above this many letters the quickest automaton would need hundreds of megabytes.
MOST_FOR_DFA = 400_000
# Nobody reads further; and what is held is read whole by a person.
MOST_HITS = 100
# How many different words are remembered, and how long they may be.
MOST_WORDS, LONGEST_WORD = 20_000, 40
# Stands for a word that may be another in disguise. Letters that stand alone side by side ("k n i f e") are sought as they are.
_HIDES = b" \x03 "
_SPREAD = [f" {one} {other} ".encode() for one, other in product(ascii_lowercase + digits, repeat=2) if not (one + other).isdigit()]


@dataclass(frozen=True, order=True)
class Hit:
    """Where a phrase stands: its first letter, the letter after its last, and its place in the list that was given."""

    start: int
    end: int
    phrase: int


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
        used = {word for first, follows in begun.items() for word in first.split() + [w for _, rest in follows for w in rest.split()]}
        self._words = _Words(used)
        quick = sum(map(len, begun)) <= MOST_FOR_DFA
        implementation = Implementation.DFA if quick else Implementation.ContiguousNFA
        self._automaton = BytesAhoCorasick([*begun, _HIDES, *_SPREAD], implementation=implementation)

    def found_in(self, text: str) -> list[Hit]:
        """Every phrase that stands in a text, in order; at most a hundred."""
        quick = b" " + b"".join(map(self._words.__getitem__, text.split()))
        if not self._automaton.find_matches_as_indexes(quick, overlapping=True):
            return []
        hits = set(self._read(text, PLAIN))
        for reading, table in readings(text):
            hits.update(self._read(reading, table))
        return sorted(hits)[:MOST_HITS]

    def _read(self, text: str, table: Table) -> Iterator[Hit]:
        """What stands in one reading of a text. Where letters stood is worked out only once there is something."""
        folded = settled(table.of(text))
        found = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        found = [one for one in found if one[0] < len(self._sought)]
        where = traced(text, table)[1] if found else []
        for which, start, end in found:
            for place, rest in self._sought[which]:
                if last := _last(folded, end, rest):
                    hit = _hit(text, where, start, last, place)
                    if table not in LEET or fair_disguise(text[hit.start : hit.end]):
                        yield hit


class _Words(dict[str, bytes]):
    """Words as they were written, and what they are folded to, each worked out when it is first met."""

    def __init__(self, used: Set[bytes]) -> None:
        super().__init__()
        self._used = used

    def __missing__(self, word: str) -> bytes:
        folded = b"".join(one + b" " for one in PLAIN.of(word).split())
        if any(not self._used.isdisjoint(settled(table.of(one)).split()) for one, table in readings(word)):
            folded = _HIDES
        if len(word) <= LONGEST_WORD:
            if len(self) >= MOST_WORDS:
                self.clear()
            self[word] = folded
        return folded


def _last(folded: bytes, end: int, rest: bytes) -> int:
    """Where the phrase ends; 0 where what must follow does not."""
    if not rest:
        return end
    begins = folded.find(rest, end - 1, end + WITHIN + len(rest))
    return begins + len(rest) if begins >= 0 else 0


def _hit(text: str, where: Sequence[int], start: int, end: int, place: int) -> Hit:
    first, last = where[start + 1], where[end - 2] + 1
    # An accent of its own belongs to the letter before it.
    while last < len(text) and unicodedata.combining(text[last]):
        last += 1
    return Hit(first, last, place)


def _folded(phrase: str) -> bytes:
    return settled(PLAIN.of(phrase))
