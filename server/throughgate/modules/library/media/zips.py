"""What an archive from a stranger may not do, whatever it is called."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext_lazy as _

from throughgate.modules.library.media.pieces import Unusable

GB = 2**30
# Our own: a channel with films; what one item shows.
MOST_FILES, MOST_SMALLER = 50_000, 200
ENCRYPTED = 0x1
ODD = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, KeyError, EOFError, ValueError, zlib.error)


class ZipBroken(Unusable):
    says = _("This archive cannot be opened, or breaks off. Make it anew as a ZIP file, and bring it again.")


class ZipEscapes(Unusable):
    says = _("This archive holds “{what}”, which would be written outside its own folder. Do not open it; ask where it comes from.")


class ZipLink(Unusable):
    says = _("“{what}” in this archive is a link to some other file. Put the file itself there.")


class ZipLocked(Unusable):
    says = _("This archive is locked with a password. Make it anew without one.")


class ZipTooLarge(Unusable):
    says = _("This archive unpacks to far more than it should. Do not open it; ask where it comes from.")


class ZipInZip(Unusable):
    says = _("There is another archive in this archive: “{what}”. Unpack it, and put what is in it there instead.")


class ZipTwice(Unusable):
    says = _("“{what}” stands twice in this archive, so nobody can say which one is meant.")


def escapes(name: str) -> bool:
    """Whether a name leads out of the folder into which one would unpack."""
    parts = PurePosixPath(name.replace("\\", "/"))
    return parts.is_absolute() or ".." in parts.parts or ":" in name or "\0" in name


def is_link(one: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(one.external_attr >> 16)


@contextmanager
def opened(source: Path, most_unpacked: int) -> Iterator[zipfile.ZipFile]:
    """An archive whose names and sizes are looked at before anything else. Whatever is odd while it is open is a ZipBroken.

    Nothing is ever unpacked under a name of its own. Raises: Unusable.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            _check(archive, min(most_unpacked, MOST_SMALLER * source.stat().st_size))
            yield archive
    except ODD as no:
        raise ZipBroken from no


def check_none_inside(archive: zipfile.ZipFile, endings: tuple[str, ...]) -> None:
    """No archive in the archive, whatever it is called; those with such endings are of a kind that we read. Raises: ZipInZip."""
    for one in archive.infolist():
        if one.is_dir() or one.filename.lower().endswith(endings):
            continue
        with archive.open(one) as file:
            if file.read(4) in (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf"):
                raise ZipInZip(what=one.filename[:100])


def _check(archive: zipfile.ZipFile, most: int) -> None:
    files, seen = archive.infolist(), set()
    if len(files) > MOST_FILES or sum(one.file_size for one in files) > most:
        raise ZipTooLarge
    for one in files:
        if escapes(one.orig_filename):
            raise ZipEscapes(what=one.orig_filename.replace("\0", "")[:100])
        if is_link(one):
            raise ZipLink(what=one.filename[:100])
        if one.flag_bits & ENCRYPTED:
            raise ZipLocked
        if one.filename in seen:
            raise ZipTwice(what=one.filename[:100])
        seen.add(one.filename)
