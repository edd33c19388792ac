"""Words as people write them, remembered with what they are folded to: most of a message are words that were met before."""

from collections.abc import Set
from typing import NamedTuple

from throughgate.kernel.screening.words.disguises import HIDDEN, MIXED, TURNED, readings
from throughgate.kernel.screening.words.letters import PLAIN, settled
from throughgate.kernel.screening.words.patterns import PATTERNS, hinted_by

# How many are remembered, and how long they may be. Some scripts put no space between words.
MOST_WORDS, LONGEST_WORD = 60_000, 120
# Stands for a word that only the slow way can read.
HIDES = b" \x03 "


class Odd(NamedTuple):
    """Of a word that is not only a word: what it may be in disguise (b"": nothing), and of which patterns it may be part."""

    hides: bytes
    hints: Set[str]


class UsualWords(dict[str, bytes]):
    """What each word is folded to, with a space after it; worked out when it is first met. `sought`: words of phrases."""

    def __init__(self, sought: Set[bytes]) -> None:
        super().__init__()
        self._sought = sought
        self.odd: dict[str, Odd] = {}

    def __missing__(self, word: str) -> bytes:
        if len(word) > LONGEST_WORD:
            # Remembered too, as far as one text may have such: nothing of it is read here.
            self.odd[word] = Odd(HIDES, PATTERNS.keys())
            return HIDES
        plain = settled(PLAIN.of(word))
        hides, hints = self._hidden(word, plain), hinted_by(word)
        if hides or hints:
            self.odd[word] = Odd(hides, hints)
        self[word] = folded = plain[1:] if plain.strip() else b""
        return folded

    def or_anew(self) -> "UsualWords":
        """These, or none yet where they have become too many. Never emptied while somebody reads: a hint would be missed."""
        return self if len(self) + len(self.odd) < MOST_WORDS else UsualWords(self._sought)

    def _hidden(self, word: str, plain: bytes) -> bytes:
        """The one word of a phrase that it may be; HIDES where there are several, or letters hide in it."""
        if not word.isascii() and any(pattern.search(word) for pattern in (HIDDEN, MIXED, TURNED)):
            return HIDES
        others = {settled(table.of(one)) for one, table in readings(word)} - {plain}
        sought = [other for other in others if not self._sought.isdisjoint(other.split())]
        return HIDES if len(sought) > 1 else sought[0][1:] if sought else b""
