"""Film and sound: what a file is by what is in it, and what players get of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from throughgate.kernel.gateways import ffmpeg
from throughgate.kernel.gateways.programs import Failed
from throughgate.modules.library.media.pictures import opened, thumbnail_of
from throughgate.modules.library.media.pieces import Made, Piece, Unusable

HEIGHTS = (480, 240)
LONGEST_S = 4 * 3600
# What is listened to on small devices is made as loud as this, measured as EBU R 128 does. Source: AES TD1008 for speech (-18) and
# music (-16) that is streamed. Louder by no more than 24 dB: below that there is only noise.
LOUD_AS, MOST_LOUDER = -16.0, 24.0
NOTHING_ELSE = ["-map_metadata", "-1", "-map_chapters", "-1", "-sn", "-dn"]
# Of a size: how exactly it is drawn (0 best), which players of which age can show it, and bits of sound.
DRAWN = {True: ("24", "main", "96k"), False: ("27", "baseline", "48k")}


class NotAFilm(Unusable):
    says = _("This is no film that can be opened. Use MP4, MOV, WebM or MKV.")


class NotASound(Unusable):
    says = _("This is no sound that can be opened. Use MP3, M4A, WAV, FLAC or Ogg.")


class NothingInIt(Unusable):
    says = _("It lasts no time at all: there is nothing to hear or see in it. Export it again and look at it first.")


class TooLong(Unusable):
    says = _("It is longer than four hours. Cut it into parts.")


class CouldNotBeMade(Unusable):
    says = _("It begins well and is broken further on. Export it again from the program that made it, and upload that.")


@dataclass(frozen=True)
class Found:
    """What a file holds: how long it lasts, how many lines its pictures have, whether it sounds."""

    seconds: float
    height: int
    sounds: bool


def make_film(source: Path, folder: Path) -> Made:
    """H.264 and AAC in MP4 in two sizes at most, and a picture of it to show before it plays. Raises: Unusable."""
    found = _look(source, NotAFilm)
    if not found.height:
        raise NotAFilm
    # The encoder draws an even number of lines, and more than came would only be larger.
    heights = sorted({min(height, max(2, found.height // 2 * 2)) for height in HEIGHTS}, reverse=True)
    films = [Piece("shown", folder / f"{height}.mp4", "video/mp4", height) for height in heights]
    evened = _evened(source) if found.sounds else None
    _make(source, [word for film in films for word in _film(film, evened)])
    return Made((*films, *_posters(source, folder, found)), max(1, round(found.seconds)))


def make_sound(source: Path, folder: Path) -> Made:
    """Opus in WebM, evened in loudness. Raises: Unusable."""
    found = _look(source, NotASound)
    if not found.sounds:
        raise NotASound
    sound = Piece("shown", folder / "sound.webm", "audio/webm")
    _make(source, ["-vn", *_evened(source), "-c:a", "libopus", "-b:a", "48k", *NOTHING_ELSE, str(sound.path)])
    return Made((sound,), max(1, round(found.seconds)))


def make_speech(source: Path, to: Path) -> None:
    """What a voice read out, in a third of the bytes of a sound. Raises: Unusable."""
    _make(source, ["-vn", "-ac", "1", "-ar", "24000", "-c:a", "libopus", "-b:a", "20k", "-application", "voip", *NOTHING_ELSE, str(to)])


def _look(source: Path, otherwise: type[Unusable]) -> Found:
    """Raises: what it is otherwise · NothingInIt · TooLong."""
    try:
        said = ffmpeg.look_into(source)
    except Failed as no:
        raise otherwise from no
    streams = said.get("streams", [])
    pictures = [one for one in streams if one.get("codec_type") == "video" and not one.get("disposition", {}).get("attached_pic")]
    found = Found(_seconds(said), max((int(one.get("height", 0)) for one in pictures), default=0), _sounds(streams))
    if not (found.height or found.sounds):
        raise otherwise
    if found.seconds <= 0:
        raise NothingInIt
    if found.seconds > LONGEST_S:
        raise TooLong
    return found


def _seconds(said: dict[str, Any]) -> float:
    told = [said.get("format", {}), *said.get("streams", [])]
    return max((float(one["duration"]) for one in told if one.get("duration", "N/A") != "N/A"), default=0.0)


def _sounds(streams: list[dict[str, Any]]) -> bool:
    return any(one.get("codec_type") == "audio" for one in streams)


def _film(film: Piece, evened: list[str] | None) -> list[str]:
    exact, players, bits = DRAWN[film.height > HEIGHTS[1]]
    drawn = ["-c:v", "libx264", "-preset", "veryfast", "-profile:v", players, "-crf", exact, "-pix_fmt", "yuv420p", "-fpsmax", "30"]
    heard = ["-map", "0:a:0", *evened, "-c:a", "aac", "-b:a", bits] if evened else ["-an"]
    whole = ["-map", "0:v:0", "-vf", f"scale=-2:{film.height}"]
    return [*whole, *drawn, *heard, *NOTHING_ELSE, "-movflags", "+faststart", str(film.path)]


def _evened(source: Path) -> list[str]:
    try:
        louder = min(LOUD_AS - ffmpeg.loudness_of(source), MOST_LOUDER)
    except Failed as no:
        raise CouldNotBeMade from no
    return ["-af", f"volume={louder:.1f}dB,alimiter=limit=0.84:level=0", "-ar", "48000", "-ac", "2"]


def _posters(source: Path, folder: Path, found: Found) -> tuple[Piece, ...]:
    still = folder / "still.png"
    _make(source, ["-frames:v", "1", "-vf", "scale=-2:'min(480,ih)'", str(still)], before=["-ss", f"{found.seconds * 0.3:.2f}"])
    if not still.exists():
        raise CouldNotBeMade
    drawn = opened(still)
    poster = folder / "poster.webp"
    drawn.save(poster, "WEBP", quality=75)
    return Piece("poster", poster, "image/webp"), thumbnail_of(drawn, folder)


def _make(source: Path, outputs: list[str], *, before: list[str] | None = None) -> None:
    try:
        ffmpeg.make(source, outputs, before=before or ())
    except Failed as no:
        raise CouldNotBeMade from no
