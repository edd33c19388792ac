"""Words with parts blacked out: the letters themselves never travel."""

from collections.abc import Iterable, Sequence

BLACK = "█"
Span = Sequence[int]


def black_out(words: str, spans: Iterable[Span]) -> str:
    """The words with every letter of these spans, [from, to[, replaced. What lies beyond the end is nothing."""
    letters = list(words)
    for start, end in spans:
        letters[max(0, start) : end] = [letter if letter == "\n" else BLACK for letter in letters[max(0, start) : end]]
    return "".join(letters)


def plain(words: str, heard: Sequence[str]) -> str:
    """All words of a message as they are looked at: its own, then those of its pieces, each on a line of its own."""
    return "\n".join([words, *heard]) if any(heard) else words


def apart(whole: str, words: str, heard: Sequence[str]) -> tuple[str, list[str]]:
    """The same words, blacked or not, each where it belongs: `plain` the other way round."""
    if not any(heard):
        return whole, list(heard)
    parts, at = [], 0
    for one in [words, *heard]:
        parts.append(whole[at : at + len(one)])
        at += len(one) + 1
    return parts[0], parts[1:]


def within(spans: Iterable[Span], length: int) -> list[list[int]]:
    """Those of the spans, or what of them, that lie in the first so many letters."""
    return [[max(0, start), min(end, length)] for start, end in spans if start < length]
