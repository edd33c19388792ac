"""What an edition is made of, in each language: blocks as data, never markup. Plain functions."""

import math
from collections.abc import Iterable, Mapping
from typing import Annotated

import msgspec
from msgspec import Meta

LONGEST_WORDS, LONGEST_TITLE = 4_000, 120
Words = Annotated[str, Meta(min_length=1, max_length=LONGEST_WORDS)]
Title = Annotated[str, Meta(min_length=1, max_length=LONGEST_TITLE)]
Seconds = Annotated[int, Meta(ge=0, le=24 * 3600)]
# Our own: half of what practised readers manage, and as fast as it is read aloud.
WORDS_A_MINUTE = 120


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A file by its sha256, with its bytes and media type. `height` of a film in lines."""

    h: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    n: Annotated[int, Meta(ge=1)]
    t: Annotated[str, Meta(min_length=3, max_length=60)]
    height: int = 0


class Heading(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="heading", tag_field="k"):
    words: Title


class Paragraph(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="words", tag_field="k"):
    words: Words


class Points(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="list", tag_field="k"):
    items: Annotated[list[Words], Meta(min_length=1, max_length=40)]


class Picture(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="picture", tag_field="k"):
    """`says`: what it shows, for those who do not see it."""

    file: File
    says: Words


class Sound(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="sound", tag_field="k"):
    """`says`: what is said in it."""

    file: File
    title: Title
    seconds: Seconds
    says: Words


class Film(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="film", tag_field="k"):
    """The same film in several sizes; captions by language (WebVTT)."""

    files: Annotated[list[File], Meta(min_length=1, max_length=4)]
    title: Title
    seconds: Seconds
    says: Words
    poster: File | None = None
    captions: dict[str, File] = {}


class Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="document", tag_field="k"):
    file: File
    title: Title


class H5p(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="h5p", tag_field="k"):
    """An H5P package, as one file; it runs in the app's sandbox."""

    file: File
    title: Title


class Scorm(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="scorm", tag_field="k"):
    """The same of SCORM."""

    file: File
    title: Title


class Link(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="item", tag_field="k"):
    """To another item."""

    item: Annotated[str, Meta(min_length=1, max_length=36)]
    title: Title


class Help(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="help", tag_field="k"):
    """Who can help with it."""

    name: Title
    words: Words
    phone: Annotated[str, Meta(max_length=30)] = ""


Block = Heading | Paragraph | Points | Picture | Sound | Film | Document | H5p | Scorm | Link | Help
Blocks = Annotated[list[Block], Meta(max_length=200)]


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An item in one language. `easy`: the same in short and simple words; empty where there is no such twin."""

    title: Title
    summary: Annotated[str, Meta(max_length=300)]
    blocks: Blocks
    easy: Blocks = []


def body_of(texts: Mapping[str, Text]) -> bytes:
    """The file that is an edition; the same words are the same bytes."""
    said = {language: {"blocks": text.blocks, "easy": text.easy} for language, text in sorted(texts.items())}
    return msgspec.json.encode({"in": said})


def files_of(texts: Mapping[str, Text]) -> list[File]:
    """Every file that it needs, each once, in a fixed order."""
    named = {file.h: file for text in texts.values() for block in (*text.blocks, *text.easy) for file in _files(block)}
    return [named[h] for h in sorted(named)]


def minutes_of(text: Text) -> int:
    """How long it takes to read, hear and see; at least one."""
    words = sum(len(said.split()) for block in text.blocks for said in said_in(block))
    seconds = sum(block.seconds for block in text.blocks if isinstance(block, Sound | Film))
    return max(1, math.ceil(words / WORDS_A_MINUTE + seconds / 60))


def aloud(title: str, blocks: Iterable[Block]) -> str:
    """What is read out of an item: its title and words, what a picture shows, and that something is to be seen or heard there."""
    parts = [title, *(said for block in blocks for said in _aloud(block))]
    return "\n\n".join(part if part.rstrip()[-1:] in ".!?:;" else f"{part}." for part in parts)


def _aloud(block: Block) -> Iterable[str]:
    match block:
        case Help(name=name, words=words, phone=phone):
            return [part for part in (name, words, phone) if part]
        case Picture(says=says):
            return [says]
        case Sound(title=title) | Film(title=title) | Document(title=title) | H5p(title=title) | Scorm(title=title) | Link(title=title):
            return [title]
    return said_in(block)


def said_in(block: Block) -> Iterable[str]:
    """What a block says in words of its own."""
    match block:
        case Heading(words=words) | Paragraph(words=words) | Help(words=words):
            return [words]
        case Points(items=items):
            return items
    return []


def _files(block: Block) -> Iterable[File]:
    match block:
        case Picture(file=file) | Sound(file=file) | Document(file=file) | H5p(file=file) | Scorm(file=file):
            return [file]
        case Film(files=files, poster=poster, captions=captions):
            return [*files, *([poster] if poster else []), *captions.values()]
    return []
