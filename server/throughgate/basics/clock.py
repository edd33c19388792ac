"""Time: always aware, always UTC inside; London outside."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """The server's time. Called at the edges only; everything inside is given its time."""
    return datetime.now(UTC)


def in_utc(moment: datetime) -> datetime | None:
    """The same moment in UTC. None for one so near to either end of time that UTC has no day for it: a database has none either."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return None


def london(day: date, hour: int, minute: int = 0) -> datetime:
    """That time of day on London's clocks, as UTC."""
    return datetime.combine(day, time(hour, minute), LONDON).astimezone(UTC)


def london_day(moment: datetime) -> date:
    """The calendar day in London at that moment."""
    return moment.astimezone(LONDON).date()


def wire(moment: datetime) -> str:
    """RFC 3339 in UTC with milliseconds, as the wire has it: 2026-11-21T09:10:03.120Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def millis(gap: timedelta) -> int:
    """Whole milliseconds in a gap, negative where the gap is."""
    return gap // timedelta(milliseconds=1)
