"""A channel of Kolibri, as `kolibri manage exportchannel` and `exportcontent` write it: its database, and its files by their MD5.

Source: Kolibri 0.16 to 0.19, kolibri/core/content/contentschema (schema version 5) and utils/paths.py (content/storage/a/b/<md5>.<ending>).
"""

import hashlib
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughgate.basics.errors import Refused
from throughgate.kernel.sheets import Fault
from throughgate.modules.library.media.pieces import Unusable
from throughgate.modules.library.rules import drafted
from throughgate.modules.library.rules.body import LONGEST_TITLE
from throughgate.modules.library.rules.drafted import Draft, DraftText, Inside, Wrong, wrong
from throughgate.modules.library.rules.kinds import Kind
from throughgate.modules.library.rules.media import MB, MOST, MediaKind

DATABASE = re.compile(r"(?:^|.*/)databases/(?P<id>[0-9a-f]{32})\.sqlite3$")
MD5 = re.compile(r"[0-9a-f]{32}")
MOST_DATABASE = 500 * MB
# In thousands of steps of the database's own machine: more than any channel takes, and an end to what would take for ever.
STEPS = 100_000
LONGEST_SUMMARY = 300
SHOWN = {
    "mp4": (MediaKind.FILM, Kind.FILM),
    "webm": (MediaKind.FILM, Kind.FILM),
    "mp3": (MediaKind.SOUND, Kind.SOUND),
    "pdf": (MediaKind.DOCUMENT, Kind.PAGE),
    "epub": (MediaKind.DOCUMENT, Kind.BOOK),
    "h5p": (MediaKind.H5P, Kind.PAGE),
}
PICTURES = ("png", "jpg", "jpeg", "gif", "webp")
# The languages that a page is written in; what is in any other stands where English does.
WRITTEN = ("en", "cy")
NEEDED = {
    "content_channelmetadata": {"id", "name", "root_id"},
    "content_contentnode": {
        *("id", "parent_id", "title", "description", "kind", "author", "license_name", "license_owner", "lang_id", "lft", "sort_order")
    },
    "content_file": {"contentnode_id", "local_file_id", "preset", "supplementary", "thumbnail", "priority"},
    "content_localfile": {"id", "extension"},
    "content_assessmentmetadata": {"contentnode_id", "number_of_assessments"},
}
NODES = """
    SELECT n.id, n.parent_id, n.title, n.description, n.kind, n.author, n.license_name, n.license_owner, n.lang_id,
        (SELECT COUNT(*) FROM content_contentnode c WHERE c.parent_id = n.id AND c.kind != 'topic') AS leads,
        (SELECT COUNT(*) FROM content_assessmentmetadata a WHERE a.contentnode_id = n.id) AS questions
    FROM content_contentnode n ORDER BY n.tree_id, n.lft
"""
FILES = """
    SELECT l.id, l.extension, f.thumbnail FROM content_file f JOIN content_localfile l ON l.id = f.local_file_id
    WHERE f.contentnode_id = ? AND (f.thumbnail OR NOT f.supplementary) ORDER BY f.thumbnail, f.priority LIMIT 50
"""


class ChannelBroken(Unusable):
    says = gettext_lazy("The database of this channel cannot be read, or is older than Kolibri 0.16. Export it again from Kolibri.")


class TwoChannels(Unusable):
    says = gettext_lazy("There are several channels in this archive. Bring them one by one.")


@dataclass(frozen=True)
class Channel:
    """Where a channel stands in an archive: its database, and the folder `content` with a / at its end."""

    id: str
    database: str
    top: str


@dataclass(frozen=True)
class Node:
    """One row of content_contentnode. `leads`: things hang directly below it."""

    id: str
    parent_id: str
    title: str
    description: str
    kind: str
    author: str
    license_name: str
    license_owner: str
    lang_id: str
    leads: bool
    questions: int


