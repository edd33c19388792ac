"""What something costs at a moment, and what is left after it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from throughgate.basics.text import Says
from throughgate.kernel import times
from throughgate.kernel.people.contacts import standing_at
from throughgate.kernel.places.models import Place, Stay
from throughgate.kernel.places.tree import IN_PRISON, path_codes
from throughgate.kernel.screening.models import Way
from throughgate.modules.money.models import Account, Cover, Purse, Tariff
from throughgate.modules.money.rules.prices import Price, nearest, pounds
from throughgate.modules.money.rules.sorts import PERIODS, Basis, Channel

FREE: Says = _("Free")
NOBODY = "nobody"


@dataclass(frozen=True)
class Sending:
    """Something that would be sent: between whom, what, which way, and how."""

    person: UUID
    contact: UUID
    kind: str
    way: str
    channel: str
    segments: int


def price_of(sending: Sending, at: datetime) -> Price:
    """What it costs at that moment, and what its sender has left after it."""
    establishment = _establishments([sending.person], at).get(sending.person)
    tariff = nearest(_tariffs(at, {establishment}), establishment, sending.kind, sending.way, sending.channel)
    purses = _purses(sending)
    if tariff is None or tariff.basis == Basis.FREE:
        return _price(sending, establishment, tariff, FREE, purses, at)
    covered = _cover(tariff, purses, at) if tariff.basis in PERIODS else None
    if covered:
        return _price(sending, establishment, tariff, _paid_until(covered), purses, at)
    times_over = sending.segments if tariff.basis == Basis.MESSAGE and sending.channel == Channel.TEXT else 1
    return _price(sending, establishment, tariff, _said(tariff), purses, at, times_over)


def pence_to_write(people: Collection[UUID], at: datetime) -> dict[UUID, int]:
    """What a few words to somebody's families' page cost each of these people now, for their list of threads. Free: not in it."""
    homes = _establishments(people, at)
    tariffs = _tariffs(at, set(homes.values()))
    found = {person: nearest(tariffs, homes.get(person), "text", Way.OUT, Channel.PAGE) for person in people}
    flat = {person: row for person, row in found.items() if row and row.basis in PERIODS}
    paid = _covered(flat, at)
    return {person: row.pence - row.subsidy for person, row in found.items() if row and row.pence > row.subsidy and person not in paid}


def _price(
    sending: Sending, where: UUID | None, tariff: Tariff | None, why: Says, purses: Sequence[Account], at: datetime, times_over: int = 0
) -> Price:
    total, subsidy = (tariff.pence * times_over, tariff.subsidy * times_over) if tariff else (0, 0)
    pence = total - subsidy
    return Price(
        **vars(sending),
        establishment=where,
        tariff=tariff.pk if tariff else None,
        basis=tariff.basis if tariff else "",
        total=total,
        subsidy=subsidy,
        pence=pence,
        payer=NOBODY if not pence else "person" if sending.way == Way.OUT else "contact",
        why=why,
        left=sum(spendable(one, at) for one in purses) - pence,
    )


def spendable(account: Account, at: datetime) -> int:
    """What can be spent of it at that moment: an allowance lapses with its week."""
    return 0 if account.until and account.until <= at else account.pence or 0


def _purses(sending: Sending) -> list[Account]:
    whose = Q(person=sending.person) if sending.way == Way.OUT else Q(contact=sending.contact)
    return list(Account.objects.filter(whose))


def _tariffs(at: datetime, establishments: Collection[UUID | None]) -> list[Tariff]:
    here = Q(establishment=None) | Q(establishment__in=[one for one in establishments if one])
    return list(Tariff.objects.filter(standing_at(at), here))


def _establishments(people: Collection[UUID], at: datetime) -> dict[UUID, UUID]:
    """The prison in which each lived at that moment, in two readings, however many they are."""
    stays = Stay.objects.filter(standing_at(at), person__in=people, place__kind__in=IN_PRISON).values_list("person", "place__path")
    codes = {person: path_codes(path) for person, path in stays}
    prisons = Place.objects.filter(kind="establishment", code__in={code for some in codes.values() for code in some})
    known = dict(prisons.values_list("code", "pk"))
    return {person: known[code] for person, some in codes.items() for code in some if code in known}


def _cover(tariff: Tariff, purses: Iterable[Account], at: datetime) -> Cover | None:
    own = [one for one in purses if one.purse == Purse.OWN]
    return _covers(at).filter(account__in=own, **_sort(tariff)).order_by("-to_at").first()


def _covers(at: datetime) -> QuerySet[Cover]:
    return Cover.objects.filter(from_at__lte=at, to_at__gt=at, entry__answered=None)


def _covered(flat: dict[UUID, Tariff], at: datetime) -> set[UUID]:
    """Who of them has paid for now already."""
    if not flat:
        return set()
    paid = {
        (row.account.person_id, *_sort(row.tariff).values())
        for row in _covers(at).filter(person__in=flat).select_related("account", "tariff")
    }
    return {person for person, tariff in flat.items() if (person, *_sort(tariff).values()) in paid}


def _sort(tariff: Tariff) -> dict[str, str]:
    """What a flat price is for: a new price of the same sort does not end what was paid for."""
    return {"tariff__kind": tariff.kind, "tariff__way": tariff.way, "tariff__channel": tariff.channel}


def _paid_until(cover: Cover) -> Says:
    return _("Paid until {day}").format(day=times.day(cover.to_at))


def _said(tariff: Tariff) -> Says:
    own = tariff.pence - tariff.subsidy
    if own == 0:
        return _("The prison pays for this")
    if tariff.basis in PERIODS:
        return _("{pence} {basis}").format(pence=pounds(own), basis=tariff.get_basis_display())
    return _("{pence} each").format(pence=pounds(own))
