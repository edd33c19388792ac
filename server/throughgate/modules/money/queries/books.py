"""What pages show of purses, entries and payments, as small frozen shapes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import NotFound
from throughgate.basics.text import Says
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.decide import may_decide
from throughgate.kernel.policy.relations import people_in_care_of, person_in_care, place_of_work, places_of
from throughgate.modules.money import policy
from throughgate.modules.money.models import Account, Entry, Payment, PaymentState, Posting, Purse, Reconciliation, What
from throughgate.modules.money.queries.prices import Sending, price_of
from throughgate.modules.money.rules.prices import pounds
from throughgate.modules.money.rules.sorts import PERIODS, Channel

NEWEST = 8
GIVES_BACK = (What.MESSAGE, What.TOP_UP)
STANDS: dict[str, Says] = {
    "": _("Not paid yet"),
    PaymentState.PAID: _("Paid"),
    PaymentState.FAILED: _("Not paid"),
    PaymentState.EXPIRED: _("Not paid in time"),
    PaymentState.REFUNDED: _("Paid back to your card"),
}


@dataclass(frozen=True)
class Purses:
    """What somebody has left; `owes`: their own purse stands below nothing. `until`: when the allowance lapses."""

    own: str
    weekly: str
    until: datetime | None
    owes: bool


@dataclass(frozen=True)
class Line:
    """An entry, as it moved somebody's purses. `pence` is below nothing where it went out; `refundable`: a worker may give it back."""

    id: UUID
    person_id: UUID | None
    at: datetime
    person: str
    name: str
    what: str
    kind: str
    pence: int
    why: str
    by: str
    refundable: bool

    @property
    def amount(self) -> str:
        return f"+{pounds(self.pence)}" if self.pence > 0 else pounds(self.pence)


@dataclass(frozen=True)
class CardView:
    """What staff read of it on the person page."""

    person_id: UUID
    purses: Purses
    lines: list[Line]
    may_refund: bool


@dataclass(frozen=True)
class PaymentView:
    """A payment, as the contact reads it. `state`: "" while it goes on. `whom`: for whom, "" for themself."""

    id: UUID
    pounds: str
    pence: int
    whom: str
    state: str
    says: Says
    asked_at: datetime


@dataclass(frozen=True)
class MyMoney:
    """What a contact reads: their own purse, what came and went, what they paid in lately."""

    left: str
    owes: bool
    lines: list[Line]
    payments: list[PaymentView]
    people: list[tuple[str, str]]
    costs: list[tuple[str, Says]]


@dataclass(frozen=True)
class RefundView:
    """What another worker would give back."""

    id: UUID
    person_id: UUID
    line: Line
    reason: str
    by: str
    by_id: UUID
    agreed: bool | None


@dataclass(frozen=True)
class Difference:
    """An account whose balance is not what its postings come to."""

    whose: str
    purse: str
    kept: str
    moved: str
    agrees: bool


@dataclass(frozen=True)
class Would:
    """What a price would have brought last week, beside what was paid then. `n`: messages; `payers`: how many sent them."""

    n: int
    payers: int
    paid: str
    would: str


def card(act: Act, person_id: UUID) -> CardView | None:
    """What is left, and the latest entries; None for workers whose role sees no money."""
    if not may_decide(act, policy.SEE, "see"):
        return None
    person_in_care(act, person_id)
    rows = shown(policy.entries_of([person_id])).order_by("-at", "-pk")[:NEWEST]
    return CardView(person_id, purses_of(person_id), lines(rows), may_decide(act, policy.REFUND))


def purses_of(person_id: UUID) -> Purses:
    rows = {row.purse: row for row in policy.accounts_of([person_id])}
    own, weekly = rows.get(Purse.OWN), rows.get(Purse.WEEKLY)
    pence = own.pence or 0 if own else 0
    return Purses(pounds(pence), pounds(weekly.pence or 0) if weekly else "", weekly.until if weekly else None, pence < 0)


