"""The clock as an actor; each job calls one command."""

from datetime import datetime
from uuid import UUID

from throughgate.basics.clock import london_day
from throughgate.basics.errors import Again, Refused
from throughgate.basics.ids import uuid_from
from throughgate.kernel.commands.command import Command
from throughgate.kernel.policy.act import CLOCK, Act, Face
from throughgate.kernel.policy.scope import scope
from throughgate.modules.supervision import commands, queries


def open_checkins(now: datetime) -> int:
    """Open what falls due in the next weeks, plan by plan, once a day. Returns for how many plans."""
    day = london_day(now)
    with scope(_clock_act(now)) as act:
        plans = queries.plans_to_open(act, day)
    return sum(_once(now, commands.open_checkins, str(day), plan=plan) for plan in plans)


def note_misses(now: datetime) -> int:
    """Tell workers of every check-in that closed with nothing sent. Returns how many were looked at."""
    with scope(_clock_act(now)) as act:
        missed = queries.newly_missed(act, now)
    return sum(_once(now, commands.note_miss, "miss", checkin=checkin) for checkin in missed)


def _once(now: datetime, command: Command, salt: str, **about: UUID) -> int:
    # The id is made from what the act is about, so that running a job twice is running it once.
    act = _clock_act(now, uuid_from(command.key, *about.values(), salt))
    try:
        command(act, **about)
    except (Refused, Again):
        return 0
    return 1


def _clock_act(now: datetime, act_id: UUID | None = None) -> Act:
    act = Act(actor=CLOCK, at=now, arrived=now, face=Face.OPS)
    return act if act_id is None else Act(actor=CLOCK, at=now, arrived=now, face=Face.OPS, id=act_id)
