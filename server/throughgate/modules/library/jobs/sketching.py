"""Looking what editions are like, so that near copies on other shelves are found."""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from throughgate.basics.errors import NotFound
from throughgate.kernel.gateways import file_store
from throughgate.kernel.policy.act import CLOCK, Act, Face
from throughgate.kernel.policy.scope import scope
from throughgate.modules.library import queries
from throughgate.modules.library.commands.sketching import Seen, sketch_edition
from throughgate.modules.library.media.looks import look_of
from throughgate.modules.library.media.pictures import NotAPicture
from throughgate.modules.library.rules.body import Block, Blocks, Film, Picture, said_in
from throughgate.modules.library.rules.kinds import Sketched
from throughgate.modules.library.rules.reading import reading_of
from throughgate.modules.library.rules.sketch import sketch_of

log = logging.getLogger(__name__)
# The formula counts letters as English uses them.
MEASURED = "en"


class Body(msgspec.Struct, frozen=True, rename={"texts": "in"}):
    """The file of an edition, as far as it is looked at."""

    texts: dict[str, dict[str, Blocks]]


def sketch_editions(now: datetime) -> int:
    """Look at some editions that nobody has looked at, the newest first. Returns how many."""
    act = Act(CLOCK, now, now, Face.OPS)
    with scope(act):
        waiting = queries.to_sketch()
    for edition, body in waiting:
        try:
            sketch_edition(Act(CLOCK, now, now, Face.OPS), edition=edition, seen=_seen(body))
        except NotFound:
            # Another worker was quicker, or it was taken back.
            continue
    return len(waiting)


def _seen(body: str) -> list[Seen]:
    try:
        texts = msgspec.json.decode(file_store.path_of(body).read_bytes(), type=Body).texts
    except (OSError, msgspec.MsgspecError):
        # The others must not wait for one that cannot be read.
        log.exception("the words of %s", body)
        return []
    shown = [block for text in texts.values() for block in text["blocks"]]
    return [*_words(texts), *{one.file: one for one in _pictures(shown)}.values()]


def _words(texts: dict[str, dict[str, Blocks]]) -> Iterator[Seen]:
    for language, text in texts.items():
        said = [words for block in text["blocks"] for words in said_in(block)]
        reading = reading_of(said) if language == MEASURED else None
        yield Seen(Sketched.WORDS, sketch_of("\n".join(said)), language, reading_age=reading.age if reading else None)


def _pictures(blocks: Iterable[Block]) -> Iterator[Seen]:
    for block in blocks:
        match block:
            case Picture(file=file):
                yield Seen(Sketched.PICTURE, _look(file.h), file=file.h)
            case Film(poster=poster, files=files, seconds=seconds) if poster:
                yield Seen(Sketched.FILM, _look(poster.h), file=files[0].h, seconds=seconds)


def _look(file: str) -> bytes:
    try:
        return look_of(file_store.path_of(file))
    except NotAPicture:
        return b""
