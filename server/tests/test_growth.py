"""Nothing that is asked from outside grows without a bound: each place where a request leaves something is listed, with what stops it."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.urls import URLPattern, get_resolver

from tests.device import clock_at, code_for, tablet_of
from tests.hub import Carrier
from tests.make import person, wing
from tests.test_drafts import carried, carry, put
from tests.tiny import PHONE
from throughgate.basics.clock import now
from throughgate.faces.device.door import ByMethod
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.gateways import speech
from throughgate.kernel.identity.models import DeviceKind, PersonSession
from throughgate.kernel.registry import keeping
from throughgate.kernel.sync import drafts, enrol, store
from throughgate.kernel.sync.models import Draft, Quarantined, StoredAct

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tiny")]
PAGE = Path(__file__).parents[2] / "docs/operations/keeping.md"


# --- the page lists all of them ---


def listed(heading):
    """The first cell of each row under a heading, with what the other cells say."""
    part = PAGE.read_text().split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| `")]
    return {re.findall(r"`(.+?)`", row[0])[0]: row[1:] for row in rows}


def test_every_endpoint_of_devices_says_what_it_leaves_and_what_stops_it():
    patterns = [one for one in get_resolver("throughgate.faces.device.urls").url_patterns if isinstance(one, URLPattern)]
    here = {f"{method} /{one.pattern}" for one in patterns if isinstance(one.callback, ByMethod) for method in one.callback.views}
    here = {re.sub(r"<\w+:(\w+)>", r"{\1}", one) for one in here if not one.startswith("HEAD /sync/v1/ping")}
    rows = listed("What a device's call may leave")
    assert rows.keys() == here
    assert all(len(cells) == 2 and all(cell.strip() for cell in cells) for cells in rows.values())


def test_every_table_of_the_kernel_says_how_long_it_is_kept_and_how_large_it_may_grow():
    kernel = {
        f"{model._meta.app_label}.{model.__name__}" for model in apps.get_models() if model.__module__.startswith("throughgate.kernel.")
    }
    assert listed("How large tables may grow").keys() == kernel & keeping.KERNEL.keys() == kernel


# --- and each bound holds ---


def test_no_device_hands_in_more_in_a_day_than_anybody_could_make(tablet, monkeypatch):
    monkeypatch.setattr(store, "MOST_A_DAY", 3)
    for n in range(4):
        tablet.say(PHONE, phone=str(n))
    tablet.offer(tablet.outbox[:3])
    answer = tablet.offer(tablet.outbox[3:])
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_today")
    assert StoredAct.objects.count() == 3
    assert tablet.offer(tablet.outbox[:3]).status_code == 200, "what is here already is answered as ever"
    with clock_at(now() + store.DAY):
        tablet.offset = store.DAY
        assert tablet.offer(tablet.outbox[3:]).status_code == 200


def spoilt(act):
    return act | {"id": str(uuid4()), "ct": act["ct"][:-8] + "AAAAAAAA"}


def test_a_carrier_cannot_fill_the_quarantine_with_what_it_made_up(tablet, monkeypatch):
    monkeypatch.setattr(store, "MOST_UNPROVEN", 3)
    hub = Carrier()
    tablet.say(PHONE, phone="1")
    (act,) = tablet.outbox
    assert [hub.carry(tablet, [spoilt(act)])["r"] for _ in range(5)] == ["taken"] * 3 + ["too_much_aside"] * 2
    assert Quarantined.objects.count() == 3
    tablet.push()
    assert StoredAct.objects.count() == 1, "the device itself is not held up by it"


def test_what_a_hub_is_refused_stands_on_the_trail_once_in_a_while():
    hub = Carrier()
    for _ in range(5):
        hub.hand_in({"device": str(uuid4()), "keys": [], "acts": []})
    assert TrailEntry.objects.filter(what="sync.relay").count() == 1


def test_so_does_who_asks_for_what_is_not_theirs(tablet):
    for _ in range(5):
        assert tablet.call("GET", f"/sync/v1/drafts/{uuid4()}").status_code == 404
    assert TrailEntry.objects.filter(what="device:draft").count() == 1


def test_drafts_that_are_carried_count_like_those_that_are_written(tablet, monkeypatch):
    monkeypatch.setattr(drafts, "MOST_DRAFTS", 2)
    given = [carried(tablet, uuid4(), 0, f'"{n}"') for n in range(3)]
    said = carry(tablet, *given).json()
    assert said["taken"] == [one["id"] for one in given[:2]]
    assert len(tablet.word_in(said)["taken"]) == 2
    assert Draft.objects.count() == 2


def test_drafts_that_cannot_be_read_stand_on_the_trail_once_in_a_while(tablet):
    for _ in range(4):
        carry(tablet, {"id": str(uuid4()), "jwe": "nonsense"})
    assert TrailEntry.objects.filter(what="sync.draft").count() == 1


def test_what_was_dropped_goes_after_a_month_and_counts_until_then(tablet, monkeypatch):
    monkeypatch.setattr(drafts, "MOST_ROWS", 3)
    for _ in range(3):
        assert put(tablet, uuid4(), 0, None).status_code == 200
    assert put(tablet, uuid4(), 0, None).status_code == 413
    assert drafts.sweep_drafts(now() + drafts.KEPT_GONE - store.DAY) == 0
    assert drafts.sweep_drafts(now() + drafts.KEPT_GONE + store.DAY) == 3


def test_nobody_signs_in_or_changes_a_pin_all_day(monkeypatch):
    monkeypatch.setattr(enrol, "MOST_RIGHT", 2)
    tablet = tablet_of(person(lives=wing()))
    answers = [tablet.call("POST", "/sync/v1/pin", {"kind": "pin", "secret": "271828"}).status_code for _ in range(3)]
    assert answers == [204, 204, 429]
    assert TrailEntry.objects.filter(what="identity.choose_pin").count() == 2


def test_nor_at_a_kiosk(monkeypatch):
    who = person(lives=wing())
    kiosk = tablet_of(who)
    kiosk.call("POST", "/sync/v1/pin", {"kind": "pin", "secret": "271828"})
    kiosk = type(kiosk)()
    kiosk.enrol(code_for(kind=DeviceKind.KIOSK, place=wing()))
    number = who.numbers.first()
    if number is None:
        number = who.numbers.create(kind="PRISON", value="A1234BC")
    monkeypatch.setattr(enrol, "MOST_RIGHT", 2)
    before = PersonSession.objects.count()
    assert [kiosk.sign_in(number.value, "271828").status_code for _ in range(3)] == [200, 200, 429]
    assert PersonSession.objects.count() == before + 2


def test_sounds_take_no_more_of_the_disk_than_they_may(settings, tmp_path, monkeypatch):
    settings.FILES, settings.AUDIO_MB = tmp_path, 1
    monkeypatch.setattr(speech, "_speak", lambda _voice, _text: b"OggS" + b"x" * 3_000)
    for n in range(400):
        speech.say("en", f"sentence {n}")
    sounds = list((tmp_path / "audio").glob("*/*"))
    assert 0 < sum(one.stat().st_size for one in sounds) <= 2**20
    assert speech.say("en", "sentence 399")
