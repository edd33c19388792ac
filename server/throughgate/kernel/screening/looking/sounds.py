"""Voices and other sounds: made anew, and what is said in them written down, where what does so is installed."""

from pathlib import Path

from throughgate.kernel.gateways import dictation, ffmpeg, file_store
from throughgate.kernel.gateways.programs import Failed
from throughgate.kernel.screening.looking.found import Goes, Looked
from throughgate.kernel.screening.models import Trouble

# Our own: a bedtime story.
LONGEST_S = 30 * 60
NOTHING_ELSE = ["-map", "0:a:0", "-map_metadata", "-1", "-map_chapters", "-1", "-vn", "-sn", "-dn"]
# As the app records and every browser plays; in Ogg for those that keep no other.
AS_VOICE = ["-c:a", "libopus", "-b:a", "24k", "-ac", "1", "-f", "webm"]


def listen_to(n: int, sound: Path, folder: Path, language: str) -> Looked:
    """What is said in a sound. `language` "": it is found out."""
    if not ffmpeg.is_here():
        return Looked(n, [Trouble.NO_LISTENER])
    try:
        seconds = _seconds(sound)
        if seconds > LONGEST_S:
            return Looked(n, [Trouble.TOO_LONG])
        made = folder / f"{n}.webm"
        ffmpeg.make(sound, [*NOTHING_ELSE, *AS_VOICE, str(made)])
    except Failed:
        return Looked(n, [Trouble.BROKEN])
    words, troubles = _said(made, language)
    size = made.stat().st_size
    return Looked(n, troubles, Goes(file_store.take_in(made), "audio/webm", size), words)


def _seconds(sound: Path) -> float:
    """How long it lasts by its own account; what it does not say, the time to make it anew bounds. Raises: Failed."""
    said = ffmpeg.look_into(sound)
    if not any(one.get("codec_type") == "audio" for one in said.get("streams", [])):
        raise Failed("no sound")
    return float(said.get("format", {}).get("duration") or 0)


def _said(made: Path, language: str) -> tuple[str, list[Trouble]]:
    if not dictation.is_here():
        return "", [Trouble.NO_LISTENER]
    try:
        words = "\n".join(words for _begins, _ends, words in dictation.write_down(made, language))
    except Failed:
        return "", [Trouble.NO_LISTENER]
    return words, [] if words else [Trouble.NO_SPEECH]
