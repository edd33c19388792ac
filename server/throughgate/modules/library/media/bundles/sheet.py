"""A list (CSV or XLSX) with the files it names: from each line a draft, or every reason why not."""

import hashlib
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from throughgate.kernel.sheets import Reading, SameInFile, Sheet, TooLong, lines_of
from throughgate.modules.library.rules import drafted
from throughgate.modules.library.rules.body import LONGEST_TITLE, LONGEST_WORDS
from throughgate.modules.library.rules.drafted import Draft, DraftText, Inside, Wrong, wrong
from throughgate.modules.library.rules.kinds import Kind, Topic
from throughgate.modules.library.rules.media import MB, MOST, MediaKind

COLUMNS = {
    "id": _("Id"),
    "kind": _("What it is"),
    "title": _("Title"),
    "summary": _("Summary"),
    "words": _("Words"),
    "easy": _("Easy words"),
    "title_cy": _("Title in Welsh"),
    "summary_cy": _("Summary in Welsh"),
    "words_cy": _("Words in Welsh"),
    "easy_cy": _("Easy words in Welsh"),
    "cover": _("Picture in lists"),
    "picture": _("Picture"),
    "sound": _("Sound"),
    "film": _("Film"),
    "document": _("Document"),
    "says": _("What is seen or said in it"),
    "says_cy": _("The same in Welsh"),
    "topics": _("Topics"),
    "series": _("Series"),
    "part": _("Part"),
    "languages": _("Languages"),
}
ALSO_CALLED = {"kind": ("type",), "words": ("text", "body", "words file"), "easy": ("easy read",), "part": ("place in series",)}
Word = TypeVar("Word", Kind, Topic)
MOST_LINES, LONGEST_TEXT, LONGEST_SUMMARY = 10_000, 30_000, 300
# Our own: ten thousand lines with a page of words each.
SHEET = Sheet(COLUMNS, ("title",), ALSO_CALLED, most_bytes=60 * MB, most_unpacked=200 * MB, longest_cell=LONGEST_TEXT)
ENDINGS = {
    MediaKind.PICTURE: ("jpg", "jpeg", "png", "webp", "gif", "tif", "tiff"),
    MediaKind.SOUND: ("mp3", "m4a", "ogg", "opus", "wav", "flac", "webm"),
    MediaKind.FILM: ("mp4", "mov", "mkv", "webm", "avi", "m4v"),
    MediaKind.DOCUMENT: ("pdf", "epub"),
}
TEXT = (".txt", ".md")
SOURCE = "list"


