"""The square that a camera reads: the app's address with the code behind it."""

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

# Paper is folded and screens are scratched: a quarter of the square may be lost.
ERROR_CORRECTION = "q"


def address(code: str) -> str:
    """What the square says. The part after # never leaves the device, so no log holds a code."""
    return f"{settings.DEVICE_URL.rstrip('/')}/#{code}"


def picture(code: str) -> SafeString:
    """The square as SVG to stand in a page."""
    import segno

    svg = segno.make(address(code), error=ERROR_CORRECTION).svg_inline(scale=7, border=4, light="#fff")
    return mark_safe(svg)  # noqa: S308  made of squares only


def picture_url(code: str) -> str:
    """The same as a data: address, for a printed sheet."""
    import segno

    return segno.make(address(code), error=ERROR_CORRECTION).svg_data_uri(border=4, light="#fff")
