"""The clock as an actor; each job calls one command for each thing that it finds."""

from datetime import datetime, timedelta
from uuid import UUID

from throughgate.basics.clock import london_day
from throughgate.basics.errors import Again, Refused
from throughgate.basics.ids import uuid_from
from throughgate.kernel.commands.command import Command
from throughgate.kernel.gateways import payments
from throughgate.kernel.policy.act import CLOCK, Act, Face
from throughgate.kernel.policy.scope import scope
from throughgate.modules.money import commands, queries
from throughgate.modules.money.rules.prices import week_of

# A browser has this long to come back by itself; the provider ends what nobody has paid after 90 minutes.
PATIENCE, AT_LATEST = timedelta(minutes=3), timedelta(hours=3)


def grant_allowances(now: datetime) -> int:
    """Give each person what their level gets this week, once. Returns how many got it."""
    week = week_of(now)
    with scope(_clock(now)):
        people = queries.people_without_allowance(now)
    return sum(_once(now, commands.grant_allowance, week, person=person) for person in people)


def ask_about_payments(now: datetime) -> int:
    """Ask the provider about payments whose browser never came back. Returns how many have ended."""
    with scope(_clock(now)):
        waiting = queries.payments_to_ask_about(now - PATIENCE)
    return sum(_asked(now, payment, asked_at) for payment, asked_at in waiting)


def pay_back(now: datetime) -> int:
    """Pay cards back for which the money was set aside. Returns how many were."""
    with scope(_clock(now)):
        waiting = queries.payments_to_pay_back()
    return sum(_paid_back(now, payment, provider_id, pence) for payment, provider_id, pence in waiting)


def reconcile(now: datetime) -> int:
    """Add everything up, once a day."""
    return _once(now, commands.reconcile, london_day(now))


def _asked(now: datetime, payment: UUID, asked_at: datetime) -> int:
    try:
        found = commands.follow(now, payment)
    except payments.NoAnswer:
        return 0
    if found is None and now - asked_at > AT_LATEST:
        # Nobody ever came as far as the provider.
        return commands.settle(now, payment, payments.State.EXPIRED)
    return int(bool(found and found.state))


def _paid_back(now: datetime, payment: UUID, provider_id: str, pence: int) -> int:
    try:
        payments.door().pay_back(provider_id, pence)
    except payments.NoAnswer:
        return 0
    except payments.Refuses:
        return _once(now, commands.release_refund, "refused", payment=payment)
    return commands.settle(now, payment, payments.State.REFUNDED)


def _once(now: datetime, command: Command, salt: object, **about: UUID) -> int:
    # The id is made from what the act is about, so that running a job twice is running it once.
    act = _clock(now, uuid_from(command.key, *about.values(), salt))
    try:
        command(act, **about)
    except (Refused, Again):
        return 0
    return 1


def _clock(now: datetime, act_id: UUID | None = None) -> Act:
    act = Act(CLOCK, now, now, Face.OPS)
    return Act(CLOCK, now, now, Face.OPS, id=act_id) if act_id else act
