"""From plain text, as people type it into a cell or a file, to blocks as an editor would have made them. Plain functions."""

import re
from collections.abc import Iterator

from throughgate.modules.library.rules.body import LONGEST_TITLE, LONGEST_WORDS

POINT = re.compile(r"^(?:[-*•]|\d{1,2}[.)])\s+")
MOST_POINTS = 40
Said = tuple[str, str | list[str]]


def blocks_of(text: str) -> list[Said]:
    """Pairs of a kind of block and what it says: lines that begin with # are headings, those with - a list, all else is words."""
    parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    return [block for part in parts for block in _blocks(part.strip()) if part.strip()]


def _blocks(part: str) -> Iterator[Said]:
    lines = [line.strip() for line in part.split("\n")]
    if lines[0].startswith("#"):
        heading = lines[0].lstrip("# ")
        yield ("heading" if 0 < len(heading) <= LONGEST_TITLE else "words"), heading or "–"
        lines = lines[1:]
    if lines and len(lines) <= MOST_POINTS and all(POINT.match(line) for line in lines):
        yield "list", [POINT.sub("", line)[:LONGEST_WORDS] for line in lines]
    elif lines:
        yield from (("words", piece) for piece in _cut("\n".join(lines)))


def _cut(words: str) -> Iterator[str]:
    """In pieces that one block holds, between two words where there is such a place."""
    while len(words) > LONGEST_WORDS:
        at = words.rfind(" ", 1, LONGEST_WORDS)
        at = at if at > 0 else LONGEST_WORDS
        yield words[:at].strip()
        words = words[at:].strip()
    if words:
        yield words
