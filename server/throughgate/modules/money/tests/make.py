"""Builders of money, on the builders of every test."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from tests.make import LONG_AGO, NOON, as_clock, as_person, contact, person, wing
from throughgate.basics.ids import uuid7
from throughgate.kernel.people.models import Contact, Person, Worker
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.scope import scope
from throughgate.modules.money import public
from throughgate.modules.money.commands.ledger import Fact, Line, account_of, lock, ours, write
from throughgate.modules.money.models import Account, Entry, Payment, Posting, Purse, Refund, Tariff, What
from throughgate.modules.money.rules.sorts import Basis


def tariff(pence: int = 12, basis: Basis = Basis.MESSAGE, *, subsidy: int = 0, since: datetime = LONG_AGO, **sort: Any) -> Tariff:
    """A price, everywhere and for anything unless told."""
    with scope(as_clock()):
        return Tariff.objects.create(pence=pence, basis=basis, subsidy=subsidy, from_at=since, reason="Agreed", **sort)


def two() -> tuple[Person, Contact]:
    """Somebody on a wing, and somebody outside."""
    who = person(lives=wing())
    return who, contact(of=who)


def paid_in(pence: int, *, person: UUID | None = None, contact: UUID | None = None, at: datetime = NOON) -> None:
    """Money in somebody's own purse."""
    act = as_clock(at)
    with scope(act), transaction.atomic():
        (own,) = lock(account_of(person, None if person else contact))
        fact = Fact(f"test:{act.id}", What.TOP_UP, act.id, pence, person, contact)
        write(act, fact, [Line(ours(Purse.CLEARING), own, pence)])


def send(who: Person, other: Contact, *, message: UUID | None = None, at: datetime = NOON, way: str = "out", **more: Any) -> public.Price:
    """As messages do it: ask, take. Returns the price."""
    act = as_person(who, at)
    with scope(act):
        price = public.price_of(who.pk, other.pk, "text", way, act.at, **more)
        public.take(act, message or uuid7(), price)
    return price


def purses(**whose: UUID) -> dict[str, int | None]:
    with scope(as_clock()):
        return {row.purse: row.pence for row in Account.objects.filter(**whose)}


def entries(act: Act | None = None) -> list[Entry]:
    with scope(act or as_clock()):
        return list(Entry.objects.order_by("at", "pk"))


def walk_the_books() -> int:
    """Every account agrees with its postings, and every entry with its own. Returns how many postings there are."""
    with scope(as_clock()):
        postings = list(Posting.objects.select_related("entry"))
        for account in Account.objects.exclude(pence=None):
            moved = [
                row.pence if row.into_id == account.pk else -row.pence for row in postings if account.pk in (row.into_id, row.out_of_id)
            ]
            assert account.pence == sum(moved)
            assert account.pence >= 0 or account.may_owe
        for entry in Entry.objects.all():
            assert entry.pence == sum(row.pence for row in postings if row.entry_id == entry.pk)
    return len(postings)


def world(officer: Worker, who: Person) -> None:
    """What the promises try strangers on: entries, a payment that goes on, a refund that waits, a purse that does not add up."""
    other = contact(of=who)
    tariff()
    paid_in(5_000, person=who.pk)
    send(who, other)
    with scope(as_clock()):
        Payment.objects.create(id=uuid7(), contact=other, person=who, pence=1_000, asked_at=NOON)
        entry = Entry.objects.filter(what=What.TOP_UP).earliest("at")
        Refund.objects.create(id=uuid7(), entry=entry, person=who, reason="Said so", by=officer, at=NOON)
