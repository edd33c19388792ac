"""The only file that turns an id into a thing of the bulletin; and whose bulletin somebody reads, by where they live or a screen stands."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from throughgate.basics.clock import now
from throughgate.kernel.places.models import Place, PlaceKind
from throughgate.kernel.places.tree import path_codes
from throughgate.kernel.policy.act import CLOCK, Act, Face
from throughgate.kernel.policy.facts import Facts
from throughgate.kernel.policy.relations import granted, places_of, under
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.sync.audiences import Audiences
from throughgate.modules.bulletin.models import Board, Line, Outage
from throughgate.modules.bulletin.rules.kinds import Kind

# Those that people would name when asked where they are; nobody keeps a bulletin for a landing.
KEPT_AT = (PlaceKind.ESTABLISHMENT, PlaceKind.WING, PlaceKind.OFFICE)
BY_WORKERS = (Kind.NOTICE, Kind.ROUTINE, Kind.FILM, Kind.SERVICE, Kind.CHANGED)
POSTED, THE_CLOCK = "posted there", "the system's own"


def places_kept_by(act: Act) -> QuerySet[Place]:
    """Where this worker keeps the bulletin."""
    return places_of(act).filter(kind__in=KEPT_AT)


def place_to_keep(act: Act, place_id: UUID) -> Place:
    """One of these."""
    return granted(act, places_kept_by(act), place_id, because=POSTED)


def lines_visible_to(act: Act) -> QuerySet[Line]:
    """What stands where this worker keeps the bulletin."""
    return Line.objects.filter(place__in=places_kept_by(act), taken_down_at=None)


def line_to_take_down(act: Act, line_id: UUID) -> Line:
    """Something that stands there, the system's own too: what is asked of that is refused in words."""
    return granted(act, lines_visible_to(act).select_related("place"), line_id, because=POSTED)


def service_to_speak_of(act: Act, line_id: UUID) -> Line:
    """A service that is named there."""
    return granted(act, lines_visible_to(act).filter(kind=Kind.SERVICE).select_related("place"), line_id, because=POSTED)


def outage_of(service: Line) -> Outage | None:
    """The one that stands, if it is down."""
    return Outage.objects.filter(line=service, mended_at=None).select_related("said_by").first()


def lines_at(places: Collection[UUID]) -> QuerySet[Line]:
    """What these places' devices show now."""
    return Line.objects.filter(place__in=places, taken_down_at=None)


def boards_at(places: Collection[UUID]) -> QuerySet[Board]:
    """How these places' televisions show it."""
    return Board.objects.filter(place__in=places)


def place_of_the_system(act: Act, place_id: UUID) -> Place:
    """Any place: the system speaks of what it knows. Raises: NotFound."""
    return granted(act, Place.objects.all(), place_id, because=THE_CLOCK)


def line_of_the_system(act: Act, line_id: UUID) -> Line:
    """A line that stands, for the clock to take down. Raises: NotFound."""
    return granted(act, Line.objects.filter(taken_down_at=None), line_id, because=THE_CLOCK)


def lines_that_have_ended(at: datetime) -> list[UUID]:
    """What has had its day and still stands."""
    with scope(Act(CLOCK, at, at, Face.OPS)):
        return list(Line.objects.filter(taken_down_at=None, until__lte=at).values_list("pk", flat=True))


def told_by_the_system(at: datetime) -> list[Line]:
    """What the system says now, on all bulletins."""
    with scope(Act(CLOCK, at, at, Face.OPS)):
        return list(Line.objects.filter(taken_down_at=None).exclude(source=""))


def places_under(place: Place) -> QuerySet[Place]:
    """Those whose bulletins are kept from the page of that place: its own, and its wings'."""
    return Place.objects.filter(under([place.path], "path"), kind__in=KEPT_AT)


def audiences_of(people: Sequence[Facts]) -> dict[UUID, set[UUID]]:
    """Whose bulletin each reads: of the places where they live."""
    found = audiences_at({facts.place_path for facts in people})
    return {facts.person_id: found[facts.place_path] for facts in people}


def audiences_at(paths: Collection[str]) -> dict[str, set[UUID]]:
    """Which bulletins hang at each of these places: of those in the path that have one."""
    codes = {path: set(path_codes(path)) for path in paths}
    at = now()
    with scope(Act(CLOCK, at, at, Face.OPS)):
        named = Board.objects.filter(place__code__in=set().union(*codes.values())).values_list("place__code", "place_id")
        boards = dict(named)
    return {path: {boards[code] for code in within if code in boards} for path, within in codes.items()}


AUDIENCES = Audiences(audiences_of, Board, audiences_at)
