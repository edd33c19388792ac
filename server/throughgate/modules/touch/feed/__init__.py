"""What a device gets: with whom they may write, and what was said. The shapes: `rows.py`; for those outside: `outside.py`."""

from collections.abc import Iterable
from datetime import timedelta

from throughgate.kernel.people.models import Approval, NoContact, Relationship
from throughgate.kernel.screening.models import Item
from throughgate.kernel.sync.feeds import Feed
from throughgate.modules.touch.feed.prices import with_prices
from throughgate.modules.touch.feed.reading import groups_with_all, pairs_with_all, with_all
from throughgate.modules.touch.feed.rows import MessageRow, ThreadRow, group_row, message_row, pair_row
from throughgate.modules.touch.models import Delivery, Message, Reading, TakingBack, Thread
from throughgate.modules.touch.policy import CAPABILITY, groups_of, messages_of, pairs_of
from throughgate.modules.touch.rules.thread_id import thread_of

YEAR = timedelta(days=365)


def _of_message(row: Delivery | Reading | TakingBack) -> Iterable[Message]:
    return with_all(Message.objects.filter(pk=row.message_id))


def _of_item(row: Item) -> Iterable[Message]:
    return with_all(Message.objects.filter(pk=row.pk))


def _pair_of(row: Approval) -> Iterable[Relationship]:
    return pairs_with_all(Relationship.objects.filter(pk=row.relationship_id))


def _pair_against(row: NoContact) -> Iterable[Relationship]:
    return pairs_with_all(Relationship.objects.filter(person=row.person_id, contact=row.contact_id))


def _groups_with(row: Relationship) -> Iterable[Thread]:
    return groups_with_all(Thread.objects.filter(person=row.person_id, contact=None, members__contact=row.contact_id))


THREADS = Feed(
    name="touch.threads",
    watches=Relationship,
    visible=lambda people: with_prices(pairs_with_all(pairs_of(people)), people),
    whose=lambda row: [row.person_id],
    key=lambda row: str(thread_of(row.person_id, row.contact_id)),
    shape=pair_row,
    value=ThreadRow,
    keep=10 * YEAR,
    capability=CAPABILITY,
    follows={Approval: _pair_of, NoContact: _pair_against},
)
GROUPS = Feed(
    name="touch.groups",
    watches=Thread,
    visible=lambda people: with_prices(groups_with_all(groups_of(people)), people),
    whose=lambda row: [row.person_id],
    shape=group_row,
    value=ThreadRow,
    keep=10 * YEAR,
    capability=CAPABILITY,
    follows={Relationship: _groups_with},
)
MESSAGES = Feed(
    name="touch.messages",
    watches=Message,
    visible=lambda people: with_all(messages_of(people)),
    whose=lambda row: [row.person_id],
    shape=message_row,
    value=MessageRow,
    keep=YEAR,
    capability=CAPABILITY,
    files_of=lambda row: [] if row.mine else [piece.h for piece in row.pieces],
    follows={Item: _of_item, Delivery: _of_message, Reading: _of_message, TakingBack: _of_message},
    happened=lambda row: row.arrived_at,
)
