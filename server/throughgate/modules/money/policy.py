"""The only file that turns an id into an account, an entry or a payment."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from throughgate.basics.clock import london_day
from throughgate.basics.errors import NotFound
from throughgate.kernel.people.contacts import approved, relationships_of
from throughgate.kernel.people.models import Relationship
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.relations import granted, people_in_care_of
from throughgate.modules.money.models import Account, Entry, Payment, Refund

SEE = "money.see"
PAY_IN = "money.pay_in"
SET_PRICES = "money.set_prices"
REFUND = "money.refund"
SECOND = "money.second"
DIFFERENCE = "money.difference"


def accounts_of(people: Collection[UUID]) -> QuerySet[Account]:
    """What these people see on their own devices: their purses."""
    return Account.objects.filter(person__in=people)


def entries_of(people: Collection[UUID]) -> QuerySet[Entry]:
    """What these people see of what came in and went out: only what moved any money of theirs."""
    mine = Q(postings__out_of__person__in=people) | Q(postings__into__person__in=people)
    return Entry.objects.filter(mine, person__in=people).distinct()


def entries_visible_to(act: Act) -> QuerySet[Entry]:
    """Those of the people in this worker's care; of a contact, their own and what they paid in for somebody."""
    if act.contact_id:
        return Entry.objects.filter(contact=act.contact_id)
    return Entry.objects.filter(person__in=people_in_care_of(act))


def entry_to_refund(act: Act, entry_id: UUID) -> Entry:
    """An entry about someone in this worker's care."""
    mine = entries_visible_to(act) if act.worker_id else Entry.objects.none()
    return granted(act, mine.select_related("person", "contact"), entry_id, because="in their care")


def refund_to_second(act: Act, refund_id: UUID) -> Refund:
    """What another worker would give back to someone in this worker's care, and nobody has decided yet."""
    mine = Refund.objects.filter(person__in=people_in_care_of(act)) if act.worker_id else Refund.objects.none()
    return granted(act, mine.select_for_update(of=("self",)).select_related("entry"), refund_id, because="in their care")


def refunds_visible_to(act: Act) -> QuerySet[Refund]:
    return Refund.objects.filter(person__in=people_in_care_of(act)) if act.worker_id else Refund.objects.none()


def payments_visible_to(act: Act) -> QuerySet[Payment]:
    """A contact's own."""
    return Payment.objects.filter(contact=act.contact_id) if act.contact_id else Payment.objects.none()


def payment_to_settle(act: Act, payment_id: UUID) -> Payment:
    """Any of them, for whoever says what the provider said. The row is held, so that two who hear of it stand in a row."""
    by_the_clock(act, "the provider was asked")
    return granted(act, Payment.objects.select_for_update(of=("self",)), payment_id, because="the provider was asked")


def people_to_pay_in_for(act: Act) -> QuerySet[Relationship]:
    """To whom this contact is anything."""
    return relationships_of(act.contact, london_day(act.at)).filter(contact=act.contact)


def person_to_pay_in_for(act: Act, relationship_id: int) -> Relationship:
    """Somebody whom this contact may be in touch with. Raises: NotFound."""
    found = granted(act, people_to_pay_in_for(act), relationship_id, because="they may be in touch")
    if approved(found.person_id, found.contact_id, act.arrived) is None:
        raise NotFound
    return found


def by_the_clock(act: Act, why: str) -> None:
    """What nobody asked for but the hour, or what a provider said. Raises: NotFound for everybody else."""
    if act.actor.kind is not ActorKind.CLOCK:
        raise NotFound
    act.grant(None, because=why)
