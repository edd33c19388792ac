"""What a file is by what is in it. Its name, and what its sender says of it, count for nothing."""

from enum import StrEnum
from pathlib import Path

from throughgate.kernel.screening.models import Trouble

# Those that a camera, a canvas or a phone's gallery makes.
PICTURES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png", b"GIF8": "image/gif"}
SOUNDS = (b"\x1a\x45\xdf\xa3", b"OggS", b"ID3", b"\xff\xfb", b"\xff\xf3", b"fLaC", b"#!AMR", b"caff")
ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x78\x9f\x3e\x22", b"MSCF")
DOCUMENTS = (b"%PDF-", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"BEGIN:V")
# TIFF, in which faxes and scans travel: of many pages, and with a compression that few can read.
FAXES = (b"II*\0", b"MM\0*")


class Kind(StrEnum):
    PICTURE = "image"
    SOUND = "audio"


def kind_of(path: Path) -> Kind | Trouble:
    """What it is; or why it is nothing that may pass."""
    with path.open("rb") as file:
        start = file.read(1024)
    if start.startswith(tuple(PICTURES)) or _riff(start) == b"WEBP":
        return Kind.PICTURE
    if start.startswith(SOUNDS) or _riff(start) == b"WAVE" or start[4:8] == b"ftyp":
        return Kind.SOUND
    return _trouble(start)


def _riff(start: bytes) -> bytes:
    return start[8:12] if start.startswith(b"RIFF") else b""


def _trouble(start: bytes) -> Trouble:
    if b"\0" not in start and start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return Trouble.WEB_PAGE
    for troubles, trouble in ((ARCHIVES, Trouble.ARCHIVE), (DOCUMENTS, Trouble.DOCUMENT), (FAXES, Trouble.FAX)):
        if start.startswith(troubles):
            return trouble
    return Trouble.NEITHER
