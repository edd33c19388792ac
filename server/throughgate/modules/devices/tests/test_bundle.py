"""Bringing in a bundle: whatever staff carry by hand is taken in once, or they are told in words why not."""

import gzip
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.device import CHUNK, tablet_of
from tests.hub import bundle_of, packed, squares_of
from tests.test_files import OGG
from tests.tiny import PHONE, changes_of, installed, outcome, phone_of
from throughgate.basics.ids import uuid7
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.audit.trail import breaks
from throughgate.kernel.sync.models import Quarantined, StoredAct

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tiny():
    with installed() as made:
        yield made


@pytest.fixture
def pair():
    return make.pair()


@pytest.fixture
def page(pair):
    return make.browser_of(pair[0])


@pytest.fixture
def tablet(pair):
    return tablet_of(pair[1])


def brought(page, bundle=None, squares=""):
    """What the page says after a bundle was brought in."""
    given = {"squares": squares}
    if bundle is not None:
        given["file"] = SimpleUploadedFile("tablet.throughgate", bundle)
    answer = page.post(reverse("devices:bundle"), given)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_what_a_device_gave_out_arrives_with_its_photos_and_the_trail_names_who_carried_it(page, pair, tablet):
    content = OGG + bytes(CHUNK + 5)
    acts = [tablet.say(PHONE, phone="1"), tablet.say(PHONE, phone="2", files=[tablet.keep_file(content, "audio/ogg")])]
    said = brought(page, bundle_of(tablet))
    assert "2 things arrived." in said
    assert "1 photo or recording is here." in said
    assert (phone_of(pair[1]), [outcome(act) for act in acts]) == ("2", [[("accepted", "")]] * 2)
    assert TrailEntry.objects.filter(detail__carrier=f"worker/{pair[0].pk}", outcome="accepted").count() == 2
    assert TrailEntry.objects.get(what="sync.bring_in").actor == f"worker/{pair[0].pk}"
    assert list(breaks()) == []


def test_twice_is_once_and_the_device_itself_hears_of_it(page, pair, tablet):
    act = tablet.say(PHONE, phone="1")
    bundle = bundle_of(tablet)
    brought(page, bundle)
    assert "1 thing was here already." in brought(page, bundle)
    assert tablet.push()[str(act)]["r"] == "duplicate"
    assert changes_of(pair[1]) == 1


def test_squares_in_any_order_typed_twice_in_small_letters(page, pair, tablet):
    tablet.say(PHONE, phone="1", note="x" * 500)
    squares = squares_of(bundle_of(tablet))
    assert len(squares) > 2
    assert "1 thing arrived." in brought(page, squares="\r\n".join([*reversed(squares), squares[0].lower(), ""]))
    assert phone_of(pair[1]) == "1"


def test_squares_without_photos_say_what_is_still_to_come(page, tablet):
    tablet.say(PHONE, phone="1", files=[tablet.keep_file(OGG + bytes(10), "audio/ogg")])
    said = brought(page, squares="\n".join(squares_of(bundle_of(tablet, files=False))))
    assert "1 photo or recording has yet to come from it." in said


def test_squares_that_are_missing_or_do_not_belong_together(page, tablet):
    tablet.say(PHONE, phone="1", note="x" * 900)
    squares = squares_of(bundle_of(tablet))
    assert "These squares are missing: 2, 3." in brought(page, squares="\n".join(s for n, s in enumerate(squares) if n not in (1, 2)))
    tablet.say(PHONE, phone="2")
    other = squares_of(bundle_of(tablet))
    assert "do not belong together" in brought(page, squares="\n".join([*squares[:1], *other[1:]]))
    assert "was not made by the app" in brought(page, squares="https://example.org")
    assert not StoredAct.objects.exists()


def test_a_device_of_another_service(page, tablet):
    tablet.say(PHONE, phone="1")
    tablet.id = str(uuid7())
    said = brought(page, bundle_of(tablet))
    assert "comes from a device that is not known here" in said
    assert not StoredAct.objects.exists()
    assert TrailEntry.objects.filter(what="sync.relay", outcome="refused").exists()


def test_a_torn_one_an_altered_one_and_one_that_is_none(page, tablet):
    tablet.say(PHONE, phone="1", note="x" * 900)
    bundle = bundle_of(tablet)
    text = gzip.decompress(bundle)
    assert "The end of it is missing" in brought(page, bundle[:-40])
    assert "The end of it is missing" in brought(page, gzip.compress(text[: len(text) // 2]))
    assert "changed after the device made it" in brought(page, gzip.compress(text.replace(b'"n": 1', b'"n": 2')))
    assert "was not made by the app" in brought(page, b"%PDF-1.7 and so on")
    assert "was not made by the app" in brought(page, gzip.compress(b"hello\n"))
    assert "Choose the file, or scan the squares." in brought(page)
    assert not StoredAct.objects.exists()


def test_one_that_somebody_altered_with_care_stands_aside_and_spoils_nothing(page, pair, tablet):
    act = tablet.say(PHONE, phone="1")
    kept = tablet.outbox[0]["ct"]
    tablet.outbox[0]["ct"] = kept[:-4] + ("AAAA" if kept[-4:] != "AAAA" else "BBBB")
    said = brought(page, bundle_of(tablet))
    assert "1 thing stands aside." in said
    assert "damaged" in said
    assert Quarantined.objects.get().carrier == f"worker/{pair[0].pk}"
    tablet.outbox[0]["ct"] = kept
    assert tablet.push()[str(act)]["r"] == "accepted"


def test_a_small_file_that_unpacks_to_a_huge_one(page, monkeypatch):
    monkeypatch.setattr("throughgate.kernel.sync.bundle.MOST_UNPACKED", 1000)
    assert "was not made by the app" in brought(page, gzip.compress(b" " * 100_000))


def test_more_acts_than_go_at_once(page, pair, tablet, monkeypatch):
    monkeypatch.setattr("throughgate.kernel.sync.bundle.MOST_ACTS", 2)
    for n in range(1, 6):
        tablet.say(PHONE, phone=str(n))
    assert "5 things arrived." in brought(page, bundle_of(tablet))
    assert phone_of(pair[1]) == "5"


def test_a_device_that_is_not_in_ones_care_is_not_named(pair, tablet):
    tablet.say(PHONE, phone="1")
    elsewhere = make.browser_of(make.pair()[0])
    said = brought(elsewhere, bundle_of(tablet))
    assert "A device that is not in your care" in said
    assert "1 thing arrived." in said


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    line=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda x: (
            st.dictionaries(st.sampled_from(["key", "act", "piece", "end", "device", "n", "k", "ct", "id"]), x, max_size=4)
            | st.lists(x, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_whatever_stands_in_it_is_answered_in_words(page, tablet, line):
    head = {"bundle": 1, "device": tablet.id}
    said = brought(page, packed([head, line] if isinstance(line, dict) else [line]))
    assert "Bring in a bundle" in said