@dataclass
class Archive:
    """The files beside a list, by the names that it uses for them. What was read once is remembered by its hash."""

    zip: zipfile.ZipFile
    folder: str
    known: dict[str, tuple[str, int]] = field(default_factory=dict)

    def full(self, name: str) -> str:
        """The name in the archive. Raises: NotInArchive."""
        inside = self.folder + name.replace("\\", "/").removeprefix("./")
        if inside not in self.zip.NameToInfo or inside.endswith("/"):
            raise drafted.NotInArchive(name=name[:100])
        return inside

    def file(self, kind: MediaKind) -> Callable[[str], Inside | None]:
        """A reader of the name of one file of that kind."""

        def read(name: str) -> Inside:
            inside, ending = self.full(name), name.lower().rpartition(".")[2]
            if ending not in ENDINGS[kind]:
                raise drafted.WrongFile(name=name[:100], known=", ".join(ENDINGS[kind]))
            if self.zip.getinfo(inside).file_size > MOST[kind]:
                raise drafted.FileTooBig(name=name[:100], most=MOST[kind] // MB)
            return Inside(kind, inside, *self._seen(inside))

        return read

    def words(self, text: str) -> str:
        """The text itself, or what is in the file of that name."""
        if "\n" in text or not text.lower().endswith(TEXT) or " " in text.strip().rpartition("/")[2]:
            return text
        inside = self.full(text)
        if self.zip.getinfo(inside).file_size > 4 * LONGEST_TEXT:
            raise TooLong(length=self.zip.getinfo(inside).file_size, most=LONGEST_TEXT)
        try:
            return self.zip.read(inside).decode("utf-8-sig")
        except UnicodeDecodeError:
            raise drafted.NotText(name=text[:100]) from None

    def _seen(self, inside: str) -> tuple[str, int]:
        if inside not in self.known:
            with self.zip.open(inside) as file:
                self.known[inside] = hashlib.file_digest(file, "sha256").hexdigest(), self.zip.getinfo(inside).file_size  # type: ignore[arg-type]
        return self.known[inside]


def drafts_of(archive: Archive, name: str) -> Iterator[Draft | Wrong]:
    """From each line of that list a draft, or what is wrong with it. Raises: sheets.Unreadable."""
    seen: dict[str, int] = {}
    for number, said in lines_of(archive.zip.read(name), SHEET, MOST_LINES):
        line = Reading(said, SHEET.needed)
        draft = _draft(number, line, archive)
        if draft.theirs in seen:
            line.faults.append(("id" if "id" in said else "title", SameInFile(line=seen[draft.theirs], what=draft.theirs)))
        seen.setdefault(draft.theirs, number)
        yield wrong(number, said, line.faults) if line.faults else draft


def _draft(number: int, line: Reading, archive: Archive) -> Draft:
    texts = _texts(line, archive)
    shows = _shows(line, archive, texts["en"].says)
    title = texts["en"].title
    kind = line.read("kind", _one_of(Kind), Kind.PAGE)
    if not (texts["en"].words or shows or kind == Kind.SERIES or any(column == "words" for column, _no in line.faults)):
        line.faults.append(("words", drafted.NothingToRead()))
    return Draft(
        line=number,
        theirs=line.read("id", _short(80), title),
        kind=kind,
        texts=texts,
        topics=line.read("topics", _topics, []),
        languages=line.read("languages", _codes, []),
        series=line.read("series", _short(LONGEST_TITLE), ""),
        part=line.read("part", _number, 0),
        picture=line.read("cover", archive.file(MediaKind.PICTURE), None),
        shows=shows,
    )


def _texts(line: Reading, archive: Archive) -> dict[str, DraftText]:
    texts = {}
    for language, end in (("en", ""), ("cy", "_cy")):
        title, summary = line.read(f"title{end}", _short(LONGEST_TITLE), ""), line.read(f"summary{end}", _short(LONGEST_SUMMARY), "")
        words, easy = line.read(f"words{end}", archive.words, ""), line.read(f"easy{end}", archive.words, "")
        says = line.read(f"says{end}", _short(LONGEST_WORDS), "")
        if title or words or says or language == "en":
            texts[language] = DraftText(title, summary, words, easy, says)
    return texts


def _shows(line: Reading, archive: Archive, says: str) -> list[Inside]:
    found = [(kind, line.read(kind.value, archive.file(kind), None)) for kind in ENDINGS]
    if not says and any(one and kind is not MediaKind.DOCUMENT for kind, one in found):
        line.faults.append(("says", drafted.NotSaid()))
    return [one for _kind, one in found if one]


def _short(most: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        if len(text) > most:
            raise TooLong(length=len(text), most=most)
        return text

    return read


def _one_of(kinds: type[Word]) -> Callable[[str], Word]:
    """By its code, or by what it is called."""
    known: Mapping[str, Word] = {**{str(one.label).lower(): one for one in kinds}, **{one.value: one for one in kinds}}

    def read(text: str) -> Word:
        if text.lower() not in known:
            raise drafted.UnknownWord(value=text[:60], known=", ".join(one.value for one in kinds))
        return known[text.lower()]

    return read


def _topics(text: str) -> list[Topic]:
    read = _one_of(Topic)
    topics = list(dict.fromkeys(read(part.strip()) for part in text.replace(";", ",").split(",") if part.strip()))
    if len(topics) > drafted.MOST_TOPICS:
        raise drafted.TooManyTopics
    return topics


def _codes(text: str) -> list[str]:
    codes = [code.strip().lower() for code in text.replace(";", ",").split(",") if code.strip()]
    for code in codes:
        if code not in drafted.LANGUAGES:
            raise drafted.UnknownWord(value=code[:60], known=", ".join(drafted.LANGUAGES))
    return codes


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 999):
        raise drafted.NotANumber(value=text[:60])
    return int(text)
