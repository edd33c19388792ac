"""How often things are opened, counted so that nobody is seen in it. Plain functions; the app's counts.ts has the same week."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from throughgate.basics.clock import london_day

# Our own: of fewer people nothing is shown. Statistics on health and on crime in the United Kingdom commonly hide counts below five.
FEWEST = 5
# Our own: a device tells of the same thing once in so many weeks, so that over this time a count is one of people and not of visits.
WEEKS = 12
_LATEST = timedelta(weeks=52)


class Did(StrEnum):
    """What somebody did with an item. READ: to the end of its words; HEARD: they let it be read out; FINISHED: a film or sound."""

    OPENED = "opened"
    READ = "read"
    HEARD = "heard"
    FINISHED = "finished"


def week_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def week_told(asked: date, at: datetime) -> date:
    """The Monday of the week that a device means: none that lies ahead, nor longer back than a year, since clocks may be wrong."""
    today = london_day(at)
    return week_of(min(max(asked, today - _LATEST), today))


def shown(count: int) -> int | None:
    """A count that may be shown; None for fewer than five."""
    return count if count >= FEWEST else None
