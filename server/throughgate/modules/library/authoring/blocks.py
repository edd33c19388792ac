"""The blocks that an item is written in: those of rules/body.py, as Wagtail offers them; and what they are as data."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from throughgate.modules.library import queries
from throughgate.modules.library.authoring.media_input import MediaInput
from throughgate.modules.library.rules.body import LONGEST_TITLE, LONGEST_WORDS
from throughgate.modules.library.rules.media import MediaKind

MEDIA = frozenset(MediaKind.values)
TRANSCRIPT = _("What is said in it, for those who cannot hear it")


class HelpBlock(blocks.StructBlock):  # type: ignore[misc]
    """Who can help with it."""

    name = blocks.CharBlock(label=_("Who"), max_length=LONGEST_TITLE)
    words = blocks.TextBlock(label=_("With what"), max_length=LONGEST_WORDS)
    phone = blocks.CharBlock(label=_("Telephone"), max_length=30, required=False)

    class Meta:
        icon = "help"
        label = _("Who can help")


class MediaBlock(blocks.FieldBlock):  # type: ignore[misc]
    """Which media of the shelf it is, by its id; brought here, or before."""

    def __init__(self, kind: MediaKind, **more: Any) -> None:
        self.field = forms.UUIDField(widget=MediaInput(kind), label=kind.label)
        super().__init__(**more)

    def value_from_form(self, value: Any) -> str:
        return str(value or "")


class PictureBlock(blocks.StructBlock):  # type: ignore[misc]
    media = MediaBlock(MediaKind.PICTURE, label=_("Picture"))
    says = blocks.TextBlock(label=_("What it shows, for those who cannot see it"), max_length=LONGEST_WORDS)

    class Meta:
        icon = "image"
        label = _("Picture")


class SoundBlock(blocks.StructBlock):  # type: ignore[misc]
    media = MediaBlock(MediaKind.SOUND, label=_("Sound"))
    title = blocks.CharBlock(label=_("Title"), max_length=LONGEST_TITLE)
    says = blocks.TextBlock(label=TRANSCRIPT, max_length=LONGEST_WORDS)

    class Meta:
        icon = "media"
        label = _("Sound")


class FilmBlock(blocks.StructBlock):  # type: ignore[misc]
    media = MediaBlock(MediaKind.FILM, label=_("Film"))
    title = blocks.CharBlock(label=_("Title"), max_length=LONGEST_TITLE)
    says = blocks.TextBlock(label=_("What is seen and said in it, in words"), max_length=LONGEST_WORDS)

    class Meta:
        icon = "media"
        label = _("Film")


class DocumentBlock(blocks.StructBlock):  # type: ignore[misc]
    media = MediaBlock(MediaKind.DOCUMENT, label=_("Document"))
    title = blocks.CharBlock(label=_("Title"), max_length=LONGEST_TITLE)

    class Meta:
        icon = "doc-full"
        label = _("Document (PDF or EPUB)")


class H5pBlock(DocumentBlock):
    media = MediaBlock(MediaKind.H5P, label=_("H5P package"))

    class Meta:
        icon = "cogs"
        label = _("Something to do (H5P)")


class ScormBlock(DocumentBlock):
    media = MediaBlock(MediaKind.SCORM, label=_("SCORM package"))

    class Meta:
        icon = "cogs"
        label = _("A course (SCORM)")


class ItemBlock(blocks.StructBlock):  # type: ignore[misc]
    """To another item that is with people."""

    item = blocks.ChoiceBlock(label=_("Item"), choices=queries.items_to_link)
    title = blocks.CharBlock(label=_("What the link says"), max_length=LONGEST_TITLE)

    class Meta:
        icon = "link"
        label = _("Another item")


class Body(blocks.StreamBlock):  # type: ignore[misc]
    """What an item says in one language. A block is named as its kind is in the edition."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=LONGEST_TITLE, icon="title")
    words = blocks.TextBlock(label=_("Words"), max_length=LONGEST_WORDS, icon="pilcrow")
    list = blocks.ListBlock(blocks.CharBlock(label=_("Point"), max_length=LONGEST_WORDS), label=_("List"), icon="list-ul", max_num=40)
    picture = PictureBlock()
    sound = SoundBlock()
    film = FilmBlock()
    document = DocumentBlock()
    h5p = H5pBlock()
    scorm = ScormBlock()
    item = ItemBlock()
    help = HelpBlock()

    class Meta:
        max_num = 200


def as_data(body: Iterable[Any]) -> list[dict[str, Any]]:
    """What a body says, as rules/body.py spells it. An empty line in words begins another block."""
    return [said for block in body for said in _as_data(block.block_type, block.value)]


def can_be_written(said: Iterable[dict[str, Any]]) -> bool:
    """Whether these blocks of an edition are all of kinds that can be written here, of media that stand on a shelf."""
    return all(block["k"] in Body.base_blocks and (block["k"] not in MEDIA or _media_of(block)) for block in said)


def media_in(body: Iterable[Any]) -> list[str]:
    """Which media it names."""
    return [str(block.value["media"]) for block in body if block.block_type in MEDIA and block.value["media"]]


def as_stream(said: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """An edition's blocks as Wagtail keeps them."""
    return [{"type": block["k"], "value": _as_value(block)} for block in said]


def _as_data(kind: str, value: Any) -> Iterator[dict[str, Any]]:
    if kind == "words":
        yield from ({"k": kind, "words": part.strip()} for part in value.replace("\r\n", "\n").split("\n\n") if part.strip())
    elif kind == "list":
        yield {"k": kind, "items": list(value)}
    elif kind in MEDIA:
        shown = queries.block_of(value["media"], value) if value["media"] else None
        # What is not ready yet says so when somebody publishes.
        yield from [msgspec.to_builtins(shown)] if shown else []
    elif kind in ("help", "item"):
        yield {"k": kind, **{name: str(words or "") for name, words in value.items()}}
    else:
        yield {"k": kind, "words": str(value)}


def _as_value(block: dict[str, Any]) -> Any:
    match block["k"]:
        case "list":
            return block["items"]
        case "picture" | "sound" | "film" | "document" | "h5p" | "scorm":
            return {name: block[name] for name in ("title", "says") if name in block} | {"media": _media_of(block)}
        case "item":
            return {"item": block["item"], "title": block["title"]}
        case "help":
            return {"name": block["name"], "words": block["words"], "phone": block.get("phone", "")}
    return block["words"]


def _media_of(block: dict[str, Any]) -> str | None:
    """Of which media a block of an edition is."""
    file = block["files"][0] if block["k"] == "film" else block["file"]
    found = queries.media_named(file["h"])
    return str(found) if found else None
