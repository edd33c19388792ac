"""A film for a camera that is not there: Chromium plays it wherever a page asks for the camera."""

from io import BytesIO
from pathlib import Path
from uuid import UUID

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
    out = BytesIO()
    frame.save(out, "JPEG", quality=90)
    path.write_bytes(out.getvalue() * FRAMES)
    return path
