"""Families pay in. What became of a payment is what the provider says when it is asked, whoever made us ask."""

from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.gateways import payments
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.modules.money import policy
from throughgate.modules.money.commands.ledger import Changed, Fact, Line, account_of, locked, ours, write, written
from throughgate.modules.money.models import Account, MayOwe, Payment, PaymentState, PaymentStep, Purse, What
from throughgate.modules.money.policy import PAY_IN

# Source: docs/field.md, "Money for messages".
LEAST, MOST = 100, 5_000
NOT_PAID = (PaymentState.FAILED, PaymentState.EXPIRED)
# Wherever the books mention a payment, they call it so.
PAID_IN, PAID_OUT, WAS_TAKEN = "top_up:{}", "paid_back:{}", "taken_back:{}"


class NoProvider(Refused):
    says = _("You cannot pay in here yet.")


@command("money.pay_in", by=ActorKind.CONTACT, needs=PAY_IN)
def pay_in(act: Act, *, pence: Annotated[int, Meta(ge=LEAST, le=MOST)], relationship: int | None = None) -> Done:
    """Ask to pay in, for yourself or for somebody with whom you may be in touch. Nothing has moved until the provider says so."""
    whom = policy.person_to_pay_in_for(act, relationship) if relationship else act.grant(None, because="their own purse")
    if not payments.is_open():
        raise NoProvider
    person = whom.person_id if whom else None
    payment = Payment.objects.create(id=act.id, contact_id=act.contact, person_id=person, pence=pence, asked_at=act.arrived)
    return Done(person, (payment,))


@command("money.begin_payment", by=ActorKind.CLOCK)
def begin_payment(act: Act, *, payment: UUID, provider_id: Annotated[str, Meta(min_length=1, max_length=40)]) -> Done:
    """Note what the provider calls a payment, so that it can be asked about."""
    row = policy.payment_to_settle(act, payment)
    row.provider_id = row.provider_id or provider_id
    row.save(update_fields=["provider_id"])
    return Done(row.person_id, (row,))


@command("money.settle_payment", by=ActorKind.CLOCK)
def settle_payment(act: Act, *, payment: UUID, state: PaymentState) -> Done:
    """Note how a payment stands, and move what it moves: each state once, in whichever order they are heard of."""
    row = policy.payment_to_settle(act, payment)
    known = set(row.steps.values_list("state", flat=True))
    if state in known or (state in NOT_PAID and known):
        return Done(row.person_id)
    step = PaymentStep.objects.create(payment=row, person_id=row.person_id, state=state, at=act.arrived)
    if state in NOT_PAID:
        return Done(row.person_id, (row, step))
    moved = _paid(act, row) + (_taken_back(act, row) if state == PaymentState.REFUNDED else ())
    return Done(row.person_id, (row, step, *moved))


def _paid(act: Act, row: Payment) -> Changed:
    key = PAID_IN.format(row.pk)
    lines = locked([Line(ours(Purse.CLEARING), _purse(row), row.pence)])
    return () if written(key) else write(act, Fact(key, What.TOP_UP, row.pk, row.pence, row.person_id, row.contact_id), lines)


def _taken_back(act: Act, row: Payment) -> Changed:
    """Not by us: the bank or the provider took it. It may have been spent already, which is the one way to stand below nothing."""
    key = WAS_TAKEN.format(row.pk)
    lines = locked([Line(_purse(row), ours(Purse.CLEARING), row.pence)])
    if written(key) or written(PAID_OUT.format(row.pk)):
        return ()
    purse = lines[0].out_of
    if (purse.pence or 0) < row.pence:
        purse.may_owe = MayOwe.TAKEN_BACK
    return write(act, Fact(key, What.TAKEN_BACK, row.pk, row.pence, row.person_id, row.contact_id), lines)


def _purse(row: Payment) -> Account:
    return account_of(row.person_id) if row.person_id else account_of(contact=row.contact_id)
