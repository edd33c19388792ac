"""The clock as an actor: what falls due is done once, however often it is looked for."""

from datetime import datetime
from uuid import UUID

from throughgate.basics.errors import Again, Refused
from throughgate.basics.ids import uuid_from
from throughgate.kernel.commands.command import Command
from throughgate.kernel.policy.act import CLOCK, Act, Face


def by_the_clock(now: datetime) -> Act:
    """An act of the clock's."""
    return Act(actor=CLOCK, at=now, arrived=now, face=Face.OPS)


def once(now: datetime, command: Command, *salt: str, **about: UUID) -> int:
    """Let the clock carry out a command about that, once in all, or once for each `salt`. Returns 1 where it was done."""
    # The id is made from what the act is about, so that running a job twice is running it once.
    act = Act(actor=CLOCK, at=now, arrived=now, face=Face.OPS, id=uuid_from(command.key, *about.values(), *salt))
    try:
        command(act, **about)
    except (Refused, Again):
        return 0
    return 1
