"""The clock as an actor; each job calls one command."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from throughgate.basics.errors import Again, Refused
from throughgate.basics.ids import uuid_from
from throughgate.kernel.commands.command import Command
from throughgate.kernel.policy.act import CLOCK, Act, Face
from throughgate.modules.access import commands, queries


def ask_for_reviews(now: datetime) -> int:
    """Ask for a look at every restriction whose day has come. Returns for how many."""
    return _each(now, commands.ask_for_review, queries.due_for_review(now))


def close_reviews(now: datetime) -> int:
    """Ask no longer where the restriction has ended by itself. Returns for how many."""
    return _each(now, commands.close_review, queries.reviewed_by_time(now))


def _each(now: datetime, command: Command, restrictions: Iterable[UUID]) -> int:
    return sum(_once(now, command, restriction) for restriction in restrictions)


def _once(now: datetime, command: Command, restriction: UUID) -> int:
    # The id is made from what the act is about, so that running a job twice is running it once.
    act = Act(actor=CLOCK, at=now, arrived=now, face=Face.OPS, id=uuid_from(command.key, restriction))
    try:
        command(act, restriction=restriction)
    except (Refused, Again):
        return 0
    return 1
