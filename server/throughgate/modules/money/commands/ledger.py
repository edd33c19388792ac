"""Writing into the ledger: one entry for each key, its postings, and the balances that they change, under lock."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models

from throughgate.kernel.policy.act import Act
from throughgate.modules.money.models import Account, Entry, Posting, Purse, What


@dataclass(frozen=True)
class Line:
    """So many pence out of one account and into another."""

    out_of: Account
    into: Account
    pence: int


@dataclass(frozen=True)
class Fact:
    """What an entry is for. `key` is the same however often it is tried; `more`: other fields of the row."""

    key: str
    what: What
    for_what: UUID
    pence: int
    person: UUID | None = None
    contact: UUID | None = None
    why: str = ""
    more: dict[str, Any] = field(default_factory=dict)


Changed = tuple[models.Model, ...]


def account_of(person: UUID | None = None, contact: UUID | None = None, purse: Purse = Purse.OWN) -> Account:
    """Somebody's account, opened when it is first asked for."""
    whose: dict[str, Any] = {"person_id": person, "contact_id": contact, "purse": purse}
    return Account.objects.get_or_create(**whose, defaults={"pence": 0})[0]


def ours(purse: Purse) -> Account:
    """One of ours, which keeps no balance: nobody waits for it."""
    return Account.objects.get_or_create(purse=purse, person=None, contact=None)[0]


def lock(*accounts: Account) -> list[Account]:
    """The same, as they stand now, and nobody changes them before we are done. Always in one order, so that nobody waits in a circle."""
    keys = {account.pk for account in accounts}
    found = {row.pk: row for row in Account.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")}
    return [found[account.pk] for account in accounts]


def written(key: str) -> Entry | None:
    """The entry of that key, if it was written before."""
    return Entry.objects.filter(key=key).first()


def write(act: Act, fact: Fact, lines: Sequence[Line]) -> Changed:
    """Write it down. Whoever calls holds the lock of every account that keeps a balance, and has asked that nothing is written of it yet.

    Returns the rows that changed. The database refuses what nobody may owe.
    """
    entry = Entry.objects.create(
        key=fact.key,
        what=fact.what,
        for_what=fact.for_what,
        pence=fact.pence,
        person_id=fact.person,
        contact_id=fact.contact,
        why=fact.why,
        by=str(act.actor),
        at=act.arrived,
        **fact.more,
    )
    moved = [line for line in lines if line.pence]
    Posting.objects.bulk_create(
        Posting(entry=entry, person_id=fact.person, out_of=line.out_of, into=line.into, pence=line.pence) for line in moved
    )
    return entry, *_balanced(moved)


def back_of(entry: Entry) -> list[Line]:
    """The way back of all that an entry moved, to whom it came from."""
    return [Line(row.into, row.out_of, row.pence) for row in entry.postings.select_related("into", "out_of").order_by("pk")]


def locked(lines: Sequence[Line]) -> list[Line]:
    """The same lines, with the accounts of people and contacts held."""
    keeps = {account.pk: account for line in lines for account in (line.out_of, line.into) if account.pence is not None}
    held = {account.pk: account for account in lock(*keeps.values())}
    return [Line(held.get(line.out_of.pk, line.out_of), held.get(line.into.pk, line.into), line.pence) for line in lines]


def _balanced(lines: Sequence[Line]) -> list[Account]:
    """Bring the balances up to date, each account once."""
    touched: dict[UUID, Account] = {}
    for line in lines:
        for account, pence in ((line.out_of, -line.pence), (line.into, line.pence)):
            if account.pence is not None:
                held = touched.setdefault(account.pk, account)
                held.pence = (held.pence or 0) + pence
    for held in touched.values():
        # Whatever was owed is paid: from now on nothing is again the least.
        held.may_owe = held.may_owe if (held.pence or 0) < 0 else ""
        held.save(update_fields=["pence", "may_owe", "until"])
    return list(touched.values())
