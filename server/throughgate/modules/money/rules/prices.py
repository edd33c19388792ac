"""Which price fits, and how it is shared. The app has nothing to work out: it is told whole pence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar
from uuid import UUID

from throughgate.basics.clock import london, london_day
from throughgate.basics.text import Says


class Priced(Protocol):
    """The words of a tariff by which it fits: "" and None fit anything."""

    establishment_id: UUID | None
    kind: str
    way: str
    channel: str
    from_at: datetime


Row = TypeVar("Row", bound=Priced)


def nearest(rows: Iterable[Row], establishment: UUID | None, kind: str, way: str, channel: str) -> Row | None:
    """The tariff that says most about this: its own establishment before all, then its kind, its channel, its way; then the latest."""
    fitting = [
        row
        for row in rows
        if row.establishment_id in (None, establishment)
        and row.kind in ("", kind)
        and row.way in ("", way)
        and row.channel in ("", channel)
    ]
    return max(fitting, key=_weight, default=None)


def _weight(row: Priced) -> tuple[bool, bool, bool, bool, datetime]:
    return row.establishment_id is not None, row.kind != "", row.channel != "", row.way != "", row.from_at


@dataclass(frozen=True)
class Shares:
    """Who pays how much of something, in whole pence."""

    subsidy: int
    weekly: int
    own: int


def shared(pence: int, subsidy: int, weekly: int) -> Shares:
    """The establishment's part first, then what is left of the weekly allowance, then one's own money."""
    rest = max(0, pence - subsidy)
    from_weekly = min(rest, max(0, weekly))
    return Shares(min(subsidy, pence), from_weekly, rest - from_weekly)


def pounds(pence: int) -> str:
    """“12p”, “£1.20”, “−£3.00”: one way to write money, in both languages."""
    sign = "−" if pence < 0 else ""
    whole, rest = divmod(abs(pence), 100)
    return f"{sign}£{whole}.{rest:02}" if whole else f"{sign}{rest}p"


def week_of(moment: datetime) -> date:
    """The Monday of that week in London."""
    day = london_day(moment)
    return day - timedelta(days=day.weekday())


def next_week(moment: datetime) -> datetime:
    """When the next week begins in London."""
    return london(week_of(moment) + timedelta(days=7), 0)


def period(basis: str, moment: datetime) -> tuple[datetime, datetime]:
    """What a flat price pays for: seven days, or thirty, from that moment on."""
    return moment, moment + timedelta(days=7 if basis == "week" else 30)


@dataclass(frozen=True)
class Price:
    """What something costs before it is sent, in whole pence, and all that taking the money needs to know.

    `pence`: what `payer` pays ("person", "contact"; "nobody" where that is nothing). `total`: with the establishment's `subsidy`.
    `left`: what the payer has left after it; below nothing, they have not got enough. `basis`: as in a tariff, "" where there is none.
    """

    person: UUID
    contact: UUID
    kind: str
    way: str
    channel: str
    segments: int
    establishment: UUID | None
    tariff: UUID | None
    basis: str
    total: int
    subsidy: int
    pence: int
    payer: str
    why: Says
    left: int
