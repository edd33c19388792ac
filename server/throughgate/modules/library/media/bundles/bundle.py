"""An archive of many things, looked through to its end: what can become drafts, and what cannot, line by line."""

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import msgspec
from django.utils.translation import gettext_lazy as _

from throughgate.modules.library.media import zips
from throughgate.modules.library.media.bundles import kolibri, sheet
from throughgate.modules.library.media.pieces import Made, Piece, Unusable
from throughgate.modules.library.rules.drafted import Draft, Wrong

MOST_UNPACKED = 8 * zips.GB
# What computers put into archives by themselves.
NOISE = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
LISTS = (".csv", ".xlsx")


class NoList(Unusable):
    says = _("There is neither a list (CSV or XLSX) in this archive nor a channel of Kolibri. Put the list beside the files that it names.")


class TwoLists(Unusable):
    says = _("There are several lists in this archive: {what}. Put one of them there.")


class EmptyList(Unusable):
    says = _("There is a list in this archive, and nothing stands under its headings.")


def make_bundle(source: Path, folder: Path) -> Made:
    """The archive as it came, and beside it what its lines say. Raises: Unusable, sheets.Unreadable."""
    with zips.opened(source, MOST_UNPACKED) as archive:
        origin, lines = _lines(archive, folder)
        good, bad = _written(lines, folder)
    if not good and not bad:
        raise EmptyList
    kept = folder / "bundle"
    kept.hardlink_to(source)
    kinds = {"drafts": "drafts", "wrong": "wrong"}
    pieces = [Piece(role, folder / name, f"application/x-{origin}") for role, name in kinds.items() if (folder / name).stat().st_size]
    return Made((Piece("shown", kept, "application/zip"), *pieces))


def _lines(archive: zipfile.ZipFile, folder: Path) -> tuple[str, Iterator[Draft | Wrong]]:
    names = [name for name in archive.namelist() if not name.endswith("/") and not any(noise in name for noise in NOISE)]
    if channel := kolibri.channel_in(names):
        return f"kolibri-{channel.id}", kolibri.drafts_of(archive, channel, folder)
    lists = [name for name in names if name.lower().endswith(LISTS)]
    nearest = min((name.count("/") for name in lists), default=0)
    lists = [name for name in lists if name.count("/") == nearest]
    if not lists:
        raise NoList
    if len(lists) > 1:
        raise TwoLists(what=", ".join(PurePosixPath(name).name for name in lists)[:150])
    zips.check_none_inside(archive, (".xlsx", ".epub"))
    top = lists[0].rpartition("/")[0]
    return sheet.SOURCE, sheet.drafts_of(sheet.Archive(archive, f"{top}/" if top else ""), lists[0])


def _written(lines: Iterator[Draft | Wrong], folder: Path) -> tuple[int, int]:
    """One line of JSON each, so that never more than one of them is held."""
    counts = {"drafts": 0, "wrong": 0}
    encoder = msgspec.json.Encoder()
    with (folder / "drafts").open("wb") as good, (folder / "wrong").open("wb") as bad:
        for line in lines:
            counts["drafts" if isinstance(line, Draft) else "wrong"] += 1
            (good if isinstance(line, Draft) else bad).write(encoder.encode(line) + b"\n")
    return counts["drafts"], counts["wrong"]


def take_out(bundle: Path, member: str, out: Path) -> None:
    """One file of an archive that was looked through before; nothing where the archive is gone."""
    if bundle.is_file():
        with zipfile.ZipFile(bundle) as archive, archive.open(member) as packed, out.open("wb") as file:
            shutil.copyfileobj(packed, file, 2**20)
