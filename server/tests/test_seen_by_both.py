"""Nothing is answered into the void: whatever becomes of an act, its maker reads it on the device, and staff on their page."""

import pytest
from django.urls import reverse

from tests.device import tablet_of
from tests.make import browser_of, care, person, wing, worker
from tests.test_files import OGG
from tests.tiny import PHONE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tiny")]


def accepted(tablet):
    return tablet.say(PHONE, phone="1")


def refused(tablet):
    return tablet.say(PHONE, phone="0")


def held(tablet):
    return tablet.say(PHONE, phone="1", files=[tablet.keep_file(OGG, "audio/ogg")])


def quarantined(tablet):
    tablet.say(PHONE, phone="1")
    tablet.head = "f" * 64
    return tablet.say(PHONE, phone="2")


@pytest.mark.parametrize(("make", "staff_read"), [(accepted, "done"), (refused, "refused"), (held, "held"), (quarantined, "set aside")])
def test_whatever_becomes_of_it_both_sides_can_read_it(make, staff_read):
    who, officer = person(lives=wing()), worker(at=wing())
    care(officer, who)
    tablet = tablet_of(who)
    act = make(tablet)
    tablet.offer()
    tablet.pull()
    receipt = tablet.receipt(act)
    assert receipt["outcome"] == make.__name__
    assert receipt.get("says") or make is accepted
    lines = browser_of(officer).get(reverse("looks", args=[who.pk]), {"as": "csv"}).content.decode().splitlines()
    assert [line for line in lines if who.name in line and line.endswith(f",{staff_read}")]
