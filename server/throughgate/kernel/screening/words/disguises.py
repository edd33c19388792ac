"""Ways in which people hide a word from a machine and not from a reader: other readings of a text, letter for letter as long as it is."""

import re
from collections.abc import Iterator

from throughgate.kernel.screening.words.letters import ALIKE, LEET, SIGNS, UNSEEN, Table

# An apostrophe is dropped by every table: what is to vanish becomes one, so that letters keep their places.
_GONE = "'"
_LETTER = r"[^\W_]"
_SINGLES = re.compile(rf"(?<!\w){_LETTER}(?:[\W_]{{1,3}}(?:{_LETTER}|[@$!|+€])(?!\w)){{2,}}")
_BETWEEN = re.compile(r"[\W_]+")
_INSIDE = re.compile(rf"(?<={_LETTER})[^\w\s@$!|+€]+(?={_LETTER})|(?<={_LETTER})_+(?={_LETTER})")
_TRIPLED = re.compile(rf"({_LETTER})\1\1+", re.IGNORECASE)
_SIGN_AT_END = re.compile(r"[@$!|+€]+(?!'*\w)")
_FOR_LETTERS = re.compile(r"[^\W\d_]'*[0-9@$!|+€]|[0-9@$!|+€]'*[^\W\d_]")
# Words of one letter with which a row of letters may begin or end by itself.
_SHORT_WORDS = frozenset("aioyAIOY")

# Hidden letters beside letters of Europe (Persian and the scripts of India need some of them; emoji do too).
_EUROPE = "A-Za-z\u00c0-\u024f\u0370-\u052f"
HIDDEN = re.compile(f"(?<=[{_EUROPE}])[{UNSEEN}]+(?=[{_EUROPE}])")
MIXED = re.compile(r"(?=[^\W\d_]*[A-Za-z])(?=[^\W\d_]*[\u0370-\u052f])(?<!\w)[^\W\d_]+")
# What is quick to look for first: letters of Greek and Cyrillic, and what is not seen.
EASTERN, NOT_SEEN = re.compile("[\u0370-\u052f]"), re.compile(f"[{UNSEEN}]")
TURNED = re.compile("[\u202d\u202e]+")


def readings(text: str) -> Iterator[tuple[str, Table]]:
    """Every other way to read it, each with the table to fold it by; the plain one is the caller's."""
    texts = [text]
    if _SINGLES.search(text):
        texts += _closed_up(text)
    if _INSIDE.search(text):
        texts.append(_INSIDE.sub(_vanish, text))
    if _TRIPLED.search(text):
        texts += [_TRIPLED.sub(_once, text), _TRIPLED.sub(_twice, text)]
    for one in texts:
        if one is not text or not text.isascii():
            yield one, ALIKE
        if _FOR_LETTERS.search(one):
            bare = _SIGN_AT_END.sub(lambda run: " " * len(run[0]), one)
            yield from ((bare, table) for table in LEET)


def _closed_up(text: str) -> list[str]:
    """Rows such as "k n i f e" closed up; where a row begins with a word of one letter, also without that."""
    whole = _SINGLES.sub(lambda run: _close(run[0], 0), text)
    begun = _SINGLES.sub(lambda run: _close(run[0], 1 if run[0][0] in _SHORT_WORDS else 0), text)
    return [whole] if begun == whole else [whole, begun]


def _close(run: str, kept: int) -> str:
    """Gaps that are wider than the narrowest stand between words, and stay; so do the first `kept`."""
    gaps = [len(gap[0]) for gap in _BETWEEN.finditer(run)]
    narrow, met = min(gaps), iter(range(len(gaps)))
    return _BETWEEN.sub(lambda gap: gap[0] if next(met) < kept or len(gap[0]) > narrow else _vanish(gap), run)


def _once(run: re.Match[str]) -> str:
    return run[0][0] + _GONE * (len(run[0]) - 1)


def _twice(run: re.Match[str]) -> str:
    return run[0][:2] + _GONE * (len(run[0]) - 2)


def _vanish(run: re.Match[str]) -> str:
    return _GONE * len(run[0])


def fair_disguise(seen: str) -> bool:
    """Whether signs that stand for letters are few enough for a reader: one letter in three at least is one. "105" is no word."""
    letters = sum(one.isalpha() for one in seen)
    return letters >= 2 and letters * 3 >= sum(one.isalnum() or one in SIGNS for one in seen)
