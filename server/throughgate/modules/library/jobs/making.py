"""Making ready what came, reading out what is published, drafting captions: each of one thing by one worker at a time, and begun again
from nothing where a worker stopped in the middle.
"""

import logging
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec

from throughgate.basics.errors import NotFound
from throughgate.basics.ids import uuid_from
from throughgate.kernel.gateways import dictation, ffmpeg, file_store, speech
from throughgate.kernel.gateways.programs import Failed
from throughgate.kernel.policy.act import CLOCK, Act, Face
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.sheets import Unreadable
from throughgate.modules.library import queries
from throughgate.modules.library.commands import captions as captioning
from throughgate.modules.library.commands import hearing
from throughgate.modules.library.commands.hearing import Spoken
from throughgate.modules.library.commands.media import ready_media, refuse_media, take_in
from throughgate.modules.library.media import captions, ready
from throughgate.modules.library.media.bundles.bundle import take_out
from throughgate.modules.library.media.films import CouldNotBeMade, make_speech
from throughgate.modules.library.media.pieces import Made, Piece, Unusable
from throughgate.modules.library.rules.body import Blocks, aloud
from throughgate.modules.library.rules.media import UPLOAD, MediaKind

log = logging.getLogger(__name__)
NEEDS_FFMPEG = (MediaKind.FILM, MediaKind.SOUND)


class Body(msgspec.Struct, frozen=True, rename={"texts": "in"}):
    """The file of an edition."""

    texts: dict[str, dict[str, Blocks]]


def make_media(now: datetime) -> int:
    """Make ready what is all here. Returns how many media were, or could not be."""
    with scope(_clock(now)):
        waiting = queries.media_waiting()
    return sum(_make(media, kind, now) for media, kind in waiting)


def read_out(now: datetime) -> int:
    """Read out the newest edition that people have and nobody has read out: one at a time, for there is always a next round."""
    with scope(_clock(now)):
        edition = queries.to_read_out()
        if edition is None or not ffmpeg.is_here():
            return 0
        there = {(row.language, row.easy) for row in edition.heard.all()}
        wanted = list(_aloud(file_store.path_of(edition.body).read_bytes(), edition.texts, there))
    with file_store.workshop(uuid_from("library.read_out", edition.pk)) as folder:
        if folder is None:
            return 0
        spoken = [_speak(folder, language, easy, words) for language, easy, words in wanted]
        hearing.read_out(_clock(now), edition=edition.pk, spoken=[one for one in spoken if one])
    return 1


def draft_captions(now: datetime) -> int:
    """Write down what is said where an editor asked for it. Returns how many drafts were made."""
    if not dictation.is_here():
        return 0
    with scope(_clock(now)):
        asked = queries.drafts_asked_for()
    return sum(_draft(media, language, sha256, now) for media, language, sha256 in asked)


def _make(media: UUID, kind: MediaKind, now: datetime) -> int:
    with file_store.workshop(media) as folder:
        if folder is None:
            return 0
        try:
            made = _made(kind, _source(media, folder, now), folder)
            ready_media(_clock(now), media=media, renditions=take_in(made), seconds=made.seconds)
        except (Unusable, Unreadable) as no:
            what = {name: value if isinstance(value, int) else str(value)[:200] for name, value in no.values.items()}
            refuse_media(_clock(now), media=media, why=no.code, what=what)
        except NotFound:
            # Another worker was quicker.
            return 0
        file_store.throw_away(media, UPLOAD)
    return 1


def _source(media: UUID, folder: Path, now: datetime) -> Path:
    """What came of it; out of the archive that it came in, where it did."""
    with scope(_clock(now)):
        packed = queries.packed(media)
    if packed is None:
        return file_store.arriving_path(media, UPLOAD)
    out = folder / "source"
    take_out(file_store.path_of(packed.bundle), packed.member, out)
    return out


def _made(kind: MediaKind, source: Path, folder: Path) -> Made:
    if kind in NEEDS_FFMPEG and not ffmpeg.is_here():
        raise ready.NoProgram
    try:
        return ready.make(kind, source, folder)
    except (Unusable, Unreadable, OSError):
        raise
    # Whatever a reader trips over in what a stranger made: the next file must not wait for it.
    except Exception as no:
        log.exception("media of kind %s", kind)
        raise CouldNotBeMade from no


def _aloud(body: bytes, shown: dict[str, dict[str, str]], there: set[tuple[str, bool]]) -> Iterator[tuple[str, bool, str]]:
    """What is to be read out, by language, full and easy."""
    for language, text in msgspec.json.decode(body, type=Body).texts.items():
        for easy in (False, True):
            blocks = text["easy" if easy else "blocks"]
            if blocks and (language, easy) not in there and speech.has_reader(language):
                yield language, easy, aloud(shown[language]["title"], blocks)


def _speak(folder: Path, language: str, easy: bool, words: str) -> Spoken | None:
    raw, sound = folder / "raw.wav", folder / "spoken.webm"
    try:
        speech.read_out(language, words, raw)
        make_speech(raw, sound)
    except (Failed, Unusable):
        log.exception("reading out %s", language)
        return None
    return Spoken(language, easy, take_in(Made((Piece("shown", sound, "audio/webm"),)))[0].file)


def _draft(media: UUID, language: str, sha256: str, now: datetime) -> int:
    with file_store.workshop(uuid_from("library.draft_captions", media, language)) as folder:
        if folder is None:
            return 0
        try:
            cues = [captions.Cue(*said) for said in dictation.write_down(file_store.path_of(sha256), language)]
        except Failed:
            log.exception("captions of %s", media)
            cues = []
        # Something for an editor to write on, where nothing was heard.
        words = captions.written(cues or [captions.Cue(0, 1000, "…")])
        captioning.draft_captions(_clock(now), media=media, language=language, words=words)
    return 1


def _clock(now: datetime) -> Act:
    return Act(CLOCK, now, now, Face.OPS)
