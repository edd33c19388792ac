"""What an archive from a stranger may not do, whatever it is called."""

import stat
import struct
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
# What the library says of a file that is broken: as it is opened, and later as one of its files is read.
AT_OPENING = (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError)
AT_READING = (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error, struct.error, UnicodeDecodeError)
# What the fields' own formats allow.
PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


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
    """An archive whose names and sizes are looked at before anything else; one that breaks off while it is read is a ZipBroken too.

    Nothing is ever unpacked under a name of its own. Raises: Unusable.
    """
    with _archive(source) as archive:
        _check(archive, source.stat().st_size, most_unpacked)
        try:
            yield archive
        except AT_READING as no:
            raise ZipBroken from no


def check_comes_out(archive: zipfile.ZipFile, most: int) -> None:
    """That all of it can be read, and is no more than it says. Raises: ZipTooLarge, and what is odd at reading."""
    unpacked = 0
    for one in archive.infolist():
        with archive.open(one) as file:
            while piece := file.read(2**20):
                unpacked += len(piece)
                if unpacked > most:
                    raise ZipTooLarge


def check_none_inside(archive: zipfile.ZipFile, endings: tuple[str, ...]) -> None:
    """No archive in the archive, whatever it is called; those with such endings are of a kind that we read. Raises: ZipInZip."""
    for one in archive.infolist():
        if one.is_dir() or one.filename.lower().endswith(endings):
            continue
        with archive.open(one) as file:
            if file.read(4) in (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf"):
                raise ZipInZip(what=one.filename[:100])


def _archive(source: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source)
    except AT_OPENING as no:
        raise ZipBroken from no


def _check(archive: zipfile.ZipFile, packed: int, most: int) -> None:
    files, seen = archive.infolist(), set()
    if len(files) > MOST_FILES or sum(one.file_size for one in files) > min(most, MOST_SMALLER * packed):
        raise ZipTooLarge
    for one in files:
        if one.compress_type not in PACKED or not 0 <= one.header_offset < packed:
            raise ZipBroken
        if escapes(one.orig_filename):
            raise ZipEscapes(what=one.orig_filename.replace("\0", "")[:100])
        if is_link(one):
            raise ZipLink(what=one.filename[:100])
        if one.flag_bits & ENCRYPTED:
            raise ZipLocked
        if one.filename in seen:
            raise ZipTwice(what=one.filename[:100])
        seen.add(one.filename)
