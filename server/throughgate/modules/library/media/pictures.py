"""Pictures as they are shown, and so small that a list of items holds one each."""

import io
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from throughgate.modules.library.media.pieces import Made, Piece, Unusable

if TYPE_CHECKING:
    from PIL import Image

WIDEST = 1280
# A row of library.items carries one (ADR 6: "a picture of 2 kB at most").
THUMBNAIL = 2_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP")


class NotAPicture(Unusable):
    says = _("This is no picture that can be opened. Use a JPEG, PNG or WebP file.")


def make_picture(source: Path, folder: Path) -> Made:
    """A picture, upright and 1,280 px wide or high at most, with nothing left of what a camera writes into it. Raises: NotAPicture."""
    picture = opened(source)
    picture.thumbnail((WIDEST, WIDEST))
    shown = folder / "shown.webp"
    picture.save(shown, "WEBP", quality=80, method=4)
    return Made((Piece("shown", shown, "image/webp"), thumbnail_of(picture, folder)))


def thumbnail_of(picture: "Image.Image", folder: Path) -> Piece:
    """The same in 2,000 bytes: narrower, and less exact, until it fits."""
    path = folder / "thumbnail.webp"
    path.write_bytes(next(small for small in _smaller(picture) if len(small) <= THUMBNAIL))
    return Piece("thumbnail", path, "image/webp")


def _smaller(picture: "Image.Image") -> Iterator[bytes]:
    return (_in_bytes(picture, wide, quality) for wide in (192, 144, 96, 48, 16) for quality in (60, 35, 15))


def _in_bytes(picture: "Image.Image", wide: int, quality: int) -> bytes:
    small, out = picture.copy(), io.BytesIO()
    small.thumbnail((wide, wide))
    small.save(out, "WEBP", quality=quality, method=6)
    return out.getvalue()


def opened(source: Path) -> "Image.Image":
    """A picture of a stranger's, upright, and nothing but its dots. Raises: NotAPicture."""
    # Only the worker opens pictures; every other process reads this file for its words.
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            # A small file that unpacks to a huge picture is an attack on whoever opens it.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(source, formats=FORMATS) as picture:
                upright = ImageOps.exif_transpose(picture)
                clean = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
                # Whatever stands beside the dots stays behind: where it was taken, with what, by whom.
                clean.info.clear()
                return clean
    # Pillow's readers raise whatever their format makes them trip over.
    except Exception as no:
        raise NotAPicture from no
