"""Asking the provider how a payment stands, and writing down what it says.

Outside of any transaction: nobody waits for a network while they hold a lock.
"""

from datetime import datetime
from uuid import UUID

from throughgate.basics.errors import Again, Refused
from throughgate.basics.ids import uuid_from
from throughgate.kernel.commands.command import Command
from throughgate.kernel.gateways.payments import Door, Order, Standing, State, door
from throughgate.kernel.policy.act import CLOCK, Act, Face
from throughgate.kernel.policy.scope import scope
from throughgate.modules.money.commands.paying import begin_payment, settle_payment
from throughgate.modules.money.models import Payment, PaymentState


def follow(now: datetime, payment: UUID, order: Order | None = None) -> Standing | None:
    """Ask, and write down what was heard. `order`: begin it at the provider where it is not there yet.

    Returns None where the provider does not know of it. Raises: NoAnswer.
    """
    provider = door()
    with scope(_clock(now)):
        row = Payment.objects.get(pk=payment)
    found = _found(provider, row, order)
    if found is None:
        return None
    if row.provider_id is None:
        _once(now, begin_payment, payment, found.id, payment=payment, provider_id=found.id)
    if found.state:
        settle(now, payment, found.state)
    return found


def settle(now: datetime, payment: UUID, state: State) -> int:
    """It stands so: the same act for whoever hears of it, however often."""
    return _once(now, settle_payment, payment, state, payment=payment, state=PaymentState(state))


def _found(provider: Door, row: Payment, order: Order | None) -> Standing | None:
    if row.provider_id:
        return provider.look(row.provider_id)
    # It may have been begun there before we could write down its name.
    return provider.find(row.pk) or (provider.begin(order) if order else None)


def _once(now: datetime, command: Command, *about: object, **given: object) -> int:
    act = _clock(now, uuid_from(command.key, *about))
    try:
        command(act, **given)
    except (Refused, Again):
        return 0
    return 1


def _clock(now: datetime, act_id: UUID | None = None) -> Act:
    act = Act(CLOCK, now, now, Face.OPS)
    return Act(CLOCK, now, now, Face.OPS, id=act_id) if act_id else act
