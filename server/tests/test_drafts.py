"""A draft that follows its writer from one device to another."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from tests import make
from tests.device import clock_at, tablet_of
from throughgate.basics.clock import now
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.identity.devices import take_from
from throughgate.kernel.identity.models import Device
from throughgate.kernel.people.models import Person
from throughgate.kernel.sync.drafts import KEPT, MOST_DRAFTS, sweep_drafts
from throughgate.kernel.sync.models import Draft
from throughgate.kernel.sync.seal import close

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    """Two tablets of one person."""
    person = make.person(lives=make.place("OFFICE"))
    return tablet_of(person), tablet_of(person)


def put(tablet, draft, base_rev, body):
    return tablet.call("PUT", f"/sync/v1/drafts/{draft}", {"base_rev": base_rev, "body": body})


def read(tablet, draft):
    return tablet.call("GET", f"/sync/v1/drafts/{draft}")


def test_what_one_writes_the_other_hears_of_and_reads(two):
    mine, other = two
    draft = uuid4()
    assert put(mine, draft, 0, '{"words":"I would like"}').json() == {"rev": 1}
    other.pull()
    assert other.feed("sync.drafts") == {str(draft): {"rev": 1, "gone": False}}
    assert read(other, draft).json()["body"] == '{"words":"I would like"}'


def test_of_two_versions_the_second_is_told_and_nothing_is_written_over(two):
    mine, other = two
    draft = uuid4()
    put(mine, draft, 0, "mine")
    answer = put(other, draft, 0, "other")
    assert answer.status_code == 412
    assert answer.json()["theirs"]["body"] == "mine"
    assert answer.json()["theirs"]["rev"] == 1
    assert read(mine, draft).json()["body"] == "mine"
    assert put(other, draft, 1, "other").json() == {"rev": 2}


def test_what_was_sent_is_gone_for_both_and_can_be_begun_again(two):
    mine, other = two
    draft = uuid4()
    put(mine, draft, 0, "mine")
    put(mine, draft, 1, None)
    other.pull()
    assert other.feed("sync.drafts")[str(draft)] == {"rev": 2, "gone": True}
    assert read(other, draft).json()["body"] is None
    assert put(other, draft, 2, "again").json() == {"rev": 3}


def test_nobody_else_finds_it():
    mine, stranger = (tablet_of(make.person(lives=make.place("OFFICE"))) for _ in range(2))
    draft = uuid4()
    put(mine, draft, 0, "mine")
    assert read(stranger, draft).status_code == 404
    assert put(stranger, draft, 0, "theirs").json() == {"rev": 1}
    assert read(mine, draft).json()["body"] == "mine"


def test_the_disk_shows_nothing_of_it(two):
    put(two[0], uuid4(), 0, "a wish that nobody else reads")
    assert "wish" not in Draft.objects.get().sealed


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b'{"base_rev":-1,"body":""}', b'{"base_rev":0,"body":7}', b'{"base_rev":9007199254740993,"body":""}']
)
def test_bad_input_is_told_and_changes_nothing(two, body):
    answer = two[0].call("PUT", f"/sync/v1/drafts/{uuid4()}", body)
    assert answer.status_code == 400
    assert not Draft.objects.exists()


def test_what_is_too_long_or_too_much_is_told(two):
    mine, _other = two
    assert put(mine, uuid4(), 0, "x" * 64_001).status_code == 400
    for _ in range(MOST_DRAFTS):
        assert put(mine, uuid4(), 0, "x").status_code == 200
    answer = put(mine, uuid4(), 0, "x")
    assert (answer.status_code, answer.json()["code"]) == (413, "too_many_drafts")
    assert Draft.objects.count() == MOST_DRAFTS


def test_what_nobody_touches_goes_after_ninety_days(two):
    mine, _other = two
    with clock_at(now() - KEPT - timedelta(days=1)):
        mine.offset = -KEPT - timedelta(days=1)
        put(mine, uuid4(), 0, "old")
    mine.offset = timedelta()
    put(mine, uuid4(), 0, "new")
    assert sweep_drafts(now()) == 1
    assert Draft.objects.count() == 1


# Without their writer.


def carried(tablet, draft, base_rev, body, lie=None):
    """A draft as the app seals it when it is saved."""
    said = {"person": tablet.person, "device": tablet.id, "base_rev": base_rev, "body": body} | (lie or {})
    return {"id": str(draft), "jwe": close(json.dumps(said).encode())}


def carry(tablet, *drafts):
    return tablet.call("POST", "/sync/v1/drafts", {"drafts": list(drafts)}, token=False)


def test_a_draft_comes_in_from_a_device_that_nobody_unlocks(two):
    mine, other = two
    draft = uuid4()
    take_from(Device.objects.get(pk=mine.id), Person.objects.get(pk=mine.person), now())
    assert carry(mine, carried(mine, draft, 0, "begun in the cell")).json()["taken"] == [str(draft)]
    assert carry(mine, carried(mine, draft, 0, "begun in the cell")).status_code == 200
    other.pull()
    assert other.feed("sync.drafts") == {str(draft): {"rev": 1, "gone": False}}
    assert read(other, draft).json()["body"] == "begun in the cell"


def test_it_stands_beside_what_another_device_has_made_since_until_the_writer_has_chosen(two):
    mine, other = two
    draft = uuid4()
    put(mine, draft, 0, "both")
    put(other, draft, 1, "other")
    carry(mine, carried(mine, draft, 1, "mine"))
    there = read(other, draft).json()
    assert (there["rev"], there["body"], there["beside"]) == (3, "other", "mine")
    assert put(other, draft, 3, "mine").json() == {"rev": 4}
    assert "beside" not in read(other, draft).json()


def test_it_replaces_what_its_own_device_had_handed_in_before(two):
    mine, _other = two
    draft = uuid4()
    put(mine, draft, 0, "short")
    carry(mine, carried(mine, draft, 1, "longer"))
    assert (read(mine, draft).json()["rev"], read(mine, draft).json()["body"]) == (2, "longer")


def test_nobody_hands_in_drafts_for_somebody_who_never_used_the_device(two):
    mine, _other = two
    stranger, draft = tablet_of(make.person(lives=make.place("OFFICE"))), uuid4()
    for lie in ({"person": stranger.person}, {"device": stranger.id}, {"base_rev": -1}, {"body": 7}):
        assert carry(mine, carried(mine, draft, 0, "not theirs", lie)).status_code == 200
    assert carry(mine, {"id": str(draft), "jwe": "a.b.c.d.e"}).status_code == 200
    assert not Draft.objects.exists()
    assert TrailEntry.objects.filter(what="sync.draft", outcome="refused").count() == 1, "once in ten minutes, however often it is tried"
