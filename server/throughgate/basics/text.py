"""Words that may be translated later, and folding of names and words, so that a search finds what a person meant."""

import unicodedata
from typing import Protocol


class Says(Protocol):
    """A sentence, or a lazy translation that becomes one when it is shown."""

    def __str__(self) -> str: ...


def fold(text: str) -> str:
    """Lower case, no accents, single spaces: 'Siân  Ó Briain' is 'sian o briain'."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
