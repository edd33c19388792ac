"""Documents: PDF and EPUB, as they came. What could run, lead out of its folder or unpack without end is refused, and says why."""

import json
import os
import sys
import zipfile
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from throughgate.kernel.gateways.programs import Failed, run
from throughgate.modules.library.media import zips
from throughgate.modules.library.media.pieces import Made, Piece, Unusable

LOOKING_S, MEMORY = 120, 2 * 2**30
# Our own: a thick book with many pictures, unpacked.
MOST_UNPACKED = 500 * 2**20


class NotADocument(Unusable):
    says = _("This is neither a PDF nor an EPUB. Save it as PDF from the program that made it.")


class PdfBroken(Unusable):
    says = _("This PDF cannot be read to its end. Save it again from the program that made it.")


class PdfLocked(Unusable):
    says = _("This PDF is locked with a password. Save it without one.")


class PdfRuns(Unusable):
    says = _("This PDF holds a program (JavaScript) that would run when it is opened. Print it to a new PDF, and upload that.")


class PdfLaunches(Unusable):
    says = _("This PDF would start other programs, send something or open other files. Print it to a new PDF, and upload that.")


class PdfCarries(Unusable):
    says = _("This PDF carries other files inside it. Print it to a new PDF, and upload that.")


class EpubBroken(Unusable):
    says = _("This EPUB cannot be opened. Export it again from the program that made it.")


class EpubEscapes(Unusable):
    says = _("This EPUB holds a file that would be written outside its own folder. Do not open it; ask where it comes from.")


class EpubTooLarge(Unusable):
    says = _("This EPUB unpacks to far more than a book. Do not open it; ask where it comes from.")


class EpubLocked(Unusable):
    says = _("This EPUB is locked by whoever sold it. Nobody else could read it.")


EPUB_TROUBLE: dict[type[Unusable], type[Unusable]] = {
    zips.ZipBroken: EpubBroken,
    zips.ZipTwice: EpubBroken,
    zips.ZipEscapes: EpubEscapes,
    zips.ZipLink: EpubEscapes,
    zips.ZipTooLarge: EpubTooLarge,
    zips.ZipLocked: EpubLocked,
}
PDF_TROUBLE = {trouble.__name__: trouble for trouble in (PdfLocked, PdfRuns, PdfLaunches, PdfCarries)}


def make_document(source: Path, folder: Path) -> Made:
    """The document as it came. Raises: Unusable."""
    kind = _kind(source)
    shown = folder / "document"
    # A second name for the same bytes: the first stays until it is known that they are kept.
    os.link(source, shown)
    return Made((Piece("shown", shown, kind),))


def _kind(source: Path) -> str:
    with source.open("rb") as file:
        start = file.read(1024)
    if b"%PDF-" in start:
        _check_pdf(source)
        return "application/pdf"
    if start[:4] == b"PK\x03\x04":
        _check_epub(source)
        return "application/epub+zip"
    raise NotADocument


def _check_pdf(source: Path) -> None:
    """In a program of its own: a reader of what strangers made can be led in circles."""
    script = Path(__file__).with_name("pdf_inside.py")
    try:
        found = json.loads(run([sys.executable, "-I", str(script), str(source)], LOOKING_S, memory=MEMORY).wrote)
    except (Failed, ValueError) as no:
        raise PdfBroken from no
    for name in found:
        raise PDF_TROUBLE[name]


def _check_epub(source: Path) -> None:
    try:
        with zips.opened(source, MOST_UNPACKED) as book:
            zips.check_comes_out(book, MOST_UNPACKED)
            _check_book(book)
    except tuple(EPUB_TROUBLE) as no:
        raise EPUB_TROUBLE[type(no)] from no


def _check_book(book: zipfile.ZipFile) -> None:
    names = set(book.namelist())
    if "mimetype" not in names or book.read("mimetype").strip() != b"application/epub+zip":
        raise NotADocument
    if "META-INF/container.xml" not in names:
        raise EpubBroken
    if "META-INF/rights.xml" in names:
        raise EpubLocked
