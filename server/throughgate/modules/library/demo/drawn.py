"""A film, sounds and a picture, made by the programs on this machine: nothing is fetched. Made once, and kept for the next estate."""

import hashlib
import math
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from throughgate.kernel.gateways import ffmpeg
from throughgate.kernel.gateways.programs import run
from throughgate.modules.library.media.films import make_film, make_sound
from throughgate.modules.library.media.pictures import make_picture
from throughgate.modules.library.media.pieces import Made, Piece

if TYPE_CHECKING:
    from PIL import Image

WIDE, HIGH, A_SECOND, SECONDS = 640, 480, 12, 10
NIGHT, SEA, SUN, SKY, HILL, NEAR = (16, 42, 56), (92, 178, 190), (248, 196, 96), (250, 236, 214), (134, 170, 150), (58, 110, 104)


def can_be_made() -> bool:
    """Whether this machine has the programs for it."""
    return ffmpeg.is_here() and shutil.which("espeak-ng") is not None


def breathing_film(words: str, folder: Path) -> Made:
    """Ten seconds of a circle that grows and shrinks as somebody breathes, and the words to it."""
    return _once(f"film {words} {A_SECOND} {SECONDS}", folder, lambda: make_film(_filmed(words, folder), folder))


def speech(voice: str, words: str, folder: Path) -> Made:
    """Words as that voice reads them."""
    return _once(f"speech {voice} {words}", folder, lambda: make_sound(_spoken(voice, words, folder, 150), folder))


def landscape(folder: Path) -> Made:
    """The sun over two hills."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (WIDE * 2, HIGH * 3 // 2), SKY)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((760, 140, 1000, 380), fill=SUN)
    for top, steep, colour in ((330, 90, HILL), (470, 60, NEAR)):
        ridge = [(x, top - steep * math.sin(x / 210 + top)) for x in range(0, picture.width + 1, 8)]
        draw.polygon([*ridge, (picture.width, picture.height), (0, picture.height)], fill=colour)
    picture.save(folder / "drawn.png")
    return make_picture(folder / "drawn.png", folder)


def _filmed(words: str, folder: Path) -> Path:
    frames = b"".join(_frame(n / A_SECOND).tobytes() for n in range(A_SECOND * SECONDS))
    film = folder / "raw.mkv"
    ffmpeg.make_of_frames(frames, (WIDE, HIGH), A_SECOND, _spoken("en-gb", words, folder, 120), film)
    return film


def _frame(at: float) -> "Image.Image":
    from PIL import Image, ImageDraw

    frame = Image.new("RGB", (WIDE, HIGH), NIGHT)
    # In for four seconds, held for two, out for four.
    wide = 70 + 120 * min(1.0, at / 4, (SECONDS - at) / 4)
    middle = (WIDE / 2, HIGH / 2)
    draw = ImageDraw.Draw(frame)
    draw.circle(middle, 200, outline=SEA, width=3)
    draw.circle(middle, wide, fill=SEA)
    angle = math.tau * at / SECONDS - math.pi / 2
    draw.circle((middle[0] + 200 * math.cos(angle), middle[1] + 200 * math.sin(angle)), 11, fill=SUN)
    return frame


def _spoken(voice: str, words: str, folder: Path, a_minute: int) -> Path:
    sound = folder / "raw.wav"
    run(["espeak-ng", "-v", voice, "-s", str(a_minute), "--stdin", "-w", str(sound)], 60, words.encode())
    return sound


def _once(what: str, folder: Path, make: Callable[[], Made]) -> Made:
    """Made now, or as it was made before for another estate of whoever runs this."""
    kept = _cache() / hashlib.sha256(what.encode()).hexdigest()[:24]
    if not kept.exists():
        _remember(make(), kept)
    seconds, *names = (kept / "pieces").read_text().splitlines()
    pieces = [Piece(role, folder / name, kind, int(height)) for name, role, kind, height in (line.split() for line in names)]
    for piece in pieces:
        shutil.copyfile(kept / piece.path.name, piece.path)
    return Made(tuple(pieces), int(seconds))


def _remember(made: Made, kept: Path) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=kept.parent))
    for piece in made.pieces:
        shutil.copyfile(piece.path, fresh / piece.path.name)
    lines = [f"{piece.path.name} {piece.role} {piece.kind} {piece.height}" for piece in made.pieces]
    (fresh / "pieces").write_text("\n".join([str(made.seconds), *lines]))
    try:
        fresh.rename(kept)
    except OSError:
        # Another was quicker.
        shutil.rmtree(fresh)


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "throughgate" / "demo-media"
