"""Giving back by hand: of a message to the purse it came from, of a payment to its card. More than a small sum takes two workers."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.people.models import Person, WorkerRole
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.tasks.work import finish_task, open_task
from throughgate.modules.money import policy
from throughgate.modules.money.commands.ledger import Changed, Fact, back_of, locked, write, written
from throughgate.modules.money.commands.paying import PAID_OUT
from throughgate.modules.money.commands.taking import give_back
from throughgate.modules.money.models import Entry, Refund, What
from throughgate.modules.money.policy import REFUND, SECOND

# Our own: about what a family pays in at once. Above it another worker agrees first.
ALONE_UP_TO = 2_000
TWO_DAYS = timedelta(days=2)
Reason = Annotated[str, Meta(min_length=1, max_length=300)]


class NothingToGiveBack(Refused):
    says = _("There is nothing to give back: it was given back before, or it is no payment for anything.")


class SpentAlready(Refused):
    says = _("Some of this has been spent. Only what is still there could be paid back, and a card is paid back whole or not at all.")


class AnotherWorker(Refused):
    says = _("You asked for this yourself. Another worker has to agree.")


class DecidedAlready(Refused):
    says = _("Another worker has answered this already.")


@command("money.refund", by=ActorKind.WORKER, needs=REFUND)
def refund(act: Act, *, entry: UUID, reason: Reason) -> Done:
    """Give back what an entry took, with a reason that they read. Above £20 it waits for another worker."""
    found = policy.entry_to_refund(act, entry)
    if found.what not in (What.MESSAGE, What.TOP_UP) or not found.pence or found.answered.exists() or Refund.objects.filter(entry=found):
        raise NothingToGiveBack
    row = Refund.objects.create(id=act.id, entry=found, person_id=found.person_id, reason=reason, by_id=act.worker, at=act.arrived)
    if found.pence > ALONE_UP_TO and found.person:
        _ask_another(act, row, found.person)
        return Done(found.person_id, (row,))
    return Done(found.person_id, (row, *_back(act, row)))


@command("money.second_refund", by=ActorKind.WORKER, needs=REFUND)
def second_refund(act: Act, *, refund: UUID, agrees: bool) -> Done:
    """Agree, as another worker, that it is given back; or say no."""
    row = policy.refund_to_second(act, refund)
    if row.by_id == act.worker:
        raise AnotherWorker
    if row.agreed is not None:
        raise DecidedAlready
    row.second_id, row.seconded_at, row.agreed = act.worker, act.arrived, agrees
    row.save(update_fields=["second", "seconded_at", "agreed"])
    finish_task(act, SECOND, row.pk)
    return Done(row.person_id, (row, *(_back(act, row) if agrees else ())))


@command("money.release_refund", by=ActorKind.CLOCK)
def release_refund(act: Act, *, payment: UUID) -> Done:
    """The provider will not pay a card back: what was held for it returns to the purse."""
    row = policy.payment_to_settle(act, payment)
    held = written(PAID_OUT.format(row.pk))
    if held is None or held.answered.exists():
        return Done(row.person_id)
    lines = locked(back_of(held))
    why = str(_("The card could not be paid back."))
    fact = Fact(f"released:{row.pk}", What.GIVEN_BACK, row.pk, held.pence, row.person_id, row.contact_id, why, {"answers": held})
    return Done(row.person_id, write(act, fact, lines))


def _back(act: Act, row: Refund) -> Changed:
    return _to_the_card(act, row.entry, row.reason) if row.entry.what == What.TOP_UP else give_back(act, row.entry.for_what, row.reason)


def _to_the_card(act: Act, entry: Entry, why: str) -> Changed:
    """Out of the purse at once, so that nobody spends it meanwhile; the worker's job then asks the provider. Raises: SpentAlready."""
    lines = locked(back_of(entry))
    if any((line.out_of.pence or 0) < line.pence for line in lines):
        raise SpentAlready
    key = PAID_OUT.format(entry.for_what)
    fact = Fact(key, What.PAID_BACK, entry.for_what, entry.pence, entry.person_id, entry.contact_id, why, {"answers": entry})
    return () if written(key) else write(act, fact, lines)


def _ask_another(act: Act, row: Refund, person: Person) -> None:
    open_task(act, SECOND, row.pk, person, act.arrived + TWO_DAYS, WorkerRole.ADMINISTRATOR)