@dataclass
class Stock:
    """The files of a channel in an archive. What was read once is remembered by its name."""

    zip: zipfile.ZipFile
    top: str
    known: dict[str, Inside] = field(default_factory=dict)

    def file(self, md5: str, extension: str, kind: MediaKind) -> Inside:
        """A file, read to its end. Raises: NotInArchive, FileTooBig, ChangedOnTheWay."""
        short = f"{md5}.{extension}"
        name = f"{self.top}storage/{md5[:1]}/{md5[1:2]}/{short}"
        if name not in self.known:
            self.known[name] = self._read(name, short, md5, kind)
        return self.known[name]

    def _read(self, name: str, short: str, md5: str, kind: MediaKind) -> Inside:
        if not MD5.fullmatch(md5) or name not in self.zip.NameToInfo:
            raise drafted.NotInArchive(name=short[:100])
        size = self.zip.getinfo(name).file_size
        if not 0 < size <= MOST[kind]:
            raise drafted.FileTooBig(name=short, most=MOST[kind] // MB)
        theirs, ours = hashlib.md5(usedforsecurity=False), hashlib.sha256()
        with self.zip.open(name) as file:
            while piece := file.read(MB):
                theirs.update(piece)
                ours.update(piece)
        if theirs.hexdigest() != md5:
            raise drafted.ChangedOnTheWay(name=short)
        return Inside(kind, name, ours.hexdigest(), size)


def channel_in(names: Sequence[str]) -> Channel | None:
    """The channel among the names in an archive, if there is one. Raises: TwoChannels."""
    found = [match for name in names if (match := DATABASE.fullmatch(name))]
    if len(found) > 1:
        raise TwoChannels
    return Channel(found[0]["id"], found[0][0], found[0][0].rpartition("databases/")[0]) if found else None


def drafts_of(archive: zipfile.ZipFile, channel: Channel, folder: Path) -> Iterator[Draft | Wrong]:
    """A series for each topic under which things hang, and an item for each thing. Raises: ChannelBroken."""
    if archive.getinfo(channel.database).file_size > MOST_DATABASE:
        raise ChannelBroken
    copy = folder / "channel.sqlite3"
    with archive.open(channel.database) as packed, copy.open("wb") as file:
        shutil.copyfileobj(packed, file, MB)
    try:
        with closing(_opened(copy)) as database:
            _check_schema(database)
            yield from _drafts(database, Stock(archive, channel.top))
    except sqlite3.Error as no:
        raise ChannelBroken from no


def _opened(copy: Path) -> sqlite3.Connection:
    """Read only, and with nothing in it believed: a database of a stranger may hold views and triggers that work without end."""
    database = sqlite3.connect(f"file:{copy}?mode=ro&immutable=1", uri=True)
    database.execute("PRAGMA trusted_schema=OFF")
    database.execute("PRAGMA cell_size_check=ON")
    steps = iter(range(STEPS))
    database.set_progress_handler(lambda: next(steps, -1) == -1, 1_000)
    database.text_factory = lambda raw: raw.decode(errors="replace").replace("\0", "")
    return database


def _check_schema(database: sqlite3.Connection) -> None:
    """Raises: ChannelBroken, where a table or column that we read is not there, or is no table."""
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table, columns in NEEDED.items():
        there = {row[1] for row in database.execute(f"PRAGMA table_info({table})")}
        if table not in tables or not columns <= there:
            raise ChannelBroken


def _drafts(database: sqlite3.Connection, stock: Stock) -> Iterator[Draft | Wrong]:
    places: dict[str, int] = {}
    for number, row in enumerate(database.execute(NODES), 1):
        node = _node(row)
        if node.kind == "topic" and not node.leads:
            continue
        places[node.parent_id] = places.get(node.parent_id, 0) + 1
        try:
            yield _draft(number, node, places[node.parent_id], database.execute(FILES, (node.id,)).fetchall(), stock)
        except Refused as no:
            yield wrong(number, {"id": node.id, "title": node.title, "kind": node.kind}, [_fault(no)])


def _node(row: Sequence[Any]) -> Node:
    *said, leads, questions = row
    told = {one.name: "" if value is None else str(value) for one, value in zip(fields(Node), said, strict=False)}
    return Node(**told, leads=bool(leads), questions=int(questions))


def _fault(no: Refused) -> Fault:
    return ("kind" if isinstance(no, drafted.CannotBeShown) else "document", no)


def _draft(number: int, node: Node, place: int, files: Sequence[tuple[str, str, int]], stock: Stock) -> Draft:
    topic = node.kind == "topic"
    kind, shows = (Kind.SERIES, []) if topic else _shown(node, files, stock)
    language = node.lang_id.partition("-")[0]
    language = language if language in WRITTEN else "en"
    return Draft(
        line=number,
        theirs=node.id,
        kind=kind,
        texts={language: _text(node, language)},
        series="" if topic else node.parent_id,
        part=0 if topic else min(place, 999),
        picture=_picture(files, stock),
        shows=shows,
    )


def _shown(node: Node, files: Sequence[tuple[str, str, int]], stock: Stock) -> tuple[Kind, list[Inside]]:
    """Raises: CannotBeShown, and what Stock.file raises."""
    for md5, extension, thumbnail in files:
        if extension in SHOWN and not thumbnail and not node.questions:
            media, kind = SHOWN[extension]
            file = stock.file(md5, extension, media)
            return kind, [file]
    what = "exercise" if node.questions or node.kind == "exercise" else node.kind or "?"
    raise drafted.CannotBeShown(what=what[:40])


def _picture(files: Sequence[tuple[str, str, int]], stock: Stock) -> Inside | None:
    """Its small picture. What is wrong with that keeps nothing else from being brought in."""
    for md5, extension, thumbnail in files:
        if thumbnail and extension in PICTURES:
            try:
                return stock.file(md5, extension, MediaKind.PICTURE)
            except Refused:
                return None
    return None


def _text(node: Node, language: str) -> DraftText:
    """What the channel says of it, and at the end who made it and under which licence: nothing may be shown without that."""
    said, summary = node.description.strip()[:20_000], " ".join(node.description.split())[:LONGEST_SUMMARY]
    with translation.override(language):
        told = [
            _("By %(name)s.") % {"name": node.author} if node.author else "",
            _("Rights: %(name)s.") % {"name": node.license_owner} if node.license_owner else "",
            _("Licence: %(name)s.") % {"name": node.license_name} if node.license_name else "",
        ]
    credit = " ".join(part for part in told if part)
    return DraftText(node.title[:LONGEST_TITLE], summary, "\n\n".join(part for part in (said or node.title, credit) if part))
