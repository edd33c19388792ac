"""A film for a camera that is not there: Chromium plays it wherever a page asks for the camera."""

from io import BytesIO
from pathlib import Path
from uuid import UUID

import segno
from PIL import Image

from throughgate.faces.ops.estate.portraits import selfie

SIZE = (640, 480)
FRAMES = 4


def film(person: str, path: Path) -> Path:
    """A still of the drawn face that belongs to a person's id, as motion JPEG."""
    face = Image.open(BytesIO(selfie(UUID(person), woman=False))).convert("RGB")
    face = face.resize((SIZE[1] * face.width // face.height, SIZE[1]))
    frame = Image.new("RGB", SIZE, face.getpixel((2, 2)))
    frame.paste(face, ((SIZE[0] - face.width) // 2, 0))
    return _kept(frame, path)


def film_of_square(says: str, path: Path) -> Path:
    """A sheet with a QR code, held before the lens a little askew."""
    square = BytesIO()
    segno.make(says, error="m").save(square, kind="png", scale=8, border=4)
    sheet = Image.open(square).convert("RGB").rotate(7, expand=True, fillcolor="white")
    frame = Image.new("RGB", SIZE, "white")
    frame.paste(sheet, ((SIZE[0] - sheet.width) // 2, (SIZE[1] - sheet.height) // 2))
    return _kept(frame, path)


def _kept(frame: Image.Image, path: Path) -> Path:
    out = BytesIO()
    frame.save(out, "JPEG", quality=90)
    path.write_bytes(out.getvalue() * FRAMES)
    return path
