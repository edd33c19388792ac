"""Words cut where something was seen in them, and parts of them as somebody chose or typed them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from throughgate.basics.text import Says

Span = tuple[int, int]
FROM_TO = re.compile(r"^\s*(\d+)\s*[-–]\s*(\d+)\s*$")


@dataclass(frozen=True)
class Piece:
    """A stretch of words, from letter to letter, and what was seen in it; nothing where nothing was. `black`: it is blacked out."""

    text: str
    start: int
    end: int
    seen: tuple[Says, ...] = ()
    black: bool = False


def cut(words: str, found: Iterable[tuple[int, int, Says]], black: Iterable[Sequence[int]] = ()) -> list[Piece]:
    """The words in pieces, so that each is marked by all that was seen there. What lies outside the words is left out."""
    spans = [(max(0, start), min(end, len(words)), says) for start, end, says in found]
    spans, dark = [span for span in spans if span[0] < span[1]], merged(black)
    ends = {0, len(words), *(edge for start, end, _says in spans for edge in (start, end)), *(edge for span in dark for edge in span)}
    edges = sorted(edge for edge in ends if 0 <= edge <= len(words))
    return [_piece(words, start, end, spans, dark) for start, end in pairwise(edges)]


def merged(spans: Iterable[Sequence[int]]) -> list[Span]:
    """In order, those that meet made one: [(3, 5), (0, 3)] is [(0, 5)]."""
    found: list[Span] = []
    for start, end in sorted((start, end) for start, end in spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def typed(lines: str, words: str) -> tuple[list[Span], list[str]]:
    """What somebody typed, a line each: “12–18”, letters counted from 1; or words as they stand there, wherever they do.

    Returns the spans, and the lines that fit nothing.
    """
    spans: list[Span] = []
    lost = []
    for line in filter(None, (line.strip() for line in lines.splitlines())):
        fits = _counted(line, words) or [match.span() for match in re.finditer(re.escape(line), words, re.IGNORECASE)]
        spans += fits
        lost += [] if fits else [line]
    return merged(spans), lost


def _counted(line: str, words: str) -> list[Span]:
    fits = FROM_TO.match(line)
    if not fits:
        return []
    start, end = int(fits[1]) - 1, int(fits[2])
    return [(start, end)] if 0 <= start < end <= len(words) else []


def _piece(words: str, start: int, end: int, spans: Iterable[tuple[int, int, Says]], dark: Iterable[Span]) -> Piece:
    seen = dict.fromkeys(says for first, last, says in spans if first <= start and end <= last)
    return Piece(words[start:end], start, end, tuple(seen), any(first <= start and end <= last for first, last in dark))
