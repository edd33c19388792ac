"""What looks like the same on two shelves: texts, pictures and films."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from throughgate.basics.errors import NotFound
from throughgate.kernel.gateways import file_store
from throughgate.kernel.policy.act import Act
from throughgate.modules.library import policy
from throughgate.modules.library.models import Item, Sketch
from throughgate.modules.library.queries.estate import placed_now
from throughgate.modules.library.queries.whom import language_name
from throughgate.modules.library.rules.body import Blocks, said_in
from throughgate.modules.library.rules.kinds import Sketched
from throughgate.modules.library.rules.sketch import near_pictures, near_words, tells_something

# Our own: the same film, cut or stored anew.
SECONDS_APART = 3


@dataclass(frozen=True)
class Side:
    """One of two items."""

    id: UUID
    title: str
    shelf: str
    published_at: datetime


@dataclass(frozen=True)
class Alike:
    """Two items that look like the same. `what`, and in which language ("" for pictures); `percent` of it that they share."""

    one: Side
    other: Side
    what: str
    language: str
    percent: int


@dataclass(frozen=True)
class Told:
    """One of two items as it reads, by language."""

    side: Side
    texts: list[tuple[str, str, list[str]]]


class Body(msgspec.Struct, frozen=True, rename={"texts": "in"}):
    """The file of an edition."""

    texts: dict[str, dict[str, Blocks]]


def alike(act: Act) -> list[Alike]:
    """The pairs of which one stands on a shelf that this worker looks over and the other on another shelf, the most alike first.

    A pair that is alike in several ways stands there once, as the way in which it is most alike.
    """
    mine = set(policy.shelves_looked_over(act).values_list("pk", flat=True))
    found: dict[frozenset[UUID], Alike] = {}
    for pair in sorted(_pairs(list(_sketches()), mine), key=lambda pair: (-pair.percent, pair.one.title, pair.other.title)):
        found.setdefault(frozenset((pair.one.id, pair.other.id)), pair)
    return list(found.values())


def both(act: Act, one: UUID, other: UUID) -> tuple[Told, Told]:
    """Two items beside each other, one of them of a shelf that this worker looks over. Raises: NotFound."""
    items = _out().in_bulk([one, other])
    mine = policy.shelves_looked_over(act).filter(pk__in=[item.shelf_id for item in items.values()])
    if len(items) != 2 or not mine.exists():
        raise NotFound
    return _told(items[one]), _told(items[other])


def _out() -> QuerySet[Item]:
    return Item.objects.filter(withdrawn_at=None, current__isnull=False).select_related("current", "shelf")


def _sketches() -> QuerySet[Sketch]:
    now_out = Item.objects.filter(pk__in=placed_now().values("item")).values("current")
    return Sketch.objects.filter(edition__in=now_out).exclude(look=b"").select_related("edition__item__shelf").order_by("pk")


def _pairs(sketches: list[Sketch], mine: set[UUID]) -> Iterator[Alike]:
    by_id = {row.pk: row for row in sketches}
    looks = {row.pk: bytes(row.look) for row in sketches}

    def apart(one: int, other: int) -> bool:
        shelves = {by_id[one].edition.item.shelf_id, by_id[other].edition.item.shelf_id}
        return len(shelves) > 1 and bool(shelves & mine) and _may_be_the_same(by_id[one], by_id[other])

    words = {key: look for key, look in looks.items() if by_id[key].what == Sketched.WORDS}
    pictures = {key: look for key, look in looks.items() if key not in words and tells_something(look)}
    for one, other, how in [*near_words(words, apart), *near_pictures(pictures, apart)]:
        yield _alike(by_id[one], by_id[other], how)


def _may_be_the_same(one: Sketch, other: Sketch) -> bool:
    same_length = abs(one.seconds - other.seconds) <= SECONDS_APART
    return one.what == other.what and one.language == other.language and same_length


def _alike(one: Sketch, other: Sketch, how: float) -> Alike:
    language = language_name(one.language) if one.language else ""
    return Alike(_side(one.edition.item), _side(other.edition.item), str(Sketched(one.what).label), language, round(how * 100))


def _side(item: Item) -> Side:
    return Side(item.pk, item.edition.title, item.shelf.name, item.edition.published_at)


def _told(item: Item) -> Told:
    texts = msgspec.json.decode(file_store.path_of(item.edition.body).read_bytes(), type=Body).texts
    return Told(
        _side(item),
        [_in(code, str(item.edition.texts[code]["title"]), text["blocks"]) for code, text in sorted(texts.items(), key=_english_first)],
    )


def _english_first(text: tuple[str, object]) -> tuple[bool, str]:
    return text[0] != "en", text[0]


def _in(code: str, title: str, blocks: Blocks) -> tuple[str, str, list[str]]:
    return code, title, [words for block in blocks for words in said_in(block)]
