"""From a photo that a worker chose to the one that is kept: no larger than needed, and without what the camera wrote into it."""

import io
from typing import TYPE_CHECKING, BinaryIO

from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import Refused

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 15_000_000
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 1_000


class NotAPhoto(Refused):
    says = _("This is not a photo that we can read. Choose a JPEG, PNG or WebP file.")


class PhotoTooBig(Refused):
    says = _("This photo is too big. Choose one of at most {most} MB and {pixels} million pixels.")


def reference_photo(file: BinaryIO, size: int) -> bytes:
    """The photo as WebP, turned upright, its longest side at most 1,000 pixels, with no metadata.

    Raises: NotAPhoto, PhotoTooBig.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    too_big = PhotoTooBig(most=MOST_BYTES // 1_000_000, pixels=MOST_PIXELS // 1_000_000)
    if size > MOST_BYTES:
        raise too_big
    try:
        with Image.open(file, formats=("JPEG", "PNG", "WEBP")) as photo:
            if photo.width * photo.height > MOST_PIXELS:
                raise too_big
            return _small(ImageOps.exif_transpose(photo).convert("RGB"))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise NotAPhoto from None


def _small(photo: "Image") -> bytes:
    photo.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    kept = io.BytesIO()
    photo.save(kept, "WEBP", quality=85)
    return kept.getvalue()
