"""Captions as WebVTT: times and plain words, and nothing else that a file of them could hold."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from throughgate.modules.library.media.pieces import Unusable

LARGEST = 400_000
MOST_CUES = 5_000
_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMES = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?")
# What may stand around words: italics, bold, underlined, and who speaks.
_TAG = re.compile(r"</?(?:[ibu]|v(?: [^<>&]*)?|lang(?: [\w-]+)?|c(?:\.[\w.]+)?)>|<[\d:.]+>")


class NoCaptions(Unusable):
    says = _("These are no captions in the WebVTT format: the first line must be WEBVTT.")


class CaptionBroken(Unusable):
    says = _("Line {line}: a time is written 00:00:04.000 --> 00:00:07.500, and a caption ends after it begins.")


class CaptionMarked(Unusable):
    says = _("Line {line}: captions are plain words. Take out everything between < and >.")


class CaptionsTooLong(Unusable):
    says = _("These captions are too long: 5,000 captions is the most we can take.")


@dataclass(frozen=True)
class Cue:
    """Words from one moment to another, in milliseconds."""

    begins: int
    ends: int
    words: str


def read(text: str) -> list[Cue]:
    """What a file of captions says. Raises: Unusable."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not re.fullmatch(r"WEBVTT([ \t].*)?", lines[0]) or len(text) > LARGEST:
        raise NoCaptions
    cues = list(_cues(lines))
    if not cues:
        raise NoCaptions
    if len(cues) > MOST_CUES:
        raise CaptionsTooLong
    return cues


def written(cues: Iterable[Cue]) -> str:
    """The file of these captions, and nothing but them."""
    return "\n".join(["WEBVTT", "", *(f"{_clock(cue.begins)} --> {_clock(cue.ends)}\n{cue.words}\n" for cue in cues)])


def _cues(lines: list[str]) -> Iterator[Cue]:
    """Notes, styles and regions are left out: a player needs none, and a style could fetch."""
    n = 1
    while n < len(lines):
        if "-->" not in lines[n]:
            n += 1
            continue
        first = n + 1
        begins, ends = _times(lines[n], first)
        words: list[str] = []
        while (n := n + 1) < len(lines) and lines[n].strip():
            words.append(_plain(lines[n], n + 1))
        if words:
            yield Cue(begins, ends, "\n".join(words))


def _times(line: str, number: int) -> tuple[int, int]:
    found = _TIMES.fullmatch(line.strip())
    if found is None:
        raise CaptionBroken(line=number)
    begins, ends = _milliseconds(found.groups()[:4]), _milliseconds(found.groups()[4:])
    if ends <= begins:
        raise CaptionBroken(line=number)
    return begins, ends


def _plain(line: str, number: int) -> str:
    words = _TAG.sub("", line).strip()
    if "<" in words or "-->" in words:
        raise CaptionMarked(line=number)
    return words


def _milliseconds(parts: Iterable[str | None]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _clock(ms: int) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"
