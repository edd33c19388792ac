"""From a spreadsheet that somebody chose to lines of text, and from the cells of a line to what they mean or why not."""

import csv
import io
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import Refused
from throughgate.basics.text import Says, fold

MOST_BYTES = 5_000_000
# What a workbook may unpack to: a small file can hold a mountain.
MOST_UNPACKED = 60_000_000
LONGEST_CELL = 300

Row = tuple[int, list[str]]
Value = TypeVar("Value")
Fault = tuple[str, Refused]


class Unreadable(Refused):
    """What is wrong with a spreadsheet as a whole."""


class Missing(Refused):
    says = _("This is empty, and must not be.")


class TooLong(Refused):
    says = _("This has {length} letters. At most {most} fit.")


class SameInFile(Refused):
    says = _("This is the same as in line {line}: {what}.")


class TooBig(Unreadable):
    says = _("This file has {megabytes} MB. At most {most} MB can be handed in. Please split it.")


class NotASheet(Unreadable):
    says = _("This is not a file that we can read. Save it as CSV (UTF-8) or as an Excel workbook (.xlsx), and hand that in.")


class Damaged(Unreadable):
    says = _("This workbook is damaged or protected by a password. Open it, save it anew without a password, and hand that in.")


class NoHeadings(Unreadable):
    says = _("The first line must hold the headings. These are missing: {missing}.")


class UnknownHeading(Unreadable):
    says = _("We do not know the heading “{heading}”. The headings are: {known}.")


class HeadingTwice(Unreadable):
    says = _("The heading “{heading}” stands there twice.")


class TooManyRows(Unreadable):
    says = _("This file has more than {most} lines. Please split it.")


@dataclass(frozen=True)
class Sheet:
    """What a file may hold: column → what it is called on screen, which columns it must have, and what else they may be called.

    At most so many bytes, and unpacked bytes of a workbook; of a cell, so many letters are read.
    """

    columns: Mapping[str, Says]
    needed: Collection[str]
    also_called: Mapping[str, tuple[str, ...]]
    most_bytes: int = MOST_BYTES
    most_unpacked: int = MOST_UNPACKED
    longest_cell: int = LONGEST_CELL


@dataclass
class Reading:
    """One line being read, with every fault found in it."""

    said: Mapping[str, str]
    needed: Collection[str]
    faults: list[Fault] = field(default_factory=list)

    def read(self, column: str, how: Callable[[str], Value], otherwise: Value) -> Value:
        """What a cell means; where it means nothing, `otherwise`, and the fault is noted."""
        text = self.said.get(column, "").strip()
        try:
            if not text and column in self.needed:
                raise Missing
            return how(text) if text else otherwise
        except Refused as refusal:
            self.faults.append((column, refusal))
            return otherwise


def lines_of(content: bytes, sheet: Sheet, most: int) -> Iterator[tuple[int, dict[str, str]]]:
    """Line by line under the headings: its number as a spreadsheet shows it, and column → what stands there.

    Empty lines are left out, and numbers stay as a spreadsheet shows them. Raises: Unreadable, some of it before the first line.
    """
    if len(content) > sheet.most_bytes:
        raise TooBig(megabytes=len(content) // 1_000_000, most=sheet.most_bytes // 1_000_000)
    rows = _rows_of_workbook(content, sheet) if content.startswith(b"PK\x03\x04") else _rows_of_text(content)
    filled = ((number, [cell.strip()[: sheet.longest_cell] for cell in cells]) for number, cells in rows)
    told = ((number, cells) for number, cells in filled if any(cells))
    _number, headings = next(told, (1, []))
    columns = _columns(headings, sheet)
    for count, (number, cells) in enumerate(told, 1):
        if count > most:
            raise TooManyRows(most=most)
        yield number, {column: cell for column, cell in zip(columns, cells, strict=False) if column and cell}


def _columns(headings: list[str], sheet: Sheet) -> list[str]:
    known = {fold(name): column for column in sheet.columns for name in _names(column, sheet)}
    columns = [known.get(fold(heading)) if heading else "" for heading in headings]
    for heading, column in zip(headings, columns, strict=True):
        if column is None:
            raise UnknownHeading(heading=heading, known=_titles(sheet, sheet.columns))
        if column and columns.count(column) > 1:
            raise HeadingTwice(heading=heading)
    missing = [column for column in sheet.needed if column not in columns]
    if missing:
        raise NoHeadings(missing=_titles(sheet, missing))
    return [column or "" for column in columns]


def _names(column: str, sheet: Sheet) -> tuple[str, ...]:
    title = sheet.columns[column]
    with translation.override("en"):
        english = str(title)
    return (str(title), english, column, column.replace("_", " "), *sheet.also_called.get(column, ()))


def _titles(sheet: Sheet, columns: Iterable[str]) -> str:
    return ", ".join(str(sheet.columns[column]) for column in columns)


def _rows_of_text(content: bytes) -> Iterator[Row]:
    text = _decoded(content)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader, begins = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1
    try:
        for cells in reader:
            yield begins, cells
            begins = reader.line_num + 1
    except csv.Error:
        raise NotASheet from None


def _decoded(content: bytes) -> str:
    # A photo or a PDF has zero bytes; no text that a spreadsheet saves as CSV does.
    if b"\0" in content or content.startswith((b"%PDF", b"{\\rtf")):
        raise NotASheet
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _rows_of_workbook(content: bytes, sheet: Sheet) -> Iterator[Row]:
    from openpyxl import load_workbook

    _check_unpacked(content, sheet.most_unpacked)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        first = book.worksheets[0]
        first.reset_dimensions()
        for number, cells in enumerate(first.iter_rows(max_col=60, values_only=True), 1):
            yield number, [_text(cell) for cell in cells]
    except Refused:
        raise
    except Exception as damage:  # openpyxl raises whatever its parsers do
        raise Damaged from damage


def _check_unpacked(content: bytes, most: int) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names, size = parts.namelist(), sum(part.file_size for part in parts.infolist())
    except zipfile.BadZipFile:
        raise Damaged from None
    if "xl/workbook.xml" not in names:
        raise NotASheet
    if size > most:
        raise TooBig(megabytes=size // 1_000_000, most=most // 1_000_000)


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
