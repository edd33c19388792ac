"""From a file that somebody chose to lines of text. It knows nothing of people beyond the headings."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import Refused
from throughgate.basics.text import fold
from throughgate.modules.caseload.commands.importing import MOST_LINES, Line
from throughgate.modules.caseload.rules.cells import Sheet

MOST_BYTES = 5_000_000
# What a workbook may unpack to: a small file can hold a mountain.
MOST_UNPACKED = 60_000_000
LONGEST_CELL = 300

Row = tuple[int, list[str]]


class TooBig(Refused):
    says = _("This file has {megabytes} MB. At most {most} MB can be handed in. Please split it.")


class NotASheet(Refused):
    says = _("This is not a file that we can read. Save it as CSV (UTF-8) or as an Excel workbook (.xlsx), and hand that in.")


class Damaged(Refused):
    says = _("This workbook is damaged or protected by a password. Open it, save it anew without a password, and hand that in.")


class NoHeadings(Refused):
    says = _("The first line must hold the headings. These are missing: {missing}.")


class UnknownHeading(Refused):
    says = _("We do not know the heading “{heading}”. The headings are: {known}.")


class HeadingTwice(Refused):
    says = _("The heading “{heading}” stands there twice.")


class TooManyRows(Refused):
    says = _("This file has more than {most} lines. Please split it.")


def lines_of(content: bytes, sheet: Sheet, most: int = MOST_LINES) -> list[Line]:
    """What each line under the headings says; empty lines are left out, and numbers stay as a spreadsheet shows them.

    Raises: TooBig, NotASheet, Damaged, NoHeadings, UnknownHeading, HeadingTwice, TooManyRows.
    """
    if len(content) > MOST_BYTES:
        raise TooBig(megabytes=len(content) // 1_000_000, most=MOST_BYTES // 1_000_000)
    rows = _rows_of_workbook(content) if content.startswith(b"PK\x03\x04") else _rows_of_text(content)
    filled = ((number, cells) for number, cells in rows if any(cells))
    _number, headings = next(filled, (1, []))
    columns = _columns(headings, sheet)
    lines: list[Line] = []
    for number, cells in filled:
        lines.append(Line(number, {column: cell for column, cell in zip(columns, cells, strict=False) if column and cell}))
        if len(lines) > most:
            raise TooManyRows(most=most)
    return lines


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
            yield begins, [_short(cell) for cell in cells]
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


def _rows_of_workbook(content: bytes) -> Iterator[Row]:
    from openpyxl import load_workbook

    _check_unpacked(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.iter_rows(max_col=60, values_only=True), 1):
            yield number, [_short(_text(cell)) for cell in cells]
    except Refused:
        raise
    except Exception as damage:  # openpyxl raises whatever its parsers do
        raise Damaged from damage


def _check_unpacked(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names, size = parts.namelist(), sum(part.file_size for part in parts.infolist())
    except zipfile.BadZipFile:
        raise Damaged from None
    if "xl/workbook.xml" not in names:
        raise NotASheet
    if size > MOST_UNPACKED:
        raise TooBig(megabytes=size // 1_000_000, most=MOST_UNPACKED // 1_000_000)


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _short(cell: str) -> str:
    return cell.strip()[:LONGEST_CELL]
