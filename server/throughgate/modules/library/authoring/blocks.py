"""The blocks that an item is written in: those of rules/body.py, as Wagtail offers them; and what they are as data."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from throughgate.modules.library.rules.body import LONGEST_TITLE, LONGEST_WORDS


class HelpBlock(blocks.StructBlock):  # type: ignore[misc]
    """Who can help with it."""

    name = blocks.CharBlock(label=_("Who"), max_length=LONGEST_TITLE)
    words = blocks.TextBlock(label=_("With what"), max_length=LONGEST_WORDS)
    phone = blocks.CharBlock(label=_("Telephone"), max_length=30, required=False)

    class Meta:
        icon = "help"
        label = _("Who can help")


class Body(blocks.StreamBlock):  # type: ignore[misc]
    """What an item says in one language. A block is named as its kind is in the edition."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=LONGEST_TITLE, icon="title")
    words = blocks.TextBlock(label=_("Words"), max_length=LONGEST_WORDS, icon="pilcrow")
    list = blocks.ListBlock(blocks.CharBlock(label=_("Point"), max_length=LONGEST_WORDS), label=_("List"), icon="list-ul", max_num=40)
    help = HelpBlock()

    class Meta:
        max_num = 200


def as_data(body: Iterable[Any]) -> list[dict[str, Any]]:
    """What a body says, as rules/body.py spells it. An empty line in words begins another block."""
    return [said for block in body for said in _as_data(block.block_type, block.value)]


def can_be_written(said: Iterable[dict[str, Any]]) -> bool:
    """Whether these blocks of an edition are all of kinds that can be written here."""
    return all(block["k"] in Body.base_blocks for block in said)


def as_stream(said: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """An edition's blocks as Wagtail keeps them."""
    return [{"type": block["k"], "value": _as_value(block)} for block in said]


def _as_data(kind: str, value: Any) -> Iterator[dict[str, Any]]:
    if kind == "words":
        yield from ({"k": kind, "words": part.strip()} for part in value.replace("\r\n", "\n").split("\n\n") if part.strip())
    elif kind == "list":
        yield {"k": kind, "items": list(value)}
    elif kind == "help":
        yield {"k": kind, **{name: str(words) for name, words in value.items()}}
    else:
        yield {"k": kind, "words": str(value)}


def _as_value(block: dict[str, Any]) -> Any:
    match block["k"]:
        case "list":
            return block["items"]
        case "help":
            return {"name": block["name"], "words": block["words"], "phone": block.get("phone", "")}
    return block["words"]
