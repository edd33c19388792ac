"""Every read that a page of staff needs, as small frozen shapes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import NotFound
from throughgate.basics.text import Says
from throughgate.kernel.policy.act import Act
from throughgate.kernel.screening.models import Item
from throughgate.modules.touch import policy
from throughgate.modules.touch.models import Message, Thread
from throughgate.modules.touch.rules.black import plain
from throughgate.modules.touch.rules.standing import Standing, standing

BEFORE, AFTER = 6, 3
LATELY = timedelta(days=28)
# Once somebody has said why they read a thread, it stays open to them for so long.
STAYS_OPEN = timedelta(hours=1)
STANDINGS: dict[Standing, Says] = {
    Standing.CHECKING: _("The machine looks at its files"),
    Standing.HELD: _("Held"),
    Standing.DELIVERED: _("Delivered"),
    Standing.READ: _("Read"),
    Standing.WITHHELD: _("Withheld"),
    Standing.STOPPED: _("Stopped: contact ended"),
    Standing.TAKEN_BACK: _("Taken back"),
}


@dataclass(frozen=True)
class PieceSeen:
    """A file of a message, for staff. `picture`: else it is a sound."""

    sha256: str
    picture: bool
    words: str


@dataclass(frozen=True)
class Said:
    """A message as staff see it: whole. `inward`: from outside; `this`: the one that they came to look at."""

    id: UUID
    by: str
    inward: bool
    kind: str
    words: str
    design: str
    pieces: list[PieceSeen]
    written_at: datetime
    arrived_at: datetime
    came_by: str
    standing: Says
    this: bool


@dataclass(frozen=True)
class Line:
    """Somebody with whom a person writes: how often lately, each way, and when last. Not a word of it."""

    id: UUID
    name: str
    sent: int
    received: int
    last: datetime


@dataclass(frozen=True)
class ThreadView:
    """A thread. Its messages are there once this worker has said why they read it. `read_by`: who of staff did, when and why."""

    id: UUID
    person_id: UUID
    person: str
    name: str
    open: bool
    messages: list[Said]
    read_by: list[tuple[str, datetime, str]]


def around(act: Act, items: Sequence[Item]) -> Mapping[UUID, list[Said]]:
    """For the desk: each item in its thread, with what was said before and after. The desk has asked who may see it."""
    rows = {row.pk: row for row in Message.objects.filter(pk__in=[item.pk for item in items])}
    return {pk: [_said(one, one.pk == pk) for one in _beside(row)] for pk, row in rows.items()}


def words_of(act: Act, item: Item) -> str:
    """All words of a message, those that a machine heard in its sounds last."""
    row = Message.objects.prefetch_related("pieces", "item__files").filter(pk=item.pk).first()
    return plain(row.words, [one.words for one in _pieces(row)]) if row else ""


def card(act: Act, person_id: UUID) -> list[Line]:
    """With whom a person writes, and how much."""
    lately = Q(messages__arrived_at__gte=act.at - LATELY)
    rows = policy.threads_visible_to(act).filter(person=person_id).select_related("contact")
    counted = rows.annotate(
        sent=Count("messages", filter=lately & Q(messages__sender=None)),
        received=Count("messages", filter=lately & Q(messages__sender__isnull=False)),
        last=Max("messages__arrived_at"),
    )
    return [Line(row.pk, _name(row), row.sent, row.received, row.last) for row in counted.filter(last__isnull=False).order_by("-last")[:20]]


def thread_view(act: Act, thread_id: UUID) -> ThreadView:
    """Raises: NotFound, also for those in whose care the person is not."""
    row = policy.threads_visible_to(act).select_related("person", "contact").filter(pk=thread_id).first()
    if row is None or act.worker_id is None:
        raise NotFound
    readings = list(row.staff_readings.select_related("by").order_by("-at")[:20])
    opened = any(one.by_id == act.worker_id and one.at > act.at - STAYS_OPEN for one in readings)
    shown = [_said(one) for one in reversed(_with_all(row.messages.all()).order_by("-arrived_at", "-pk")[:200])] if opened else []
    return ThreadView(
        row.pk, row.person_id, row.person.name, _name(row), opened, shown, [(one.by.name, one.at, one.why) for one in readings]
    )


def piece_of(act: Act, message_id: UUID, sha256: str) -> tuple[UUID, str]:
    """Whose a file of a message is, and its hash. Raises: NotFound, also for those in whose care the person is not."""
    row = policy.messages_visible_to(act).filter(pk=message_id, pieces__sha256=sha256).first() if act.worker_id else None
    if row is None:
        raise NotFound
    return row.person_id, sha256


def _beside(row: Message) -> Iterable[Message]:
    thread = _with_all(Message.objects.filter(thread=row.thread_id))
    before = thread.filter(arrived_at__lte=row.arrived_at).order_by("-arrived_at", "-pk")[: BEFORE + 1]
    after = thread.filter(arrived_at__gt=row.arrived_at).order_by("arrived_at", "pk")[:AFTER]
    return [*reversed(before), *after]


def _with_all(rows: QuerySet[Message]) -> QuerySet[Message]:
    return rows.select_related("item", "person", "sender", "taken_back").prefetch_related("pieces", "deliveries", "readings", "item__files")


def _said(row: Message, this: bool = False) -> Said:
    whys, read = [one.why for one in row.deliveries.all()], bool(row.readings.all())
    return Said(
        id=row.pk,
        by=row.sender.name if row.sender else row.person.name,
        inward=row.sender_id is not None,
        kind=row.get_kind_display(),
        words=row.words,
        design=row.design,
        pieces=_pieces(row),
        written_at=row.written_at,
        arrived_at=row.arrived_at,
        came_by=row.get_came_by_display(),
        standing=STANDINGS[standing(row.item.outcome, hasattr(row, "taken_back"), whys, read)],
        this=this,
    )


def _pieces(row: Message) -> list[PieceSeen]:
    files = {one.n: one for one in row.item.files.all()}
    pieces = sorted(row.pieces.all(), key=lambda one: one.n)
    return [PieceSeen(one.sha256, one.type.startswith("image/"), policy.heard_in(one, files.get(one.n))) for one in pieces]


def _name(row: Thread) -> str:
    return row.contact.name if row.contact else row.name
