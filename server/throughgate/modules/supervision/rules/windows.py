"""When check-ins are due, and in what state one is. Plain functions: pages, feed and app all mean the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from throughgate.basics.clock import london

WEEKS = {"WEEKLY": 1, "TWO_WEEKS": 2, "FOUR_WEEKS": 4, "EIGHT_WEEKS": 8}
OPENS_AT_HOUR = 9
WINDOW_DAYS = 3
# A device may be out of reach for weeks: it must already hold what will be due.
DAYS_AHEAD = 60
# Taken after the window but within this, it counts as late and the worker decides; after that it is refused.
LATE_DAYS = 7


@dataclass(frozen=True)
class Window:
    """From when to when a check-in counts. UTC; `closes` is not in it."""

    opens: datetime
    closes: datetime


def due_window(due: date) -> Window:
    """The 72 hours in which a check-in counts: 09:00 on the due day to 09:00 three days later, London time.

    Source: the probation service's own remote check-in (docs/field.md, "Check-in window").
    """
    return Window(london(due, OPENS_AT_HOUR), london(due + timedelta(days=WINDOW_DAYS), OPENS_AT_HOUR))


def due_days(every: str, first: date, last: date | None, since: date, until: date) -> Iterator[date]:
    """The due days of a plan from `since` to `until`, both included."""
    end = min(until, last) if last else until
    if every == "ONCE":
        if since <= first <= end:
            yield first
        return
    gap = timedelta(weeks=WEEKS[every])
    skipped = max(0, -((first - since) // gap)) if since > first else 0
    day = first + gap * skipped
    while day <= end:
        if day >= since:
            yield day
        day += gap


class State(StrEnum):
    UPCOMING = "upcoming"
    DUE = "due"
    MISSED = "missed"
    CANCELLED = "cancelled"
    SENT = "sent"
    SEEN = "seen"


def state_at(now: datetime, window: Window, *, cancelled: bool, submitted: bool, seen: bool) -> State:
    """What a check-in is at that moment. Derived, never stored; the app has the same function."""
    if seen:
        return State.SEEN
    if submitted:
        return State.SENT
    if cancelled:
        return State.CANCELLED
    if now < window.opens:
        return State.UPCOMING
    return State.DUE if now < window.closes else State.MISSED
