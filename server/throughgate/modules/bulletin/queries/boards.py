"""What staff keep, as their pages show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.formats import date_format

from throughgate.basics.errors import NotFound
from throughgate.basics.text import Says
from throughgate.kernel.places.models import Place, PlaceKind
from throughgate.kernel.policy.act import Act
from throughgate.modules.bulletin import policy
from throughgate.modules.bulletin.models import SECONDS_A_SLIDE, Board, Line
from throughgate.modules.bulletin.rules.kinds import Kind, Routine, Tongues


@dataclass(frozen=True)
class LineView:
    """A line. `hours` and `day_names` of a routine. `down_since` and what follows: of a service that is down. `by`: "" for the system."""

    id: UUID
    place_id: UUID
    place: str
    kind: Kind
    what: Says
    title: str
    words: str
    welsh: bool
    easy: bool
    day_names: str
    hours: str
    from_at: datetime
    until: datetime | None
    by: str
    down_since: datetime | None
    why: str
    expected_at: datetime | None


@dataclass(frozen=True)
class BoardView:
    """The bulletin of a place and of what is under it: its lines, kind by kind; how its televisions show it."""

    place_id: UUID
    place: str
    has_channel: bool
    lines: dict[str, list[LineView]]
    tongues: str
    tongues_words: Says
    seconds: int


def places_to_keep(act: Act, under: UUID | None = None) -> list[tuple[UUID, str]]:
    """Id and name of those whose bulletin this worker keeps; of one place and what is under it, that place first."""
    places = policy.places_kept_by(act).order_by("path")
    if under:
        places = places & policy.places_under(_place(act, under))
    return [(place.pk, _named(place)) for place in places.select_related("parent")]


def board_view(act: Act, place_id: UUID) -> BoardView:
    """The bulletin kept from there. Raises: NotFound."""
    place = _place(act, place_id)
    lines = (
        policy.lines_visible_to(act).filter(place__in=policy.places_under(place)).order_by("place__path", "days", "begins", "from_at", "pk")
    )
    shown = [_view(line) for line in lines.select_related("place", "by").prefetch_related("outages")]
    board = policy.boards_at([place.pk]).first() or Board(place=place, seconds=SECONDS_A_SLIDE)
    return BoardView(
        place.pk, place.name, place.kind != PlaceKind.WING, _by_kind(shown), board.tongues, Tongues(board.tongues).label, board.seconds
    )


def line_view(act: Act, line_id: UUID) -> LineView:
    """One line. Raises: NotFound."""
    line = policy.lines_visible_to(act).filter(pk=line_id).select_related("place", "by").prefetch_related("outages").first()
    if line is None:
        raise NotFound
    return _view(line)


def _place(act: Act, place_id: UUID) -> Place:
    place = policy.places_kept_by(act).filter(pk=place_id).first()
    if place is None:
        raise NotFound
    return place


def _named(place: Place) -> str:
    return f"{place.parent.name}, {place.name}" if place.kind == PlaceKind.WING and place.parent else place.name


def _by_kind(lines: Iterable[LineView]) -> dict[str, list[LineView]]:
    found: dict[str, list[LineView]] = {kind: [] for kind in Kind.values}
    for line in lines:
        found[line.kind].append(line)
    return found


def _view(line: Line) -> LineView:
    said, outage = line.texts["en"], line.outage
    down = outage if outage and not outage.mended_at else None
    return LineView(
        id=line.pk,
        place_id=line.place_id,
        place=line.place.name,
        kind=Kind(line.kind),
        what=Routine(line.what).label if line.what else "",
        title=said["title"],
        words=said["words"],
        welsh="cy" in line.texts,
        easy=bool(said["easy"]),
        day_names=", ".join(_day(number) for number in line.days),
        hours=f"{_clock(line.begins)}–{_clock(line.ends)}" if line.begins is not None and line.ends is not None else "",
        from_at=line.from_at,
        until=line.until,
        by=line.by.name if line.by else "",
        down_since=down.since if down else None,
        why=down.texts["en"]["words"] if down else "",
        expected_at=down.expected_at if down else None,
    )


def _day(number: str) -> str:
    """“Mon” for 1, in the reader's language."""
    # 5 January 2026 was a Monday.
    return date_format(date(2026, 1, 4 + int(number)), "D")


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
