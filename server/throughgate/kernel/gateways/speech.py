"""Reading aloud: espeak-ng and opusenc, as programs of their own. What was said once is kept for a month."""

import hashlib
import os
import shutil
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from throughgate.kernel.gateways.programs import run

# Each language's voice, and words a minute: slower than the default, for ears that are not used to it.
VOICES = {"en": "en-gb", "cy": "cy", "pl": "pl"}
# Of a text that is read out as a whole, in whatever language it was written. Those that an estate's people most often read.
READERS = {**VOICES, "ro": "ro", "ur": "ur", "ar": "ar", "sq": "sq"}
SPEED = "150"
PATIENCE_S, LONG_S = 10, 300
KEPT = timedelta(days=30)
# They stand in 256 folders by their hash, and so spread evenly: a full folder is looked through, never all of them.
FOLDERS = 256


def say(language: str, text: str) -> bytes | None:
    """The text as Ogg Opus; None where there is no voice for the language on this machine."""
    voice = VOICES.get(language)
    if voice is None:
        return None
    kept = _place(voice, text)
    if kept.exists():
        os.utime(kept)
        return kept.read_bytes()
    sound = _speak(voice, text)
    if sound:
        _keep(kept, sound)
    return sound


def has_reader(language: str) -> bool:
    """Whether a whole text in that language can be read out on this machine."""
    return language in READERS and shutil.which("espeak-ng") is not None


def read_out(language: str, text: str, to: Path) -> None:
    """A whole text as a WAV file. Raises: Failed."""
    run(["espeak-ng", "-v", READERS[language], "-s", SPEED, "--stdin", "-w", str(to)], LONG_S, text.encode())


def sweep_sounds(at: datetime) -> int:
    """Take away what nobody has asked for lately: it can be made again. Returns how many."""
    old = (at - KEPT).timestamp()
    gone = [sound for sound in (settings.FILES / "audio").glob("*/*") if sound.stat().st_mtime < old]
    for sound in gone:
        sound.unlink(missing_ok=True)
    return len(gone)


def _speak(voice: str, text: str) -> bytes | None:
    if not (shutil.which("espeak-ng") and shutil.which("opusenc")):
        return None
    try:
        # The text goes in by a pipe: nothing of it is ever an argument.
        spoken = _run(["espeak-ng", "-v", voice, "-s", SPEED, "--stdin", "--stdout"], text.encode())
        return _run(["opusenc", "--quiet", "--bitrate", "24", "-", "-"], spoken)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None


def _run(command: list[str], given: bytes) -> bytes:
    return subprocess.run(command, input=given, capture_output=True, check=True, timeout=PATIENCE_S).stdout


def _place(voice: str, text: str) -> Path:
    mark = hashlib.sha256(f"{voice} {SPEED} {text}".encode()).hexdigest()
    return settings.FILES / "audio" / mark[:2] / f"{mark}.opus"


def _keep(path: Path, sound: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_bytes(sound)
    fresh.replace(path)
    _make_room(path.parent)


def _make_room(folder: Path) -> None:
    """What was asked for least lately goes first: it can be made again."""
    here = sorted(((sound.stat(), sound) for sound in folder.glob("*.opus")), key=lambda one: one[0].st_mtime, reverse=True)
    room = settings.AUDIO_MB * 2**20 // FOLDERS
    for stat, sound in here:
        room -= stat.st_size
        if room < 0:
            sound.unlink(missing_ok=True)
