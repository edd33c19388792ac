"""One file of a kind, made ready: what it is by what is in it, and what players get of it."""

from collections.abc import Callable, Mapping
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import Refused
from throughgate.kernel.sheets import Unreadable
from throughgate.modules.library.media.bundles.bundle import make_bundle
from throughgate.modules.library.media.documents import make_document
from throughgate.modules.library.media.films import make_film, make_sound
from throughgate.modules.library.media.packages import make_h5p, make_scorm
from throughgate.modules.library.media.pictures import make_picture
from throughgate.modules.library.media.pieces import Made, Unusable
from throughgate.modules.library.rules.media import MediaKind


class Archive(Unusable):
    says = _("This is an archive (ZIP or the like). Unpack it, and upload what is in it one by one.")


class Drawing(Unusable):
    says = _("This is a drawing or web page that can hold programs, so we take none. Save it as PNG or PDF.")


class Lost(Unusable):
    says = _("What had come of this file was lost. Upload it again.")


class NoProgram(Unusable):
    says = _("This server cannot make film and sound ready: ffmpeg is not installed. Tell whoever runs it.")


MAKERS: dict[MediaKind, Callable[[Path, Path], Made]] = {
    MediaKind.PICTURE: make_picture,
    MediaKind.SOUND: make_sound,
    MediaKind.FILM: make_film,
    MediaKind.DOCUMENT: make_document,
    MediaKind.H5P: make_h5p,
    MediaKind.SCORM: make_scorm,
    MediaKind.BUNDLE: make_bundle,
}
# What is an archive by its nature.
PACKED = (MediaKind.DOCUMENT, MediaKind.H5P, MediaKind.SCORM, MediaKind.BUNDLE)
ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")


def make(kind: MediaKind, source: Path, folder: Path) -> Made:
    """All that is made of one file, in that folder. Raises: Unusable, Unreadable."""
    if not source.exists():
        raise Lost
    with source.open("rb") as file:
        start = file.read(1024)
    if start.startswith(ARCHIVES) and kind not in PACKED:
        raise Archive
    if b"\0" not in start and start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise Drawing
    return MAKERS[kind](source, folder)


def words_of(code: str, values: Mapping[str, object]) -> str:
    """The sentence for the code of a refusal, and for what it names."""
    kinds: list[type[Refused]] = [*Unusable.__subclasses__(), *Unreadable.__subclasses__()]
    return next((kind(**values).words for kind in kinds if kind().code == code), "")
