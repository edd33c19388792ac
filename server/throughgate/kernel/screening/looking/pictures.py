"""Pictures: made anew, and looked at by models, known pictures and a reader of words, where they are installed."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from throughgate.kernel.gateways import file_store, tesseract
from throughgate.kernel.gateways.programs import Failed, run
from throughgate.kernel.screening.looking.found import Goes, Looked
from throughgate.kernel.screening.models import Trouble

PATIENCE_S, MEMORY = 120, 4 * 2**30
TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/png"}


def look_at(pictures: Mapping[int, Path], folder: Path) -> list[Looked]:
    """What is seen in each, by its number. What is made anew is made in that folder, and kept."""
    sources = list(pictures.values())
    fresh = [folder / f"{n}.fresh" for n in pictures]
    told = _told(sources, fresh)
    return [_looked(n, one, made) for n, one, made in zip(pictures, told, fresh, strict=True)]


def _told(sources: Sequence[Path], fresh: Sequence[Path]) -> list[dict[str, Any]]:
    """By one program for all of them; where one of them breaks it, by one for each."""
    given = json.dumps([[str(source), str(to)] for source, to in zip(sources, fresh, strict=True)]).encode()
    program = str(Path(__file__).with_name("picture_program.py"))
    try:
        told: list[dict[str, Any]] = json.loads(run([sys.executable, "-I", program], PATIENCE_S, given, memory=MEMORY).wrote)
    except (Failed, ValueError):
        if len(sources) == 1:
            return [{"trouble": Trouble.BROKEN}]
        return [one for source, to in zip(sources, fresh, strict=True) for one in _told([source], [to])]
    return told


def _looked(n: int, told: dict[str, Any], made: Path) -> Looked:
    if "trouble" in told:
        return Looked(n, [Trouble(told["trouble"])])
    troubles = [Trouble.PLACE] if told["placed"] else []
    if "hash" not in told:
        troubles.append(Trouble.NO_MODEL)
    words, unread = _words(made)
    size = made.stat().st_size
    goes = Goes(file_store.take_in(made), TYPES[told["format"]], size)
    seen = {name: told[name] for name in ("nudity", "faces", "hash") if name in told}
    return Looked(n, troubles + unread, goes, words, **seen)


def _words(made: Path) -> tuple[str, list[Trouble]]:
    if not tesseract.is_here():
        return "", [Trouble.NO_READER]
    try:
        return tesseract.words_in(made), []
    except Failed:
        return "", [Trouble.NO_READER]
