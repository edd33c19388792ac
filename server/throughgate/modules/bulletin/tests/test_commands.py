"""Who keeps a bulletin, and what cannot be said on it."""

import pytest

from tests.make import DAY, HOUR, MINUTE, NOON, as_person, as_worker, person, prison, wing, worker
from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.policy.scope import scope
from throughgate.modules.bulletin.commands import boards, lines, services
from throughgate.modules.bulletin.models import Line
from throughgate.modules.bulletin.rules.kinds import Routine, Tongues
from throughgate.modules.bulletin.tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return wing("B")


@pytest.fixture
def officer(here):
    return worker(WorkerRole.PRISON_OFFICER, at=here)


def test_whoever_works_there_keeps_it_and_nobody_else(officer, here):
    line = make.notice(officer, here)
    for at in (prison(), wing("C")):
        with pytest.raises(NotFound):
            make.notice(officer, at)
    elsewhere = worker(WorkerRole.PRISON_OFFICER, at=wing("C"))
    for act in (as_worker(elsewhere), as_person(person(lives=here))):
        with pytest.raises(NotFound):
            lines.take_down(act, line=line.pk)
    lines.take_down(as_worker(officer), line=line.pk)
    with pytest.raises(NotFound):
        lines.take_down(as_worker(officer), line=line.pk)


@pytest.mark.parametrize(
    ("given", "no"),
    [
        ({"from_at": NOON, "until": NOON}, lines.EndsBeforeItBegins),
        ({"until": NOON - MINUTE}, lines.HasPassed),
        ({"until": NOON + 100 * DAY}, lines.TooLong),
        ({"words_cy": "Rhowch eich taflen i mewn."}, lines.TwinWithoutTitle),
    ],
)
def test_a_notice_with_a_bad_time_or_half_a_twin_is_refused_in_words(officer, here, given, no):
    with pytest.raises(no):
        make.notice(officer, here, **given)


def test_two_films_are_never_shown_at_once_and_one_may_follow_the_other():
    keeper = worker(WorkerRole.SECURITY, at=prison())

    def show(title, starts_at, minutes=90, at=None):
        lines.schedule_film(as_worker(keeper), place=(at or prison()).pk, title=title, starts_at=starts_at, minutes=minutes)

    show("Three Harbours", NOON + HOUR)
    for starts_at in (NOON + HOUR, NOON, NOON + HOUR + 89 * MINUTE):
        with pytest.raises(lines.Overlaps):
            show("The Lamplighter", starts_at)
    show("The Lamplighter", NOON + HOUR + 90 * MINUTE)
    with pytest.raises(lines.FilmLength):
        show("For ever", NOON + DAY, minutes=1_000)
    with pytest.raises(lines.OneChannel):
        show("On a wing", NOON + DAY, at=wing("B"))


@pytest.mark.parametrize(
    ("given", "no"),
    [({"days": []}, lines.NoDays), ({"begins": 600, "ends": 600}, lines.EndsBeforeItBegins), ({"what": Routine.OTHER}, lines.NeedsName)],
)
def test_a_routine_has_days_hours_and_a_name(officer, here, given, no):
    with pytest.raises(no):
        lines.set_routine(as_worker(officer), **{"place": here.pk, "what": Routine.WORK, "days": [1], "begins": 510, "ends": 700} | given)


def test_a_service_is_down_once_with_a_reason_and_is_mended_once(officer, here):
    kiosk = make.service(officer, here)
    with pytest.raises(services.NeedsReason):
        make.down(officer, kiosk, why="")
    with pytest.raises(services.SinceTheFuture):
        make.down(officer, kiosk, since=NOON + HOUR)
    with pytest.raises(services.ExpectedBefore):
        make.down(officer, kiosk, expected_at=NOON - HOUR)
    make.down(officer, kiosk)
    with pytest.raises(services.DownAlready):
        make.down(officer, kiosk)
    services.say_mended(as_worker(officer), line=kiosk.pk)
    with pytest.raises(services.NotDown):
        services.say_mended(as_worker(officer), line=kiosk.pk)


def test_nobody_takes_down_what_the_system_says(officer, here):
    make.world(officer, person(lives=here))
    with scope(as_worker(officer)):
        told = Line.objects.exclude(source="").get()
    with pytest.raises(lines.SystemsOwn):
        lines.take_down(as_worker(officer), line=told.pk)


def test_a_slide_can_be_read(officer, here):
    with pytest.raises(boards.TooFast):
        boards.set_screens(as_worker(officer), place=here.pk, tongues=Tongues.BOTH, seconds=2)
