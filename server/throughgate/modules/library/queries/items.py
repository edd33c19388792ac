"""Every read that a page needs, as small frozen shapes."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from throughgate.basics.errors import NotFound
from throughgate.kernel.places.models import Group, Place, PlaceKind, Stay
from throughgate.kernel.places.tree import establishment_of
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.scope import whose
from throughgate.modules.library import policy
from throughgate.modules.library.models import Audience, Comment, Desk, Edition, Heard, Item, Placement, Shelf
from throughgate.modules.library.queries.done import DoneBy, done_by
from throughgate.modules.library.queries.whom import says_for
from throughgate.modules.library.rules.kinds import Kind


@dataclass(frozen=True)
class ShelfLine:
    """A shelf that this worker keeps. `answered`: somebody sits at its desk who answers."""

    id: UUID
    name: str
    place: str
    items: int
    answered: bool


@dataclass(frozen=True)
class Seat:
    """What a worker does at the desk of a shelf where items are made."""

    shelf: Shelf
    writes: bool
    approves: bool


@dataclass(frozen=True)
class Published:
    """The edition of an item that people have, and the rules for whom it is, as they are kept."""

    edition: Edition
    rules: list[str]
    read_by_people: list[Heard]


@dataclass(frozen=True)
class ItemLine:
    """An item on a shelf. `standing`: with people, ended, or taken back."""

    id: UUID
    title: str
    kind: str
    languages: str
    n: int
    published_at: datetime
    standing: str
    helped: int
    did_not: int
    waiting: int


@dataclass(frozen=True)
class CommentView:
    """What somebody said, without whose it is. `where`: the prison or office where they live now."""

    id: UUID
    item_id: UUID
    title: str
    where: str
    words: str
    voice: str
    said_at: datetime
    reply: str
    answered_by: str
    answered_at: datetime | None
    passed_on_by: str
    passed_on_at: datetime | None


@dataclass(frozen=True)
class EditionLine:
    n: int
    title: str
    written_by: str
    published_by: str
    published_at: datetime


@dataclass(frozen=True)
class ItemView:
    """An item, whom it is for in sentences, and what was said of it."""

    id: UUID
    line: ItemLine
    shelf: str
    withdrawn_why: str
    audiences: list[str]
    editions: list[EditionLine]
    done: DoneBy | None
    comments: list[CommentView]
    may_withdraw: bool


def my_shelves(act: Act) -> list[ShelfLine]:
    """Those at whose desks this worker sits, by name."""
    rows = policy.shelves_of(act).select_related("place").order_by("name")
    rows = rows.annotate(count=Count("items", filter=Q(items__current__isnull=False)))
    answered = set(Desk.objects.filter(shelf__in=rows, answers=True, to_at=None).values_list("shelf", flat=True))
    return [ShelfLine(row.pk, row.name, row.place.name if row.place else "", row.count, row.pk in answered) for row in rows]


def seats_of(act: Act) -> list[Seat]:
    """Where this worker writes or approves, by the shelf's name."""
    kept = policy.shelves_of(act)
    rows = Desk.objects.filter(Q(writes=True) | Q(approves=True), shelf__in=kept, worker=act.worker_id, to_at=None)
    return [Seat(row.shelf, row.writes, row.approves) for row in rows.select_related("shelf").order_by("shelf__name")]


def places_of_shelf(shelf: Shelf) -> list[tuple[str, str]]:
    """Codes and names of the places that its items can be for: all of its own down to wings, or every prison, region and office."""
    whole = (PlaceKind.ESTABLISHMENT, PlaceKind.REGION, PlaceKind.OFFICE)
    offered = Q(path__startswith=shelf.place.path, kind__in=(*whole, PlaceKind.WING)) if shelf.place else Q(kind__in=whole)
    return list(Place.objects.filter(offered).order_by("path").values_list("code", "name"))


def groups_of_shelf(shelf: Shelf) -> list[tuple[str, str]]:
    """Groups that its items can be for: those of its own place or under it, or of every place."""
    offered = Group.objects.filter(to_at=None).select_related("place").order_by("place__path", "name")
    if shelf.place:
        offered = offered.filter(place__path__startswith=shelf.place.path)
    return [(str(group.pk), f"{group.name} ({group.place.name})") for group in offered]


def standing(item_id: UUID) -> Edition | None:
    """The newest edition of an item; none where it was never published."""
    return Edition.objects.filter(item=item_id).order_by("-n").first()


def writer_of_edition(item_id: UUID, n: int) -> UUID:
    """Who wrote that edition. Raises: Edition.DoesNotExist."""
    return Edition.objects.get(item=item_id, n=n).written_by_id


def published_on(shelf: Shelf) -> list[Published]:
    """What is with people from a shelf, the oldest first."""
    rows = Item.objects.filter(shelf=shelf, withdrawn_at=None, current__isnull=False).select_related("current").order_by("since", "pk")
    return [Published(row.edition, _rules(row), list(row.edition.heard.filter(person=True))) for row in rows]


