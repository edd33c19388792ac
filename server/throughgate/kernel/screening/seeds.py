"""The rules that come with the product: few. Words that worry tell whoever looks after the person, and hold nothing.

What holds is the numbers of cards and accounts. Everything else is an estate's own to say, and is only counted until it does.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

from throughgate.basics.ids import uuid_from

SIGNS = Path(__file__).with_name("data") / "signs.json"


def rows(at: datetime) -> Iterator[dict[str, str | UUID | datetime]]:
    """The columns of each rule. Their ids are the same everywhere, so that none is sown twice."""
    known = json.loads(SIGNS.read_text())
    for language in ("en", "cy"):
        # For every language: people write in two at once, and a cry for help is not missed because a machine guessed wrongly.
        yield from (_row("phrase", words, "care", f"Words that worry ({language})", at) for words in known[language])
    yield from (_row("third", words, "count", "A sign of contact with somebody else", at) for words in known["third"])
    for does, names in known["patterns"].items():
        yield from (_row("pattern", name, does, "Came with the product", at) for name in names)


def _row(sort: str, words: str, does: str, why: str, at: datetime) -> dict[str, str | UUID | datetime]:
    return {"id": uuid_from("watch rule", sort, words), "sort": sort, "words": words, "does": does, "why": why, "from_at": at}
