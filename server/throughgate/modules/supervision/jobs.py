"""The clock as an actor; each job calls one command."""

from datetime import datetime

from throughgate.basics.clock import london_day
from throughgate.kernel.commands.clock import by_the_clock, once
from throughgate.kernel.policy.scope import scope
from throughgate.modules.supervision import commands, queries


def open_checkins(now: datetime) -> int:
    """Open what falls due in the next weeks, plan by plan, once a day. Returns for how many plans."""
    day = london_day(now)
    with scope(by_the_clock(now)) as act:
        plans = queries.plans_to_open(act, day)
    return sum(once(now, commands.open_checkins, str(day), plan=plan) for plan in plans)


def note_misses(now: datetime) -> int:
    """Tell workers of every check-in that closed with nothing sent. Returns how many were looked at."""
    with scope(by_the_clock(now)) as act:
        missed = queries.newly_missed(act, now)
    return sum(once(now, commands.note_miss, "miss", checkin=checkin) for checkin in missed)
