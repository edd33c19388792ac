"""What the invented estate shows of money: prices, what each level gets a week, and the guest's purse after a month of it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from throughgate.basics.ids import uuid_from
from throughgate.kernel.people.models import Approval
from throughgate.kernel.places.models import Place
from throughgate.kernel.policy.act import Act, Actor, ActorKind, Face
from throughgate.kernel.registry.demo import Happened, Showing, by_clock
from throughgate.modules.money.commands.ledger import Fact, Line, account_of, back_of, locked, ours, write, written
from throughgate.modules.money.models import Account, Allowance, Purse, Tariff, What
from throughgate.modules.money.rules.sorts import Basis

DAYS_AGO = 20
EACH_LEVEL = {"basic": 60, "standard": 120, "enhanced": 240}
EACH_KIND = {"text": 12, "photo": 20, "voice": 20, "drawing": 12}
WHY_BACK = "It was not passed on. Staff have told you why."


def show(showing: Showing) -> list[Happened]:
    """Prices; the guest's mother has paid in, he has written, and one message was given back. Allowances the clock gives by itself."""
    _prices(showing)
    approval = Approval.objects.filter(person=showing.guest, relationship__kind="MOT", to_at=None).select_related("relationship").first()
    if approval is None:
        return []
    contact, at = approval.relationship.contact_id, showing.now - timedelta(days=DAYS_AGO)
    act = Act(Actor(ActorKind.CONTACT, contact), at, at, Face.FAMILY, id=showing.chance.id_at(at))
    _open_accounts(showing, contact, at)
    _pay_in(act, "for him", 1_000, account_of(showing.guest), showing.guest)
    _pay_in(act, "for herself", 500, account_of(contact=contact), None)
    for n in range(9):
        _write_to(showing, n, at + timedelta(days=2 * n + 1, hours=n))
    return [Happened(act, "money.pay_in@1", showing.guest, {"because": ["they may be in touch"]})]


def _prices(showing: Showing) -> None:
    """Words cost 12p, pictures 20p; from outside everything is free; in the open prison a pound pays for a week."""
    began = showing.now - timedelta(weeks=showing.weeks)

    def said() -> dict[str, Any]:
        return {"id": showing.chance.id_at(began), "from_at": began, "reason": "Agreed with the governors for the first year"}

    Tariff.objects.create(basis=Basis.FREE, pence=0, way="in", **said())
    for kind, pence in EACH_KIND.items():
        Tariff.objects.create(basis=Basis.MESSAGE, pence=pence, kind=kind, way="out", **said())
    Tariff.objects.create(basis=Basis.MESSAGE, pence=10, subsidy=4, kind="text", way="out", channel="text", **said())
    for place in Place.objects.filter(code="ZMI"):
        Tariff.objects.create(basis=Basis.WEEK, pence=100, way="out", establishment=place, **said())
    for level, pence in EACH_LEVEL.items():
        Allowance.objects.create(level=level, pence=pence, **said())


def _open_accounts(showing: Showing, contact: UUID, at: datetime) -> None:
    for purse in (Purse.CLEARING, Purse.REVENUE, Purse.SUBSIDY):
        Account.objects.get_or_create(purse=purse, defaults={"id": showing.chance.id_at(at)})
    for whose in ({"person_id": showing.guest}, {"contact_id": contact}):
        Account.objects.create(id=showing.chance.id_at(at), purse=Purse.OWN, pence=0, **whose)


def _pay_in(act: Act, said: str, pence: int, into: Account, person: UUID | None) -> None:
    payment = uuid_from("demo paid in", said)
    fact = Fact(f"demo:{payment}", What.TOP_UP, payment, pence, person, act.contact_id, more={"id": payment})
    write(act, fact, locked([Line(ours(Purse.CLEARING), into, pence)]))


def _write_to(showing: Showing, n: int, at: datetime) -> None:
    """A message of the guest; the third was given back."""
    act, message = by_clock(at, showing.chance.id_at(at)), uuid_from("demo message", n)
    kind = "photo" if n % 4 == 3 else "text"
    more = {"id": act.id, "kind": kind, "way": "out", "channel": "page"}
    taken = Fact(f"take:{message}", What.MESSAGE, message, EACH_KIND[kind], showing.guest, more=more)
    write(act, taken, locked([Line(account_of(showing.guest), ours(Purse.REVENUE), taken.pence)]))
    entry = written(taken.key)
    if n == 2 and entry:
        back = {"id": showing.chance.id_at(at), "kind": kind, "answers": entry}
        fact = Fact(f"back:{message}", What.GIVEN_BACK, message, taken.pence, showing.guest, why=WHY_BACK, more=back)
        write(act, fact, locked(back_of(entry)))
