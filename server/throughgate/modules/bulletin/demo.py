"""What the invented estate shows of the bulletin: a day at each prison, a service that is down, films, and what changed."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from throughgate.basics.clock import london, london_day
from throughgate.kernel.people.models import Worker, WorkerRole
from throughgate.kernel.places.models import Place, PlaceKind, Posting
from throughgate.kernel.registry.demo import Happened, Showing, by_worker
from throughgate.modules.bulletin.models import Board, Line, Outage
from throughgate.modules.bulletin.rules.kinds import Kind, Routine

WEEK, WEEKEND = "12345", "67"
# The core day that closed prisons publish, in minutes after midnight.
DAY = [
    (Routine.UNLOCK, WEEK, 470, 480),
    (Routine.MEDICATION, WEEK, 480, 500),
    (Routine.WORK, WEEK, 510, 705),
    (Routine.LUNCH, WEEK, 705, 735),
    (Routine.BANG_UP, WEEK, 735, 820),
    (Routine.LEARNING, WEEK, 825, 970),
    (Routine.TEA, WEEK, 975, 1005),
    (Routine.ASSOCIATION, WEEK, 1005, 1110),
    (Routine.BANG_UP, WEEK, 1110, 1440),
    (Routine.UNLOCK, WEEKEND, 540, 550),
    (Routine.EXERCISE, WEEKEND, 555, 690),
    (Routine.LUNCH, WEEKEND, 690, 720),
    (Routine.VISITS, WEEKEND, 840, 960),
    (Routine.TEA, WEEKEND, 975, 1005),
    (Routine.BANG_UP, WEEKEND, 1020, 1440),
]
SERVICES = [("Kiosk", "Ciosg"), ("Phones", "Ffonau"), ("Laundry", "Golchdy")]
FILMS = [("The Lamplighter", "Y Lampwr", 104), ("Three Harbours", "Tri Harbwr", 92), ("A Field in June", "Cae ym Mehefin", 118)]
NOTICE = [
    (
        "Canteen sheets by Tuesday",
        "Hand in your canteen sheet by 5 o’clock on Tuesday. Late sheets wait a week.",
        "Give in your canteen sheet on Tuesday.",
    ),
    (
        "Taflenni siop erbyn dydd Mawrth",
        "Rhowch eich taflen siop i mewn erbyn 5 o’r gloch ddydd Mawrth. Bydd rhai hwyr yn aros wythnos.",
        "Rhowch eich taflen siop i mewn ddydd Mawrth.",
    ),
]
CHANGED = [
    (
        "The showers are cold by evening",
        "The boiler now comes on at three. Tell wing staff if it is still cold.",
        "The showers are hot now.",
    ),
    (
        "Mae’r cawodydd yn oer erbyn y nos",
        "Mae’r boeler yn dod ymlaen am dri nawr. Dywedwch wrth staff yr adain os yw’n dal yn oer.",
        "Mae’r cawodydd yn boeth nawr.",
    ),
]
DOWN = [
    ("", "A machine is broken. A part is on its way.", "A machine is broken."),
    ("", "Mae peiriant wedi torri. Mae darn ar ei ffordd.", "Mae peiriant wedi torri."),
]


def show(showing: Showing) -> list[Happened]:
    """The bulletin of each prison, and of the guest's office."""
    lines = [line for place, keeper in _kept() for line in _of(showing, place, keeper)]
    Board.objects.bulk_create([Board(place=place, opened_at=lines[0].from_at) for place in {line.place for line in lines}])
    Line.objects.bulk_create(lines)
    outages = [_outage(showing, line) for line in lines if line.texts["en"]["title"] == "Laundry"]
    Outage.objects.bulk_create(outages)
    return [_told(showing, line, line.by_id) for line in lines if line.by_id] + [_told_down(outage) for outage in outages]


def _kept() -> Iterator[tuple[Place, Worker]]:
    """Prisons and offices, each with somebody who works there."""
    roles = (WorkerRole.SECURITY, WorkerRole.SENIOR_PROBATION_OFFICER, WorkerRole.ADMINISTRATOR)
    for place in Place.objects.filter(kind__in=(PlaceKind.ESTABLISHMENT, PlaceKind.OFFICE)).order_by("code"):
        posted = Posting.objects.filter(place=place, worker__role__in=roles, to_at=None).select_related("worker").order_by("worker__name")
        if found := posted.first():
            yield place, found.worker


def _of(showing: Showing, place: Place, keeper: Worker) -> Iterator[Line]:
    since = showing.now - timedelta(days=6)
    if place.kind == PlaceKind.OFFICE:
        yield _line(showing, place, keeper, Kind.SERVICE, _texts("Reception", "Derbynfa"), from_at=since)
        return
    yield _line(showing, place, keeper, Kind.NOTICE, _both(NOTICE), from_at=since, until=showing.now + timedelta(days=8))
    yield _line(showing, place, keeper, Kind.CHANGED, _both(CHANGED), from_at=since, until=showing.now + timedelta(days=20))
    yield from (_line(showing, place, keeper, Kind.SERVICE, _texts(*name), from_at=since) for name in SERVICES)
    for what, days, begins, ends in DAY:
        yield _line(showing, place, keeper, Kind.ROUTINE, _texts("", ""), what=what, days=days, begins=begins, ends=ends, from_at=since)
    for day in range(3):
        starts = london(london_day(showing.now) + timedelta(days=day), 18)
        for title, twin, minutes in FILMS:
            until = starts + timedelta(minutes=minutes)
            if until > showing.now:
                yield _line(showing, place, keeper, Kind.FILM, _texts(title, twin), from_at=starts, until=until)
            starts = until + timedelta(minutes=5)


def _line(showing: Showing, place: Place, keeper: Worker, kind: Kind, texts: dict[str, Any], *, from_at: datetime, **more: Any) -> Line:
    return Line(id=showing.chance.id_at(min(from_at, showing.now)), place=place, kind=kind, texts=texts, by=keeper, from_at=from_at, **more)


def _outage(showing: Showing, line: Line) -> Outage:
    since = showing.now - timedelta(hours=26)
    expected = showing.now + timedelta(days=2)
    return Outage(
        id=showing.chance.id_at(since), line=line, texts=_both(DOWN), since=since, expected_at=expected, said_at=since, said_by=line.by
    )


def _texts(title: str, twin: str) -> dict[str, Any]:
    return {language: _said(words) for language, words in (("en", title), ("cy", twin)) if words or language == "en"}


def _both(pair: list[tuple[str, str, str]]) -> dict[str, Any]:
    return {language: _said(*said) for language, said in zip(("en", "cy"), pair, strict=True)}


def _said(title: str, words: str = "", easy: str = "") -> dict[str, str]:
    return {"title": title, "words": words, "easy": easy}


COMMANDS = {
    Kind.NOTICE: "put_up_notice",
    Kind.CHANGED: "say_changed",
    Kind.SERVICE: "name_service",
    Kind.ROUTINE: "set_routine",
    Kind.FILM: "schedule_film",
}


def _told(showing: Showing, line: Line, keeper: UUID) -> Happened:
    detail = {"because": ["posted there"], "changed": [["bulletin.Line", str(line.pk)]]}
    act = by_worker(keeper, min(line.from_at, showing.now), line.pk)
    return Happened(act, f"bulletin.{COMMANDS[Kind(line.kind)]}@1", None, detail)


def _told_down(outage: Outage) -> Happened:
    detail = {"because": ["posted there"], "changed": [["bulletin.Outage", str(outage.pk)]]}
    return Happened(by_worker(outage.said_by_id, outage.said_at, outage.pk), "bulletin.say_down@1", None, detail)
