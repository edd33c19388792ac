"""Documents and books made by hand: a PDF of two pages, an EPUB of two chapters, one that tries to get out, and one that is broken."""

import io
import zipfile
from uuid import uuid4

PAGES = [["Your rights at a hearing", "You may ask for more time."], ["Ask for an adviser", "Nobody may punish you for asking."]]
LINK = "https://rights.example/adviser"
CHAPTERS = {"The gate": "It was cold, and the door was open.", "The road": "She walked until the rain stopped."}
SEEN = "A door that stands open"
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf500f0003860180"
    "5a347d6b0000000049454e44ae426082"
)
CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="in/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
HOSTILE = """<script>fetch('URL/script'); parent.document.title = 'taken'</script>
<img src="URL/picture.png" onerror="fetch('URL/onerror')"
alt="A picture elsewhere"/>
<iframe src="URL/frame"></iframe><object data="URL/object"></object><svg xmlns="http://www.w3.org/2000/svg"><image href="URL/svg.png"/>
<script>fetch('URL/svg')</script></svg><form action="URL/form"><input type="submit"/></form><a href="URL/link" ping="URL/ping">a link</a>
<p style="background: url(URL/style.png)" onclick="fetch('URL/click')">What is left is words.</p><video src="URL/film.mp4"></video>"""


def pdf() -> bytes:
    """Two pages in a letter that every reader has; the first with a link."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(PAGES)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(PAGES)}/Kids[{kids}]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for n, lines in enumerate(PAGES):
        link = f"/Annots[<</Type/Annot/Subtype/Link/Rect[50 600 300 640]/A<</S/URI/URI({LINK})>>>>]" if n == 0 else ""
        drawn = "BT /F 20 Tf 60 700 Td " + " 0 -60 Td ".join(f"({line}) Tj" for line in lines) + " ET"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 760]/Resources<</Font<</F 3 0 R>>>>/Contents {5 + 2 * n} 0 R{link}>>")
        objects.append(f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream")
    return _pdf_of(objects)


def _pdf_of(objects: list[str]) -> bytes:
    made, starts = "%PDF-1.4\n", []
    for n, one in enumerate(objects, 1):
        starts.append(len(made))
        made += f"{n} 0 obj{one}endobj\n"
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    count = len(objects) + 1
    return f"{made}xref\n0 {count}\n0000000000 65535 f \n{table}trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{len(made)}\n%%EOF".encode()


def epub(chapters: dict[str, str]) -> bytes:
    """A book with these chapters, each of which is markup."""
    names = [f"c{n}.xhtml" for n in range(len(chapters))]
    items = "".join(f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in names)
    spine = "".join(f'<itemref idref="{name}"/>' for name in names)
    lines = "".join(f'<li><a href="{name}">{title}</a></li>' for name, title in zip(names, chapters, strict=True))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        box.writestr("META-INF/container.xml", CONTAINER)
        box.writestr("in/book.opf", _package(items, spine))
        box.writestr("in/nav.xhtml", _xhtml(f'<nav xmlns:epub="http://www.idpf.org/2007/ops" epub:type="toc"><ol>{lines}</ol></nav>'))
        box.writestr("in/pictures/door.png", DOT)
        for name, (title, markup) in zip(names, chapters.items(), strict=True):
            box.writestr(f"in/{name}", _xhtml(f"<section><h1>{title}</h1>{markup}</section>"))
    return made.getvalue()


def _package(items: str, spine: str) -> str:
    return (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:x</dc:identifier>'
        "<dc:title>The open door</dc:title>"
        f"<dc:language>en</dc:language></metadata><manifest>{items}"
        '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
        f'<item id="door" href="pictures/door.png" media-type="image/png"/></manifest><spine>{spine}</spine></package>'
    )


def _xhtml(body: str) -> str:
    return f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{body}</body></html>'


def publish_documents(editor: str, url: str) -> dict[str, str]:
    """One item with all four. `url`: where the hostile book would like to go. Returns its id."""
    import series

    from throughgate.modules.library.rules.body import Document, Paragraph, Text

    told = [f"<p>{words}</p>" for words in CHAPTERS.values()]
    told[0] += f'<p><img src="pictures/door.png" alt="{SEEN}"/></p>' + "<p>And so on.</p>" * 40 + "<p>Then she looked back.</p>"
    files = {
        "Hearings": ("application/pdf", pdf()),
        "The open door": ("application/epub+zip", epub(dict(zip(CHAPTERS, told, strict=True)))),
        "A hostile book": ("application/epub+zip", epub({"Out": HOSTILE.replace("URL", url)})),
        "A broken one": ("application/pdf", b"%PDF-1.4 and nothing else"),
    }
    blocks = [Document(series._kept(content, kind), title) for title, (kind, content) in files.items()]
    item = uuid4()
    texts = {
        "en": Text("Things to read", "Four of them.", [Paragraph("Choose one."), *blocks]),
        "cy": Text("Pethau i’w darllen", "Pedwar ohonynt.", [Paragraph("Dewiswch un."), *blocks]),
    }
    series._publish(series._desk(editor), item, "page", texts, None, 0)
    return {"item": str(item)}
