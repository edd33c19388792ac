"""What an archive's lines said, as it is kept: one line of JSON each."""

from collections.abc import Iterator

import msgspec

from throughgate.kernel.gateways.file_store import path_of
from throughgate.modules.library.rules.drafted import Draft, Wrong


def drafts_in(sha256: str) -> Iterator[Draft]:
    """What drafts can be made of, one by one."""
    with path_of(sha256).open("rb") as lines:
        decoder = msgspec.json.Decoder(Draft)
        yield from (decoder.decode(line) for line in lines)


def wrong_in(sha256: str) -> Iterator[Wrong]:
    """What no drafts can be made of, and why."""
    with path_of(sha256).open("rb") as lines:
        decoder = msgspec.json.Decoder(Wrong)
        yield from (decoder.decode(line) for line in lines)


def count_in(sha256: str) -> int:
    """How many lines there are of either."""
    with path_of(sha256).open("rb") as lines:
        return sum(1 for _line in lines)
