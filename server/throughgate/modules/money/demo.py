"""What the invented estate shows of money: prices, what each level gets a week, and the guest's purse after a month of it."""

from datetime import datetime, timedelta
from uuid import UUID

from throughgate.basics.ids import uuid_from
from throughgate.kernel.people.models import Approval
from throughgate.kernel.places.models import Place
from throughgate.kernel.policy.act import Act, Actor, ActorKind, Face
from throughgate.kernel.registry.demo import Happened, Showing, by_clock
from throughgate.modules.money.commands.ledger import Fact, Line, account_of, back_of, locked, ours, write, written
from throughgate.modules.money.models import Allowance, Purse, Tariff, What
from throughgate.modules.money.rules.sorts import Basis

DAYS_AGO = 20
EACH_LEVEL = {"basic": 60, "standard": 120, "enhanced": 240}
WHY_BACK = "It was not passed on. Staff have told you why."


def show(showing: Showing) -> list[Happened]:
    """Words cost 12p, pictures 20p; the guest's mother has paid in, he has written, and one message was given back."""
    _prices(showing)
    approval = Approval.objects.filter(person=showing.guest, relationship__kind="MOT", to_at=None).select_related("relationship").first()
    if approval is None:
        return []
    contact = approval.relationship.contact_id
    at = showing.now - timedelta(days=DAYS_AGO)
    act = by_clock(at, showing.chance.id_at(at))
    own = account_of(showing.guest)
    write(act, _fact("top_up", What.TOP_UP, 1_000, showing.guest, contact), locked([Line(ours(Purse.CLEARING), own, 1_000)]))
    write(act, _fact("own", What.TOP_UP, 500, None, contact), locked([Line(ours(Purse.CLEARING), account_of(contact=contact), 500)]))
    for n in range(9):
        _write_to(showing, n, at + timedelta(days=2 * n + 1, hours=n))
    return [_told(showing, contact, act)]


def _prices(showing: Showing) -> None:
    began = showing.now - timedelta(weeks=showing.weeks)
    said = {"from_at": began, "reason": "Agreed with the governors for the first year"}
    # From outside everything is free.
    Tariff.objects.create(basis=Basis.FREE, pence=0, way="in", **said)
    for kind, pence in (("text", 12), ("photo", 20), ("voice", 20), ("drawing", 12)):
        Tariff.objects.create(basis=Basis.MESSAGE, pence=pence, kind=kind, way="out", **said)
    Tariff.objects.create(basis=Basis.MESSAGE, pence=10, subsidy=4, kind="text", way="out", channel="text", **said)
    open_prison = Place.objects.filter(code="ZMI").first()
    if open_prison:
        Tariff.objects.create(basis=Basis.WEEK, pence=100, way="out", establishment=open_prison, **said)
    for level, pence in EACH_LEVEL.items():
        Allowance.objects.create(level=level, pence=pence, **said)


def _write_to(showing: Showing, n: int, at: datetime) -> None:
    """A message of the guest; the third was given back."""
    act = by_clock(at, showing.chance.id_at(at))
    kind, pence = ("photo", 20) if n % 4 == 3 else ("text", 12)
    message = uuid_from("demo message", n)
    fact = Fact(f"take:{message}", What.MESSAGE, message, pence, showing.guest, more={"kind": kind, "way": "out", "channel": "page"})
    write(act, fact, locked([Line(account_of(showing.guest), ours(Purse.REVENUE), pence)]))
    taken = written(f"take:{message}")
    if n == 2 and taken:
        write(
            act,
            Fact(f"back:{message}", What.GIVEN_BACK, message, pence, showing.guest, why=WHY_BACK, more={"answers": taken}),
            locked(back_of(taken)),
        )


def _fact(key: str, what: What, pence: int, person: UUID | None, contact: UUID) -> Fact:
    return Fact(f"demo:{key}", what, uuid_from("demo", key), pence, person, contact)


def _told(showing: Showing, contact: UUID, paid: Act) -> Happened:
    act = Act(Actor(ActorKind.CONTACT, contact), paid.at, paid.at, Face.FAMILY, id=paid.id)
    return Happened(act, "money.pay_in@1", showing.guest, {"because": ["they may be in touch"]})
