"""What a contact's page shows: everybody they write with, and what was said, as they see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import Relationship
from throughgate.kernel.policy.act import Act
from throughgate.modules.touch import policy
from throughgate.modules.touch.feed.prices import price_outside
from throughgate.modules.touch.feed.reading import groups_with_all, pairs_with_all, with_all
from throughgate.modules.touch.feed.rows import MessageRow, PieceRow, ThreadRow, group_row, message_row, pair_row
from throughgate.modules.touch.models import Message, Reading, Thread
from throughgate.modules.touch.rules.thread_id import thread_of

ON_A_PAGE = 40


@dataclass(frozen=True)
class Line:
    """A thread on the list of a contact. `name`: whom they write with; `about`: their child who writes, "" where it is themself."""

    id: UUID
    name: str
    about: str
    person: UUID
    me: UUID
    row: ThreadRow
    last: MessageRow | None
    unread: int

    @property
    def at(self) -> datetime | None:
        return self.last.at if self.last else None


@dataclass(frozen=True)
class Page:
    """A thread with its latest messages, oldest first. `before`: the id from which earlier ones go on, None where there are none.

    `price`: what a message costs, and what is left after it; None where there is nothing to pay.
    """

    line: Line
    messages: list[MessageRow]
    before: UUID | None
    price: Any


def lines(act: Act) -> list[Line]:
    """Every thread of a contact and of the children for whom they answer, the latest first."""
    pairs = [_line_of_pair(act, row) for row in pairs_with_all(policy.pairs_with(act))]
    groups = [_line_of_group(act, row) for row in groups_with_all(policy.groups_with(act))]
    return sorted([*pairs, *groups], key=lambda line: (line.at is None, -(line.at.timestamp() if line.at else 0), line.name))


def page(act: Act, thread: UUID, before: UUID | None = None) -> Page:
    """One of them, and forty of its messages. Raises: NotFound."""
    line = _line_of(act, thread)
    rows = policy.messages_visible_to(act).filter(thread=thread).order_by("-arrived_at", "-pk")
    if before:
        mark = rows.filter(pk=before).values_list("arrived_at", flat=True).first()
        rows = rows.filter(arrived_at__lt=mark) if mark else rows
    found = list(with_all(rows)[: ON_A_PAGE + 1])
    shown = [message_row(row, line.me) for row in reversed(found[:ON_A_PAGE])]
    return Page(line, shown, found[ON_A_PAGE - 1].pk if len(found) > ON_A_PAGE else None, price_outside(act, line.person))


def message(act: Act, message_id: UUID) -> MessageRow:
    """One message, as whoever asks sees it. Raises: NotFound."""
    row = with_all(policy.messages_visible_to(act)).filter(pk=message_id).first()
    if row is None:
        raise NotFound
    return message_row(row, _me_in(act, row))


def piece(act: Act, message_id: UUID, sha256: str) -> PieceRow:
    """A file of a message that they may see. Raises: NotFound."""
    found = next((one for one in message(act, message_id).pieces if one.h == sha256), None)
    if found is None:
        raise NotFound
    return found


def _me_in(act: Act, row: Message) -> UUID | None:
    """As whom a contact sees a message: as its sender, or as one whom it is for."""
    mine, reached = policy.writers(act), {one.to_id for one in row.deliveries.all()}
    if row.sender_id in mine:
        return row.sender_id
    return next((one for one in mine if one in reached), row.thread.contact_id)


def _line_of(act: Act, thread: UUID) -> Line:
    pair = next((row for row in pairs_with_all(policy.pairs_with(act)) if thread_of(row.person_id, row.contact_id) == thread), None)
    if pair:
        return _line_of_pair(act, pair)
    group = groups_with_all(policy.groups_with(act)).filter(pk=thread).first()
    if group is None:
        raise NotFound
    return _line_of_group(act, group)


def _line_of_pair(act: Act, row: Relationship) -> Line:
    about = "" if row.contact_id == act.contact_id else row.contact.name
    return _line(act, pair_row(row), row.person.known_as, about, row.person_id, row.contact_id)


def _line_of_group(act: Act, row: Thread) -> Line:
    mine = policy.writers(act)
    me = next(one.contact for one in sorted(row.members.all(), key=lambda one: one.contact_id != act.contact) if one.contact_id in mine)
    return _line(act, group_row(row), row.name, "" if me.pk == act.contact_id else me.name, row.person_id, me.pk)


def _line(act: Act, row: ThreadRow, name: str, about: str, person: UUID, me: UUID) -> Line:
    seen = policy.messages_visible_to(act).filter(thread=row.id)
    last = with_all(seen).order_by("-arrived_at", "-pk").first()
    return Line(row.id, name, about, person, me, row, message_row(last, me) if last else None, _unread(seen, me))


def _unread(seen: QuerySet[Message], me: UUID) -> int:
    read = Reading.objects.filter(message=OuterRef("pk"), by=me)
    return seen.filter(~Exists(read), deliveries__to=me, deliveries__why="").count()
