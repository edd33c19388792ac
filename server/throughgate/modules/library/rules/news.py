"""From a feed of news (RSS or Atom) to stories as plain text. Plain functions; nothing is fetched here."""

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MOST_STORIES, LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_STORY = 30, 120, 300, 30_000
BLOCKS = ("p", "div", "ul", "ol", "blockquote", "table", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
GONE = ("script", "style", "template", "iframe", "object", "form", "svg", "head")


class NoFeed(Exception):
    """What stands there is no feed."""


@dataclass(frozen=True)
class Story:
    """One piece of news. `theirs`: what it is called for ever; `picture`: an address, or nothing; `says`: what the picture shows."""

    theirs: str
    title: str
    summary: str
    words: str
    picture: str
    says: str


def stories_in(content: bytes, address: str) -> list[Story]:
    """The newest of a feed, with every word that it carries. Raises: NoFeed."""
    import feedparser

    # What declares entities is no feed of news, and may unfold without end.
    if b"<!ENTITY" in content:
        raise NoFeed
    feed = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    if not feed.get("version") or not feed.entries:
        raise NoFeed
    return [story for entry in feed.entries[:MOST_STORIES] for story in _story(entry, address)]


def text_of(html: str) -> str:
    """The words of a piece of HTML, as blocks_of reads them: headings with #, points with -, an empty line between parts."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "html.parser")
    for gone in soup(GONE):
        gone.decompose()
    for line in soup("br"):
        line.replace_with("\n")
    for heading in soup(HEADINGS):
        heading.insert(0, "# ")
    for point in soup("li"):
        point.insert(0, "\n- ")
    for block in soup(BLOCKS):
        block.insert_before("\n\n")
        block.insert_after("\n\n")
    lines = [re.sub(r"[^\S\n]+", " ", line).strip() for line in soup.get_text().split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _story(entry: Any, address: str) -> Iterator[Story]:
    html = next((part.value for part in entry.get("content", [])), "") or entry.get("summary", "")
    title, words = text_of(entry.get("title", "")).replace("\n", " "), text_of(html)
    named = entry.get("id") or entry.get("link") or title
    if title and named:
        # One list may hold the news of several places.
        theirs = hashlib.sha256(f"{address}\n{named}".encode()).hexdigest()[:32]
        summary = text_of(entry.get("summary", "")).partition("\n")[0]
        picture, says = _picture(entry, html)
        yield Story(theirs, _cut(title, LONGEST_TITLE), _cut(summary, LONGEST_SUMMARY), words[:LONGEST_STORY], picture, says or title)


def _picture(entry: Any, html: str) -> tuple[str, str]:
    from bs4 import BeautifulSoup

    given = [*entry.get("media_content", []), *entry.get("enclosures", []), *entry.get("media_thumbnail", [])]
    for one in given:
        kind = one.get("type") or ("image/" if one.get("medium", "image") == "image" else "")
        if kind.startswith("image/") and (where := one.get("url") or one.get("href")):
            return where, ""
    shown = BeautifulSoup(html, "html.parser").find("img", src=True)
    return (str(shown["src"]), str(shown.get("alt") or "")) if shown else ("", "")


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rpartition(' ')[0] or text[: most - 1]}…"
