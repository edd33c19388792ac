"""What devices and screens get: what stands on the bulletins of the places where somebody lives, or a screen stands."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from throughgate.kernel.places.models import PlaceKind
from throughgate.kernel.sync.feeds import Feed
from throughgate.modules.bulletin.models import Board, Line, Outage
from throughgate.modules.bulletin.policy import boards_at, lines_at
from throughgate.modules.bulletin.rules.needs import READ
from throughgate.modules.bulletin.rules.words import Said

TEN_YEARS = timedelta(days=3650)


class OutageRow(msgspec.Struct, frozen=True, rename={"texts": "in"}):
    """The last one of a service. `mended_at`: since when it works again."""

    since: datetime
    expected_at: datetime | None
    mended_at: datetime | None
    texts: dict[str, Said]


class LineRow(msgspec.Struct, frozen=True, rename={"texts": "in"}):
    """A line, in all its languages. `place`: the name of the wing, empty for the whole establishment or office.

    `days`: of a routine, 1 is Monday; `begins` and `ends`: minutes after midnight, local time. `system`: nobody wrote it.
    """

    id: UUID
    kind: str
    place: str
    texts: dict[str, Said]
    what: str
    days: str
    begins: int | None
    ends: int | None
    from_at: datetime
    until: datetime | None
    system: bool
    outage: OutageRow | None


class ScreensRow(msgspec.Struct, frozen=True):
    """How the televisions of a place show it. `depth`: the deeper place's word counts, a wing's before its prison's."""

    tongues: str
    seconds: int
    depth: int


def line_row(line: Line) -> LineRow:
    """The row of one line."""
    outage = line.outage
    return LineRow(
        id=line.pk,
        kind=line.kind,
        place=line.place.name if line.place.kind == PlaceKind.WING else "",
        texts=msgspec.convert(line.texts, dict[str, Said]),
        what=line.what,
        days=line.days,
        begins=line.begins,
        ends=line.ends,
        from_at=line.from_at,
        until=line.until,
        system=bool(line.source),
        outage=_outage_row(outage) if outage else None,
    )


def _outage_row(row: Outage) -> OutageRow:
    return OutageRow(row.since, row.expected_at, row.mended_at, msgspec.convert(row.texts, dict[str, Said]))


TODAY = Feed(
    name="bulletin.today",
    watches=Line,
    visible=lambda places: lines_at(places).select_related("place").prefetch_related("outages"),
    whose=lambda line: [line.place_id],
    shape=line_row,
    value=LineRow,
    keep=TEN_YEARS,
    capability=READ,
    shared=True,
    on_screens=True,
    follows={Outage: lambda outage: [outage.line]},
)

SCREENS = Feed(
    name="bulletin.screens",
    watches=Board,
    visible=lambda places: boards_at(places).select_related("place"),
    whose=lambda board: [board.place_id],
    shape=lambda board: ScreensRow(board.tongues, board.seconds, board.place.path.count("/")),
    value=ScreensRow,
    keep=TEN_YEARS,
    capability=READ,
    shared=True,
    on_screens=True,
)
