"""Books in the invented estate: three to read, as EPUB, and one of them read aloud by chapters, where this machine has a voice."""

import io
import zipfile
from collections.abc import Callable, Iterator
from html import escape
from uuid import NAMESPACE_URL, uuid5

from django.utils.html import format_html

from throughgate.kernel.gateways import file_store
from throughgate.kernel.people.models import Worker
from throughgate.kernel.registry.demo import Showing
from throughgate.kernel.sync.models import StoredFile
from throughgate.modules.library.commands.publishing import Given
from throughgate.modules.library.demo.books_words import BOOKS, LAMP, Book
from throughgate.modules.library.demo.bring import bring
from throughgate.modules.library.demo.drawn import can_be_made, speech
from throughgate.modules.library.models import Item, Media, Shelf
from throughgate.modules.library.queries import sound_of
from throughgate.modules.library.rules.body import Document, File, Paragraph, Text
from throughgate.modules.library.rules.kinds import Kind, Topic
from throughgate.modules.library.rules.media import MediaKind

FREE_TIME = [Topic.FREE_TIME, Topic.LEARNING]
EPUB = "application/epub+zip"
VOICES = {"en": "en-gb", "cy": "cy"}
READ_ALOUD = {"en": ("{title}, read aloud", "Listen to it."), "cy": ("{title}, wedi'i darllen", "Gwrandewch arni.")}
CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
Publish = Callable[[Given, float], Item]


def show_books(showing: Showing, shelf: Shelf, writer: Worker, publish: Publish) -> Iterator[Item]:
    """The books, then the series of the one that is read aloud: `publish(edition, days_ago)`."""
    for n, book in enumerate(BOOKS):
        yield publish(Given(Kind.BOOK, {language: _text(showing, language, one) for language, one in book.items()}, FREE_TIME), 30 - n)
    if can_be_made():
        series = publish(Given(Kind.SERIES, {language: _aloud(language, one) for language, one in LAMP.items()}, FREE_TIME), 26)
        yield series
        for n in range(len(LAMP["en"].chapters)):
            texts = {language: _chapter(showing, shelf, writer, language, one.chapters[n]) for language, one in LAMP.items()}
            yield publish(Given(Kind.SOUND, texts, FREE_TIME, series=series.pk, place_in_series=n + 1), 26 - (n + 1) / 10)


def _text(showing: Showing, language: str, book: Book) -> Text:
    content = epub(language, book)
    name = file_store.put(content)
    StoredFile.objects.get_or_create(pk=name, defaults={"size": len(content), "kind": EPUB, "arrived": showing.now})
    document = Document(File(name, len(content), EPUB), book.title)
    return Text(book.title, book.about, [Paragraph(book.about), document], [Paragraph(book.easy), document])


def _aloud(language: str, book: Book) -> Text:
    title, easy = READ_ALOUD[language]
    return Text(title.format(title=book.title), book.about, [Paragraph(book.about)], [Paragraph(easy)])


def _chapter(showing: Showing, shelf: Shelf, writer: Worker, language: str, chapter: str) -> Text:
    title, _line, words = chapter.partition("\n\n")
    media: Media = bring(showing, shelf, writer, MediaKind.SOUND, f"{title}.wav", lambda folder: speech(VOICES[language], chapter, folder))
    sound = sound_of(media, title, words)
    return Text(title, "", [sound], [sound])


def epub(language: str, book: Book) -> bytes:
    """A book as EPUB 3, a file for each chapter. The same words make the same bytes."""
    chapters = [chapter.split("\n\n") for chapter in book.chapters]
    files = {
        "mimetype": EPUB,
        "META-INF/container.xml": CONTAINER,
        "book.opf": _package(language, book),
        "nav.xhtml": _page(language, _contents([heading for heading, *_words in chapters])),
    } | {f"c{n}.xhtml": _page(language, _told(heading, words)) for n, (heading, *words) in enumerate(chapters)}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in files.items():
            # Whatever reads it looks for the first file's name at a fixed place, uncompressed.
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            box.writestr(zipfile.ZipInfo(name), content, how)
    return made.getvalue()


def _package(language: str, book: Book) -> str:
    numbers = range(len(book.chapters))
    items = "".join(f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in numbers)
    spine = "".join(f'<itemref idref="c{n}"/>' for n in numbers)
    return (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">urn:uuid:{uuid5(NAMESPACE_URL, book.title)}</dc:identifier><dc:title>{escape(book.title)}</dc:title>'
        f"<dc:language>{language}</dc:language></metadata><manifest>{items}"
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>'
        f"<spine>{spine}</spine></package>"
    )


def _contents(headings: list[str]) -> str:
    lines = "".join(format_html('<li><a href="c{}.xhtml">{}</a></li>', n, heading) for n, heading in enumerate(headings))
    return f'<nav xmlns:epub="http://www.idpf.org/2007/ops" epub:type="toc"><ol>{lines}</ol></nav>'


def _told(heading: str, words: list[str]) -> str:
    paragraphs = "".join(format_html("<p>{}</p>", " ".join(one.split())) for one in words)
    return format_html("<section><h1>{}</h1>", heading) + paragraphs + "</section>"


def _page(language: str, body: str) -> str:
    head = "<head><title>-</title></head>"
    return f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" lang="{language}">{head}<body>{body}</body></html>'