def shown(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Those, with whatever a line of theirs shows."""
    return entries.select_related("person", "contact").prefetch_related("postings__out_of", "postings__into", "answered")


def lines(entries: Iterable[Entry]) -> list[Line]:
    return [_line(entry) for entry in entries]


def entry_line(act: Act, entry_id: UUID) -> Line:
    """One entry of somebody in this worker's care. Raises: NotFound."""
    row = shown(policy.entries_visible_to(act)).filter(pk=entry_id).first() if act.worker_id else None
    if row is None:
        raise NotFound
    return _line(row)


def refund_view(act: Act, refund_id: UUID) -> RefundView:
    """What waits for another worker. Raises: NotFound."""
    row = policy.refunds_visible_to(act).select_related("by", "entry").filter(pk=refund_id).first()
    if row is None or row.person_id is None:
        raise NotFound
    line = entry_line(act, row.entry_id)
    return RefundView(row.pk, row.person_id, line, row.reason, row.by.name, row.by_id, row.agreed)


def books(act: Act) -> QuerySet[Entry]:
    """Every entry of the people in this worker's care that moved something, the newest first."""
    return shown(Entry.objects.filter(person__in=people_in_care_of(act), pence__gt=0)).order_by("-at", "-pk")


def my_money(act: Act) -> MyMoney:
    """A contact's own page."""
    own = Account.objects.filter(contact=act.contact).first()
    rows = shown(policy.entries_visible_to(act)).filter(pence__gt=0).order_by("-at", "-pk")[:NEWEST]
    waiting = policy.payments_visible_to(act).select_related("person").prefetch_related("steps").order_by("-asked_at")[:3]
    people = list(policy.people_to_pay_in_for(act))
    pence = own.pence or 0 if own else 0
    return MyMoney(
        left=pounds(pence),
        owes=pence < 0,
        lines=[_line(row, act.contact) for row in rows],
        payments=[_payment(row) for row in waiting],
        people=[(str(row.pk), row.person.known_as) for row in people],
        costs=[(row.person.known_as, _costs(act, row.person_id)) for row in people],
    )


def _costs(act: Act, person_id: UUID) -> Says:
    """What a few words to somebody cost this contact."""
    return price_of(Sending(person_id, act.contact, "text", "in", "page", 1), act.at).why


def payment_view(act: Act, payment_id: UUID) -> PaymentView:
    """One of this contact's payments. Raises: NotFound."""
    row = policy.payments_visible_to(act).select_related("person").prefetch_related("steps").filter(pk=payment_id).first()
    if row is None:
        raise NotFound
    return _payment(row)


def payment_at_provider(provider_id: str) -> UUID | None:
    """Which payment the provider calls so; for a webhook, which only knocks."""
    return Payment.objects.filter(provider_id=provider_id).values_list("pk", flat=True).first()


def difference(act: Act, account_id: UUID) -> tuple[UUID | None, Difference]:
    """An account, added up now, and whose it is. Raises: NotFound."""
    mine = Account.objects.filter(person__in=people_in_care_of(act)) | Account.objects.filter(
        contact__relationships__person__in=people_in_care_of(act)
    )
    row = mine.select_related("person", "contact").distinct().filter(pk=account_id).first()
    if row is None:
        raise NotFound
    came = Posting.objects.filter(into=row).aggregate(n=Sum("pence"))["n"] or 0
    moved = came - (Posting.objects.filter(out_of=row).aggregate(n=Sum("pence"))["n"] or 0)
    whose = row.person or row.contact
    return row.person_id, Difference(
        whose.name if whose else "", row.get_purse_display(), pounds(row.pence or 0), pounds(moved), row.pence == moved
    )


def may_set_prices(act: Act) -> bool:
    return may_decide(act, policy.SET_PRICES)


def last_reconciled() -> Reconciliation | None:
    return Reconciliation.objects.order_by("-at").first()


def would_have_cost(act: Act, place: UUID, since: datetime, sort: dict[str, str], basis: str, pence: int) -> Would:
    """Of what was sent from a place since then, and is of that sort, free things too. A flat price is paid by each who sent any."""
    where = {name: value for name, value in sort.items() if value}
    rows = list(Entry.objects.filter(what=What.MESSAGE, establishment=place_of_work(act, place), at__gte=since, **where))
    payers = {row.person_id or row.contact_id for row in rows}
    each = sum(row.segments if row.channel == Channel.TEXT else 1 for row in rows)
    times_over = len(payers) if basis in PERIODS else each
    return Would(len(rows), len(payers), pounds(sum(row.pence for row in rows)), pounds(times_over * pence))


def _line(row: Entry, contact: UUID | None = None) -> Line:
    moved = _change(row, contact)
    return Line(
        id=row.pk,
        person_id=row.person_id,
        at=row.at,
        person=(row.person.known_as if contact else row.person.name) if row.person else "",
        name=row.contact.name if row.contact else "",
        what=row.get_what_display(),
        kind=row.get_kind_display() if row.kind else "",
        pence=moved,
        why=row.why,
        by=row.by,
        refundable=row.what in GIVES_BACK and row.pence > 0 and not row.answered.all(),
    )


def _change(row: Entry, contact: UUID | None) -> int:
    """By how much the purses of the contact, or else of the person, are fuller for it. Of what a contact paid in for a person: that."""
    ours = [(each, each.into, each.out_of) for each in row.postings.all()]
    if contact and row.person_id is None:
        return sum(each.pence * ((into.contact_id == contact) - (out.contact_id == contact)) for each, into, out in ours)
    return sum(each.pence * ((into.person_id is not None) - (out.person_id is not None)) for each, into, out in ours)


def _payment(row: Payment) -> PaymentView:
    states = [step.state for step in row.steps.all()]
    state = next((one for one in (PaymentState.REFUNDED, PaymentState.PAID, *states) if one in states), "")
    whom = row.person.known_as if row.person else ""
    return PaymentView(row.pk, pounds(row.pence), row.pence, whom, state, STANDS[state], row.asked_at)


def establishments(act: Act) -> list[tuple[UUID, str]]:
    """Where this worker sets prices."""
    return list(places_of(act).filter(kind__in=("establishment", "office")).order_by("name").values_list("pk", "name"))
