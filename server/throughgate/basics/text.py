"""Words that may be translated later, and folding of names and words, so that a search finds what a person meant."""

import re
import unicodedata
from typing import Protocol

# An escape that stands for a zero character: before it an even number of backslashes, each pair of which stands for one of them.
_ZERO = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


class Says(Protocol):
    """A sentence, or a lazy translation that becomes one when it is shown."""

    def __str__(self) -> str: ...


def fold(text: str) -> str:
    """Lower case, no accents, single spaces: 'Siân  Ó Briain' is 'sian o briain'."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def holds_zero(text: bytes) -> bool:
    """Does a text of this JSON hold a zero character? JSON may, PostgreSQL's text may not."""
    return b"\\u0000" in text and _ZERO.search(text) is not None
