"""Looks for words, and for pieces of them in whatever shape, in everything that a server keeps."""

import base64
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

WINDOW, STEP = 8, 4


def found_in(texts: Iterable[str], *places: Path) -> list[str]:
    """Which eight letters in a row of these texts, plain or encoded, stand in any of those files, whatever they are."""
    pieces = sorted({piece for text in texts for piece in shapes(text)})
    held = b"\n".join(path.read_bytes() for path in files_of(places))
    # Without its zeros, UTF-16 of these letters is the same as UTF-8.
    both = held + b"\n" + held.translate(None, b"\0")
    command = ["grep", "--text", "--only-matching", "--fixed-strings", *(part for piece in pieces for part in ("-e", piece))]
    done = subprocess.run(command, input=both, capture_output=True, check=False, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
    assert done.returncode in (0, 1), done.stderr
    return sorted(set(done.stdout.decode().split("\n")) - {""})


def files_of(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        yield from ([place] if place.is_file() else (path for path in sorted(place.rglob("*")) if path.is_file()))


def shapes(text: str) -> Iterator[str]:
    """Of letters of ASCII: as they are, backwards, in hex, and in base64 at each of its three alignments."""
    for at in range(0, len(text) - WINDOW + 1, STEP):
        plain = text[at : at + WINDOW]
        yield from (plain, plain[::-1], plain.encode().hex(), plain.encode().hex().upper())
    for alignment in range(3):
        whole = base64.b64encode(text.encode()[alignment:]).decode().rstrip("=")[:-1]
        yield from (whole[at : at + 2 * WINDOW] for at in range(0, len(whole) - 2 * WINDOW + 1, WINDOW))
