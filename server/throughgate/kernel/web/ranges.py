"""A file, or one part of it: whoever was cut off goes on from there (RFC 9110, 14)."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

RANGE = re.compile(r"^bytes=(?:([0-9]{1,15})-([0-9]{1,15})?|-([0-9]{1,15}))$")
# What one thread reads before it may turn to somebody else.
PIECE = 256 * 1024


class NoSuchPart(Exception):
    """Nothing of what is asked for is there."""


def in_part(path: Path, kind: str, asked: str) -> HttpResponseBase:
    """The bytes of a file: those that a Range header asks for, else all of them. What stands under its hash never changes: parts fit."""
    size = path.stat().st_size
    try:
        part = part_of(asked, size)
    except NoSuchPart:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    headers = {"Accept-Ranges": "bytes", "Content-Length": str(len(part or range(size)))}
    if part is None:
        return StreamingHttpResponse(_read(path, range(size)), content_type=kind, headers=headers)
    headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    return StreamingHttpResponse(_read(path, part), content_type=kind, status=206, headers=headers)


def part_of(asked: str, size: int) -> range | None:
    """Which bytes; None for all: none are asked for, or several parts, or it cannot be read. Raises: NoSuchPart."""
    found = RANGE.match(asked)
    if not found:
        return None
    first, last, tail = (None if number is None else int(number) for number in found.groups())
    if first is None:
        part = range(max(0, size - (tail or 0)), size)
    elif last is not None and last < first:
        return None
    else:
        part = range(first, size if last is None else min(size, last + 1))
    if not part:
        raise NoSuchPart
    return part


def _read(path: Path, part: range) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(part.start)
        left = len(part)
        while left and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
