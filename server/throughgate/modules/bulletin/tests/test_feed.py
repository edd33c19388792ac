"""A line is one row for all who live there, and for every television that stands there; nobody else has it."""

import pytest

from tests.device import Tablet, code_for, tablet_of
from tests.make import as_worker, person, prison, wing, worker
from throughgate.basics.clock import now
from throughgate.kernel.identity.models import DeviceKind
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.sync.models import StoredAct, StreamRow
from throughgate.modules.bulletin.commands import lines, services
from throughgate.modules.bulletin.tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper():
    return worker(WorkerRole.SECURITY, at=prison())


def television(at):
    made = Tablet()
    made.enrol(code_for(kind=DeviceKind.TV, place=at))
    return made


def shown(screen, **asked):
    """What a television shows: all of its streams, from the beginning."""
    said = {"streams": [], "epoch": screen.epoch} | asked
    first = screen.call("POST", "/sync/v1/screen", said, token=False).json()
    streams = [{"s": name, "at": ""} for name in first["scope"]["add"]]
    pages = screen.call("POST", "/sync/v1/screen", said | {"streams": streams}, token=False).json()["streams"]
    return {op[1]: op[4] for page in pages for op in page["ops"]}, [op for page in pages for op in page["ops"]]


def titles(ops):
    return sorted(op[4]["in"]["en"]["title"] for op in ops if op[1] == "bulletin.today")


def read_on(tablet):
    tablet.pull()
    return sorted(row["in"]["en"]["title"] for row in tablet.feed("bulletin.today").values())


def test_a_notice_is_one_row_for_all_who_live_there(keeper):
    here, there = tablet_of(person(lives=wing("B"))), tablet_of(person(lives=wing("C")))
    make.notice(keeper, wing("B"), "Showers", now())
    make.notice(keeper, prison(), "Canteen", now())
    assert (read_on(here), read_on(there)) == (["Canteen", "Showers"], ["Canteen"])
    assert StreamRow.objects.filter(feed="bulletin.today").count() == 2
    lines.take_down(as_worker(keeper, now()), line=make.newest(keeper).pk)
    assert read_on(there) == []


def test_a_service_says_since_when_it_is_down_and_that_it_works_again(keeper):
    tablet = tablet_of(person(lives=wing("B")))
    kiosk = make.service(keeper, wing("B"), now=now())
    make.down(keeper, kiosk, now())
    tablet.pull()
    [row] = tablet.feed("bulletin.today").values()
    assert (row["place"], row["outage"]["in"]["en"]["words"], row["outage"]["mended_at"]) == ("ZLI-B", "A part is missing.", None)
    services.say_mended(as_worker(keeper, now()), line=kiosk.pk)
    tablet.pull()
    [row] = tablet.feed("bulletin.today").values()
    assert row["outage"]["mended_at"]


def test_a_television_has_what_hangs_where_it_stands_and_nothing_else(keeper):
    tablet_of(person(lives=wing("B")))
    make.notice(keeper, wing("B"), "Showers", now())
    make.notice(keeper, wing("C"), "Elsewhere", now())
    rows, ops = shown(television(wing("B")))
    assert titles(ops) == ["Showers"]
    assert set(rows) == {"bulletin.today", "bulletin.screens"}


def test_a_television_is_refused_everything_that_is_somebodys(keeper):
    resident = person(lives=wing("B"))
    tablet = tablet_of(resident)
    make.notice(keeper, wing("B"), "Showers", now())
    screen = television(wing("B"))
    asked = {"streams": [{"s": f"person/{resident.pk}", "at": ""}], "epoch": screen.epoch}
    answer = screen.call("POST", "/sync/v1/screen", asked, token=False).json()
    assert (answer["streams"], [name.partition("/")[0] for name in answer["scope"]["add"]]) == ([], ["shared"])
    for path in ("/sync/v1/pull", "/sync/v1/audio"):
        assert screen.call("POST", path, asked, token=False).status_code == 401
    # Neither a stolen token nor an act in somebody's name makes it somebody's.
    screen.token = tablet.token
    assert screen.call("POST", "/sync/v1/pull", asked).status_code == 401
    screen.say("talk.ask@1", by=resident.pk, about="worker")
    assert screen.offer().status_code == 404
    assert screen.call("PATCH", f"/sync/v1/files/{'a' * 64}", b"x", token=False).status_code == 404
    assert not StoredAct.objects.exists()


def test_nothing_but_a_television_pulls_without_a_person():
    tablet = tablet_of(person(lives=wing("B")))
    assert tablet.call("POST", "/sync/v1/screen", {"streams": []}, token=False).status_code == 404
