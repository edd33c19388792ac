"""ffmpeg and ffprobe, as programs of their own: of what they could open, files of one film or sound, and nothing from the network."""

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from throughgate.kernel.gateways.programs import run

# Lists of other files, and what asks the network for more, are not among them.
FORMATS = "mov,mp4,matroska,webm,avi,mpeg,mpegts,asf,flv,ogg,mp3,wav,flac,aac,aiff,caf,amr,w64"
PATIENCE_S, LOOKING_S = 4 * 3600, 60
SILENCE = -70.0


def is_here() -> bool:
    """Whether this machine has both."""
    return bool(shutil.which("ffmpeg") and shutil.which("ffprobe"))


def look_into(path: Path) -> dict[str, Any]:
    """What ffprobe says of a file: `format` and `streams`. Raises: Failed."""
    question = ["-print_format", "json", "-show_format", "-show_streams", "-i", f"file:{path}"]
    found: dict[str, Any] = json.loads(run(["ffprobe", *_guarded(), *question], LOOKING_S).wrote)
    return found


def make(source: Path, outputs: Sequence[str], *, before: Sequence[str] = ()) -> None:
    """Make files of a file: `outputs` are ffmpeg's own arguments after its input, `before` those before it. Raises: Failed."""
    run(["ffmpeg", "-nostdin", "-y", *_guarded(), *before, "-i", f"file:{source}", *outputs], PATIENCE_S)


def loudness_of(source: Path) -> float:
    """How loud its sound is as a whole, in LUFS (EBU R 128); -70 for silence. Raises: Failed."""
    meter = ["-map", "0:a:0", "-af", "ebur128=framelog=verbose", "-f", "null", "-"]
    ended = run(["ffmpeg", "-nostdin", *_guarded("info"), "-nostats", "-i", f"file:{source}", *meter], PATIENCE_S)
    found = re.findall(r"I:\s+(-?[\d.]+) LUFS", ended.told.decode(errors="replace"))
    return float(found[-1]) if found else SILENCE


def make_of_frames(frames: bytes, size: tuple[int, int], a_second: int, sound: Path, to: Path) -> None:
    """A film of raw RGB pictures and a sound, in no hurry to be small. Raises: Failed."""
    picture = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{size[0]}x{size[1]}", "-r", str(a_second), "-i", "pipe:0"]
    kept = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-af", "apad", "-shortest", str(to)]
    run(["ffmpeg", "-y", "-loglevel", "error", *picture, "-i", f"file:{sound}", *kept], LOOKING_S, frames)


def _guarded(says: str = "error") -> list[str]:
    return ["-hide_banner", "-loglevel", says, "-protocol_whitelist", "file", "-format_whitelist", FORMATS]
