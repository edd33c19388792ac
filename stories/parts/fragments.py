"""Looks for words, and for pieces of them in whatever shape, in everything that a server keeps."""

import base64
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

WINDOW, STEP = 8, 4


def found_in(text: str, *places: Path) -> list[str]:
    """In which files any eight letters in a row of that text stand, plain or encoded; whole and unpacked, whatever they are."""
    pieces = sorted(set(shapes(text)))
    return [f"{path}: {piece!r}" for path in files_of(places) for piece in pieces if piece in path.read_bytes()]


def files_of(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        yield from ([place] if place.is_file() else (path for path in sorted(place.rglob("*")) if path.is_file()))


def shapes(text: str) -> Iterator[bytes]:
    """UTF-8, UTF-16 both ways, hex, base64 (each of its three alignments, and both alphabets), escapes of JSON and of addresses."""
    for at in range(0, len(text) - WINDOW + 1, STEP):
        window = text[at : at + WINDOW]
        plain = window.encode()
        yield from (plain, window.encode("utf-16-le"), window.encode("utf-16-be"), plain.hex().encode(), plain.hex().upper().encode())
        yield from (quote(window).encode(), window.encode("ascii", "backslashreplace"), plain[::-1])
    for alignment in range(3):
        yield from _in_base64(text.encode()[alignment:])


def _in_base64(data: bytes) -> Iterator[bytes]:
    whole = base64.b64encode(data[: len(data) // 3 * 3])
    for at in range(0, len(whole) - 2 * WINDOW + 1, WINDOW):
        piece = whole[at : at + 2 * WINDOW]
        yield from {piece, piece.replace(b"+", b"-").replace(b"/", b"_")}
