"""What devices get: what is left, and what came in and went out."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from throughgate.kernel.sync.feeds import Feed
from throughgate.modules.money.models import Account, Entry, Posting
from throughgate.modules.money.policy import accounts_of, entries_of

YEAR = timedelta(days=366)


class BalanceRow(msgspec.Struct, frozen=True):
    """A purse of the person: "own", or "weekly", which lapses at `until`. Whole pence."""

    purse: str
    pence: int
    until: datetime | None


class EntryRow(msgspec.Struct, frozen=True):
    """What came into the person's purses (`pence` above nothing), or went out. `name`: from whom it came."""

    id: UUID
    at: datetime
    what: str
    kind: str
    pence: int
    why: str
    about: UUID
    name: str


def entry_row(entry: Entry) -> EntryRow:
    return EntryRow(
        id=entry.pk,
        at=entry.at,
        what=entry.what,
        kind=entry.kind,
        pence=change_of(entry.postings.all(), entry.person_id),
        why=entry.why,
        about=entry.for_what,
        name=entry.contact.name if entry.contact else "",
    )


def change_of(postings: Iterable[Posting], person: UUID | None) -> int:
    """By how much somebody's purses, taken together, are fuller for it."""
    came = sum(row.pence for row in postings if row.into.person_id == person)
    return came - sum(row.pence for row in postings if row.out_of.person_id == person)


def with_all(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Those, with whatever a row of theirs shows."""
    return entries.select_related("contact").prefetch_related("postings__out_of", "postings__into")


BALANCE = Feed(
    name="money.balance",
    watches=Account,
    visible=accounts_of,
    whose=lambda account: [account.person_id] if account.person_id else [],
    shape=lambda account: BalanceRow(account.purse, account.pence, account.until),
    value=BalanceRow,
    keep=timedelta(days=3_650),
)
ENTRIES = Feed(
    name="money.entries",
    watches=Entry,
    visible=lambda people: with_all(entries_of(people)),
    whose=lambda entry: [entry.person_id] if entry.person_id else [],
    shape=entry_row,
    value=EntryRow,
    keep=YEAR,
    happened=lambda entry: entry.at,
)
