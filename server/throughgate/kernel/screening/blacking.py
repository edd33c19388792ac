"""Blacking parts of words out: the letters go, their number stays. Plain functions, without a database."""

from collections.abc import Iterable, Sequence

BLACK = "█"
Span = tuple[int, int]


def merged(spans: Iterable[Sequence[int]]) -> list[Span]:
    """In order, those that meet made one: [(3, 5), (0, 3)] is [(0, 5)]."""
    found: list[Span] = []
    for start, end in sorted((start, end) for start, end in spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def black_out(words: str, spans: Iterable[Sequence[int]]) -> str:
    """The words with these letters black; spaces between them too, so that nobody counts the letters of a name."""
    letters = list(words)
    for start, end in merged(spans):
        letters[start:end] = BLACK * (min(end, len(words)) - start)
    return "".join(letters)
