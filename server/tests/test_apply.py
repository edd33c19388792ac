"""Many devices' acts in one transaction: each still stands or falls by itself."""

from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest
from django.db import connection

from tests.device import tablet_of
from tests.make import HOUR, person, wing
from tests.tiny import HELP, PHONE, PHONES, Phone, changes_of, outcome, trail
from throughgate.basics.clock import now
from throughgate.kernel.audit.trail import breaks
from throughgate.kernel.people.models import Person
from throughgate.kernel.sync import feeds
from throughgate.kernel.sync.apply import apply_all
from throughgate.kernel.sync.models import Waiting

ACCEPTED = [("accepted", "")]


@pytest.fixture(autouse=True)
def _left_to_the_worker(settings, tiny):
    settings.APPLY_SECONDS = 0


@pytest.fixture
def tablets():
    """Three people's."""
    return [tablet_of(person(lives=wing())) for _n in range(3)]


def test_what_cannot_be_written_with_the_others_fails_alone(tablets):
    def shape(row):
        if row.value == "13":
            raise RuntimeError("a mistake of ours")
        return Phone(row.value)

    feeds.declare(replace(PHONES, shape=shape))
    first, bad, last = tablets
    good = [first.say(PHONE, phone="11"), last.say(PHONE, phone="15")]
    stuck, behind = bad.say(PHONE, phone="13"), bad.say(HELP, words="Please")
    for tablet in tablets:
        tablet.push()
    assert apply_all(now(), 60) == 2
    assert [outcome(act) for act in good] == [ACCEPTED, ACCEPTED]
    assert (outcome(stuck), outcome(behind), trail(stuck)) == ([], [], [])
    assert Waiting.objects.get(stored__act=stuck).tries == 1
    feeds.declare(PHONES)
    assert apply_all(now() + HOUR, 60) == 2
    assert (outcome(stuck), outcome(behind)) == (ACCEPTED, ACCEPTED)
    assert list(breaks()) == []
    assert [row.value for row in PHONES.visible([bad.person])] == ["13"]


def test_one_that_is_refused_and_one_that_fails_leave_the_others_as_they_are(tablets, tiny):
    tiny.broken = {"13"}
    refused, failed, good = (tablet.say(PHONE, phone=phone) for tablet, phone in zip(tablets, ["0", "13", "15"], strict=True))
    for tablet in tablets:
        tablet.push()
    assert apply_all(now(), 60) == 2
    assert (outcome(refused), outcome(failed), outcome(good)) == ([("refused", "no_such_phone")], [], ACCEPTED)
    people = (Person.objects.get(pk=tablet.person) for tablet in tablets)
    assert [changes_of(who) for who in people] == [0, 0, 1]
    assert (trail(refused), trail(failed), trail(good)) == (["refused"], [], ["accepted"])


def test_every_device_keeps_its_order_and_every_stream_its_numbers(tablets):
    for n in range(1, 41):
        for tablet in tablets:
            tablet.say(PHONE, phone=str(n))
    asked = tablets[0].say(HELP, words="Please")
    for tablet in tablets:
        tablet.push()
    assert apply_all(now(), 60) == 121
    assert outcome(asked) == ACCEPTED
    for tablet in tablets:
        tablet.pull()
        assert list(tablet.feed("test.phones").values()) == [{"number": "40"}]
    assert list(breaks()) == []


def test_a_device_whose_act_waits_to_be_tried_again_does_not_hold_up_the_others(tablets, tiny):
    tiny.broken = {"13"}
    tablets[0].say(PHONE, phone="13")
    for n in range(1, 121):
        tablets[0].say(PHONE, phone=str(100 + n))
    tablets[0].push()
    assert apply_all(now(), 60) == 0
    act = tablets[1].say(PHONE, phone="1")
    tablets[1].push()
    assert apply_all(now() + timedelta(seconds=1), 60) == 1
    assert outcome(act) == ACCEPTED


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_what_another_worker_is_busy_with_is_left_to_it_and_the_rest_goes_on(tablets):
    busy, *others = tablets
    acts = {tablet: tablet.say(PHONE, phone="07700 900555") for tablet in tablets}
    for tablet in tablets:
        tablet.push()
    with psycopg.connect(**_as_another()) as another:
        another.execute("SELECT 1 FROM sync_chain WHERE device_id = %s FOR UPDATE", [busy.id])
        assert apply_all(now(), 60) == len(others)
        assert outcome(acts[busy]) == []
    assert apply_all(now(), 60) == 1
    assert [outcome(act) for act in acts.values()] == [ACCEPTED] * len(tablets)


def _as_another():
    wanted = connection.get_connection_params()
    return {name: wanted[name] for name in ("host", "port", "user", "password", "dbname")}
