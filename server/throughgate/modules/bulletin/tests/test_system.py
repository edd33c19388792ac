"""What the system says of itself stands while it is so, and no longer."""

import pytest

from tests.make import DAY, HOUR, NOON, as_clock, device, place, prison, rollout, wing, worker
from throughgate.kernel.identity.models import DeviceKind, DeviceState
from throughgate.kernel.policy.models import Rollout
from throughgate.kernel.policy.scope import scope
from throughgate.modules.bulletin import jobs
from throughgate.modules.bulletin.models import Line
from throughgate.modules.bulletin.tests import make

pytestmark = pytest.mark.django_db


def said():
    with scope(as_clock()):
        return {line.source: line for line in Line.objects.filter(taken_down_at=None).exclude(source="")}


def heard(kind, at, when):
    return DeviceState.objects.create(device=device(kind=kind, at=at), seen_at=when)


def test_a_wing_of_which_nothing_is_heard_says_so_until_it_is_heard_again():
    cell = place("ZLI-B-1", under=wing("B"))
    states = [heard(DeviceKind.TABLET, cell, NOON - 13 * HOUR) for _each in range(3)]
    heard(DeviceKind.KIOSK, wing("C"), NOON - DAY)
    assert jobs.look_around(NOON) == 1
    assert (said()["devices"].place, said()["devices"].from_at) == (wing("B"), NOON - 13 * HOUR)
    assert jobs.look_around(NOON) == 0
    DeviceState.objects.filter(pk=states[0].pk).update(seen_at=NOON)
    assert jobs.look_around(NOON) == 1
    assert said() == {}


def test_a_silent_hub_is_a_line_that_is_down():
    hub = heard(DeviceKind.HUB, wing("B"), NOON - HOUR)
    jobs.look_around(NOON)
    assert said()[f"hub/{hub.device_id}"].place == prison()
    assert set(said()[f"hub/{hub.device_id}"].texts) == {"en", "cy"}


def test_what_is_tried_elsewhere_says_when_it_comes_and_then_that_it_is_here():
    prison("ZLI")
    rollout("supervision.checkin", prison("ZMI"))
    jobs.look_around(NOON)
    told = said()["rollout/supervision.checkin"]
    assert (told.place, told.texts["en"]["words"]) == (prison("ZLI"), "It is being tried at ZMI. There is no day for here yet.")
    Rollout.objects.create(capability="supervision.checkin", place=prison("ZLI"), from_at=NOON + 9 * DAY)
    jobs.look_around(NOON)
    assert "It reaches you on 27 November 2026." in said()["rollout/supervision.checkin"].texts["en"]["words"]
    jobs.look_around(NOON + 10 * DAY)
    assert "here" in said()["rollout/supervision.checkin"].texts["en"]["words"]
    Rollout.objects.create(capability="supervision.checkin", from_at=NOON + 10 * DAY)
    jobs.look_around(NOON + 11 * DAY)
    assert said() == {}


def test_what_has_ended_comes_down_by_itself():
    officer = worker(at=wing("B"))
    make.notice(officer, wing("B"), until=NOON + HOUR)
    assert jobs.take_down_what_has_ended(NOON) == 0
    assert jobs.take_down_what_has_ended(NOON + HOUR) == 1
    with scope(as_clock()):
        assert not Line.objects.filter(taken_down_at=None).exists()