def series_on(shelf_id: UUID) -> list[tuple[str, str]]:
    """Ids and titles of the series of a shelf that are with people."""
    rows = Item.objects.filter(shelf=shelf_id, withdrawn_at=None, current__kind=Kind.SERIES).select_related("current")
    return sorted(((str(row.pk), row.edition.title) for row in rows), key=itemgetter(1))


def items_to_link() -> list[tuple[str, str]]:
    """Ids and titles of what is with people from the shelves of whoever is asking."""
    rows = policy.items_kept_by(whose()).filter(withdrawn_at=None, current__isnull=False).select_related("current")
    return sorted(((str(row.pk), row.edition.title) for row in rows), key=itemgetter(1))


def is_out(item_id: UUID) -> bool:
    """Is it with people now?"""
    return Item.objects.filter(pk=item_id, withdrawn_at=None, current__isnull=False).exists()


def items_on_shelves(act: Act) -> QuerySet[Item, Any]:
    """All that was ever published on them, the newest first."""
    kept = policy.items_kept_by(act).filter(current__isnull=False)
    return kept.select_related("current", "shelf").order_by("-current__published_at", "pk")


def item_lines(rows: Any) -> list[ItemLine]:
    """These items with how they were received: three queries, however many there are."""
    items = list(rows)
    placed = set(Placement.objects.filter(item__in=items, to_at=None).values_list("item", flat=True))
    waiting = Counter(Comment.objects.filter(item__in=items, answer=None).values_list("item", flat=True))
    opinions = Item.objects.filter(pk__in=[item.pk for item in items]).annotate(
        helped=Count("opinions", filter=Q(opinions__helpful=True)), did_not=Count("opinions", filter=Q(opinions__helpful=False))
    )
    said = {item.pk: (item.helped, item.did_not) for item in opinions}
    return [_line(item, item.pk in placed, said[item.pk], waiting[item.pk]) for item in items]


def item_view(act: Act, item_id: UUID) -> ItemView:
    """One item. Raises: NotFound, also for those who keep another shelf."""
    item = items_on_shelves(act).filter(pk=item_id).first()
    if item is None:
        raise NotFound
    editions = item.editions.select_related("written_by", "published_by").order_by("-n")
    said = policy.comments_visible_to(act).filter(item=item).select_related("item__current", "answer__by", "person")
    return ItemView(
        id=item.pk,
        line=item_lines([item])[0],
        shelf=item.shelf.name,
        withdrawn_why=item.withdrawn_why,
        audiences=_whom(item),
        editions=[EditionLine(row.n, row.title, row.written_by.name, row.published_by.name, row.published_at) for row in editions],
        done=done_by(act, item.pk),
        comments=[_comment(row) for row in said.order_by("-said_at")[:20]],
        may_withdraw=policy.shelves_of(act, approves=True).filter(pk=item.shelf_id).exists() and item.withdrawn_at is None,
    )


def comment_view(act: Act, comment_id: UUID) -> CommentView:
    """One comment. Raises: NotFound, also for those who do not answer on that shelf."""
    rows = policy.comments_visible_to(act).select_related("item__current", "answer__by", "worry__by", "person")
    row = rows.filter(pk=comment_id).first()
    if row is None:
        raise NotFound
    return _comment(row)


def shelf_of(act: Act, shelf_id: UUID) -> Shelf:
    """A shelf that this worker keeps. Raises: NotFound."""
    shelf = policy.shelves_of(act).filter(pk=shelf_id).first()
    if shelf is None:
        raise NotFound
    return shelf


def _rules(item: Item) -> list[str]:
    return list(Audience.objects.filter(placements__item=item, placements__to_at=None).values_list("rule", flat=True))


def _whom(item: Item) -> list[str]:
    now = Audience.objects.filter(placements__item=item, placements__to_at=None)
    return [says_for(audience) for audience in now] if item.withdrawn_at is None else []


def _line(item: Item, placed: bool, said: tuple[int, int], waiting: int) -> ItemLine:
    edition = item.edition
    standing = "withdrawn" if item.withdrawn_at else "out" if placed else "ended"
    languages = ", ".join(sorted(edition.texts))
    kind = str(Kind(edition.kind).label)
    return ItemLine(item.pk, edition.title, kind, languages, edition.n, edition.published_at, standing, *said, waiting)


def _comment(row: Comment) -> CommentView:
    answer, worry = getattr(row, "answer", None), getattr(row, "worry", None)
    stay = Stay.objects.filter(person=row.person_id, to_at=None).select_related("place").first()
    return CommentView(
        id=row.pk,
        item_id=row.item_id,
        title=row.item.edition.title,
        where=establishment_of(stay.place).name if stay else "",
        words=row.words,
        voice=row.voice,
        said_at=row.said_at,
        reply=answer.reply if answer else "",
        answered_by=answer.by.name if answer else "",
        answered_at=answer.at if answer else None,
        passed_on_by=worry.by.name if worry else "",
        passed_on_at=worry.at if worry else None,
    )
