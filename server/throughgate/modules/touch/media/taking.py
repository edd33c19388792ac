"""What somebody outside brings as a file, as it is kept: a picture is made anew, so that nothing hides in it, such as a place."""

import io
import warnings

from throughgate.kernel.sync.files import LIMIT, LIMIT_IN_WORDS, PICTURES, SOUNDS, FileKindUnknown, FileTooBig, NotAPicture, NotASound

# Sides of a picture as a tablet shows it. Our own.
MOST_DOTS = 1_600
QUALITY = 82


def taken(content: bytes, kind: str) -> tuple[bytes, str]:
    """The bytes and media type that are kept. Raises: BadFile, in words."""
    kind = kind.partition(";")[0].strip().lower()
    if len(content) > LIMIT:
        raise FileTooBig(**LIMIT_IN_WORDS)
    if kind in SOUNDS:
        start, magic = SOUNDS[kind]
        if content[start : start + len(magic)] != magic:
            raise NotASound
        return content, kind
    if kind not in PICTURES and not kind.startswith("image/"):
        raise FileKindUnknown
    return _picture(content), "image/jpeg"


def _picture(content: bytes) -> bytes:
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            # A small file that unpacks to a huge picture is an attack on whoever opens it.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=list(PICTURES.values())) as picture:
                upright = ImageOps.exif_transpose(picture).convert("RGB")
                upright.thumbnail((MOST_DOTS, MOST_DOTS))
    # Pillow's readers raise whatever their format makes them trip over.
    except Exception:
        raise NotAPicture from None
    made = io.BytesIO()
    upright.save(made, "JPEG", quality=QUALITY)
    return made.getvalue()
