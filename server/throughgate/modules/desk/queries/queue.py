"""The queue: what is held at these desks, the oldest due first, a page at a time however long it is."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from throughgate.basics.text import Says
from throughgate.kernel.policy.act import Act
from throughgate.kernel.registry.installed import modules
from throughgate.kernel.screening.models import Decision, Does, Finding, Item, Outcome, Ruling, Sort, Way
from throughgate.modules.desk import policy
from throughgate.modules.desk.policy import beside

PAGE = 50
# Counting further takes longer than all the rest, and tells nobody more.
COUNTED = 1_000


@dataclass(frozen=True)
class Asked:
    """To what the queue is narrowed, and after which item the page begins. Empty: everything, from the start."""

    kind: str = ""
    sort: str = ""
    place: UUID | None = None
    language: str = ""
    second: bool = False
    after: tuple[datetime, UUID] | None = None

    @property
    def narrowed(self) -> bool:
        """By more than what the index knows?"""
        return bool(self.kind or self.sort or self.language or self.second)


@dataclass(frozen=True)
class Held:
    """One line of the queue. `second`: it waits for a second reader."""

    id: UUID
    person_id: UUID
    person: str
    contact: str
    kind: Says
    way: Says
    sorts: tuple[Says, ...]
    place: str
    language: str
    since: datetime
    due_at: datetime
    second: bool


@dataclass(frozen=True)
class Page:
    """A page of the queue. `after`: after which item the next begins, None on the last.

    `count`: as far as it was counted; None where that would be slow.
    """

    lines: list[Held]
    count: int | None
    after: tuple[datetime, UUID] | None

    @property
    def more(self) -> bool:
        """Are there more than were counted?"""
        return self.count is not None and self.count > COUNTED


def page_of_queue(act: Act, asked: Asked) -> Page:
    """One page. Each desk's part comes in its order from the index, and they are merged here: sorting all would read all."""
    parts = [_part(place, asked) for place in _desks(act, asked)]
    rows = list(islice(merge(*parts, key=_place_in_line), PAGE + 1))
    after = _place_in_line(rows[PAGE - 1]) if len(rows) > PAGE else None
    return Page(held_lines(rows[:PAGE]), _count(act, asked), after)


def whole_queue(act: Act, asked: Asked) -> QuerySet[Item]:
    """All of it, for a file."""
    return _narrowed(Item.objects.filter(establishment__in=_desks(act, asked)), asked).order_by("due_at", "pk")


def held_lines(rows: Iterable[Item]) -> list[Held]:
    """Items as lines, with what each is held for: two questions for all of them."""
    rows = list(rows)
    ids = [row.pk for row in rows]
    sorts: dict[UUID, dict[str, None]] = defaultdict(dict)
    for item, sort in Finding.objects.filter(item__in=ids, does=Does.HOLD).order_by("pk").values_list("item", "sort"):
        sorts[item][sort] = None
    second = set(Ruling.objects.filter(item__in=ids, decision=Decision.SECOND).values_list("item", flat=True))
    return [_line(row, tuple(Sort(sort).label for sort in sorts[row.pk]), row.pk in second) for row in rows]


def kinds() -> list[tuple[str, Says]]:
    """What may be held, as each module calls it."""
    return [(crossing.kind, crossing.title) for module in modules() for crossing in module.crossings]


def _desks(act: Act, asked: Asked) -> list[UUID]:
    return [desk for desk in policy.desks(act) if asked.place in (None, desk)]


def _part(place: UUID, asked: Asked) -> Sequence[Item]:
    rows = _narrowed(Item.objects.filter(establishment=place), asked)
    if asked.after:
        due_at, last = asked.after
        # The first says the same to a database that does not see through the second.
        rows = rows.filter(Q(due_at__gte=due_at), Q(due_at__gt=due_at) | Q(pk__gt=last))
    return list(rows.order_by("due_at", "pk")[: PAGE + 1])


def _narrowed(rows: QuerySet[Item], asked: Asked) -> QuerySet[Item]:
    rows = rows.filter(outcome=Outcome.HELD).select_related("person", "contact", "establishment")
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.language:
        rows = rows.filter(language=asked.language)
    if asked.sort:
        rows = rows.filter(Exists(Finding.objects.filter(item=OuterRef("pk"), sort=asked.sort, does=Does.HOLD)))
    if asked.second:
        rows = rows.filter(Exists(Ruling.objects.filter(item=OuterRef("pk"), decision=Decision.SECOND)))
    return rows


def _count(act: Act, asked: Asked) -> int | None:
    if asked.narrowed:
        return None
    return _narrowed(Item.objects.filter(establishment__in=_desks(act, asked)), asked).order_by()[: COUNTED + 1].count()


def _place_in_line(row: Item) -> tuple[datetime, UUID]:
    return row.due_at or row.arrived_at, row.pk


def _line(row: Item, sorts: tuple[Says, ...], second: bool) -> Held:
    crossing = beside.crossing_of(row.kind)
    return Held(
        id=row.pk,
        person_id=row.person_id,
        person=row.person.name,
        contact=row.contact.name if row.contact else "",
        kind=crossing.title if crossing else row.kind,
        way=Way(row.way).label,
        sorts=sorts,
        place=row.establishment.name if row.establishment else "",
        language=row.language,
        since=row.held_at or row.arrived_at,
        due_at=row.due_at or row.arrived_at,
        second=second,
    )
