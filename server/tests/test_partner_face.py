"""Another system tells us of moves: signed, in time, each id once, and every row answered."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, override_settings
from django.test.client import ClientHandler

from tests.make import person, prison, wing
from throughgate.basics.clock import now, wire
from throughgate.basics.ids import uuid_from
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.identity.models import PartnerMessage
from throughgate.kernel.identity.partners import who_signed
from throughgate.kernel.people.models import PersonNumber
from throughgate.kernel.places.models import Stay
from throughgate.settings.security import FACE_MIDDLEWARE

SECRET, OLD_SECRET = b"the secret of the national system", b"the one it had before the last change"


def written(secret):
    return "whsec_" + base64.b64encode(secret).decode()


KEYS = [
    {"name": "national-records", "may": ["caseload.move"], "secrets": [written(SECRET), written(OLD_SECRET)]},
    {"name": "college", "may": [], "secrets": [written(b"the secret of the college, long enough")]},
]


class _PartnerHandler(ClientHandler):
    def load_middleware(self, is_async=False):
        with override_settings(MIDDLEWARE=FACE_MIDDLEWARE["partner"]):
            super().load_middleware(is_async)

    def get_response(self, request):
        request.urlconf = "throughgate.faces.partner.urls"
        return super().get_response(request)


@pytest.fixture(autouse=True)
def keys(settings):
    settings.PARTNER_KEYS = json.dumps(KEYS)


@pytest.fixture
def moved():
    made = person(lives=wing("B", "ZLI"))
    PersonNumber.objects.create(person=made, kind="prison", value="A1234BC")
    return made


def send(said, *, message="msg_1", secret=SECRET, at=None, path="/partner/v1/moves", **headers):
    browser = Client()
    browser.handler = _PartnerHandler(enforce_csrf_checks=True)
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    sent = str(int((at or now()).timestamp()))
    mac = base64.b64encode(hmac.digest(secret, f"{message}.{sent}.".encode() + body, hashlib.sha256)).decode()
    signed = {"webhook-id": message, "webhook-timestamp": sent, "webhook-signature": f"v1,{mac}"}
    return browser.generic("POST", path, body, content_type="application/json", headers=signed | headers)


def move(**changes):
    return {"number": "A1234BC", "place": "ZMI-A", "setting": "open", "at": wire(now() - timedelta(hours=1))} | changes


def moves(*rows):
    return {"moves": list(rows)}


def test_a_signed_move_moves_and_is_on_the_trail(moved):
    wing("A", "ZMI")
    answer = send(moves(move(release_on="2027-06-30")))
    assert (answer.status_code, answer.json()) == (200, {"moves": [{"line": 0, "outcome": "accepted"}]})
    stay = Stay.objects.get(person=moved, to_at=None)
    assert (stay.place.code, stay.setting, str(stay.release_on)) == ("ZMI-A", "open", "2027-06-30")
    entry = TrailEntry.objects.get(what="caseload.report_move@1")
    assert (entry.face, entry.actor, entry.person_id) == ("partner", f"partner/{uuid_from('partner', 'national-records')}", moved.pk)


def test_many_at_once_are_each_answered_and_a_bad_one_takes_nothing_with_it(moved):
    wing("A", "ZMI")
    rows = [move(number="A9999ZZ"), move(place="NOWHERE"), move(setting="community"), move(at="2099-01-01T00:00:00Z"), move()]
    answers = send(moves(*rows)).json()["moves"]
    assert [(one["outcome"], one.get("code", "")) for one in answers] == [
        ("refused", "unknown_person"),
        ("refused", "unknown_place"),
        ("refused", "setting_does_not_fit"),
        ("refused", "moves_in_the_future"),
        ("accepted", ""),
    ]
    assert "A9999ZZ" in answers[0]["says"]
    assert TrailEntry.objects.filter(what="caseload.report_move@1", outcome="refused").count() == 4


def test_sent_again_it_is_done_once_and_answered_the_same(moved):
    wing("A", "ZMI")
    said = moves(move(), move(number="A9999ZZ"))
    first = send(said).json()
    PersonNumber.objects.create(person=person(lives=prison("ZMI")), kind="prison", value="A9999ZZ")
    assert send(said).json() == first
    assert Stay.objects.filter(person=moved).count() == 2
    assert PartnerMessage.objects.count() == 1


def test_an_id_says_one_thing_for_ever(moved):
    wing("A", "ZMI")
    send(moves(move()))
    answer = send(moves(move(place="ZLI-B")))
    assert (answer.status_code, answer.json()["code"]) == (409, "id_used")
    assert Stay.objects.get(person=moved, to_at=None).place.code == "ZMI-A"


@pytest.mark.parametrize("off", [timedelta(minutes=-6), timedelta(minutes=6), timedelta(days=-3650)])
def test_what_was_signed_too_long_ago_or_in_the_future_is_not_taken(moved, off):
    answer = send(moves(move()), at=now() + off)
    assert (answer.status_code, answer.json()["code"]) == (401, "too_old_or_new")
    assert not PartnerMessage.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"webhook-signature": "v1,AAAA"},
        {"webhook-signature": ""},
        {"webhook-signature": "v1,é"},
        {"webhook-timestamp": "yesterday"},
        {"webhook-timestamp": "9" * 400},
        {"webhook-timestamp": "²"},
        {"webhook-id": ""},
        {"webhook-id": "another"},
    ],
)
def test_what_is_not_signed_is_not_taken(moved, headers):
    answer = send(moves(move()), **headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed")
    assert Stay.objects.get(person=moved).place.code == "ZLI-B"


def test_two_secrets_are_good_while_one_is_being_changed(moved):
    wing("A", "ZMI")
    assert send(moves(move()), secret=OLD_SECRET).status_code == 200


def test_a_key_is_good_for_what_it_was_given_for_and_tells_nothing_else(moved):
    for number in ("A1234BC", "A9999ZZ"):
        answer = send(moves(move(number=number)), secret=b"the secret of the college, long enough", message=number).json()
        assert [row["code"] for row in answer["moves"]] == ["not_found"]
    assert Stay.objects.get(person=moved).place.code == "ZLI-B"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        ({"moves": []}, 400),
        ({"moves": [move()] * 501}, 400),
        ({"moves": [{"number": "A1234BC"}]}, 400),
        ({"moves": [move(setting="lounge")]}, 400),
        ({"moves": [move() | {"why": "no such field"}]}, 400),
        (b" " * (1024 * 1024 + 1), 413),
    ],
)
def test_what_cannot_be_read_is_said_so(said, status):
    answer = send(said)
    assert answer.status_code == status
    assert answer.json()["says"]
    assert not PartnerMessage.objects.exists(), "the id is free for what can be read"


def test_an_id_that_is_too_long_is_said_so(moved):
    assert send(moves(move()), message="m" * 81).json()["code"] == "id_too_long"


def test_other_ways_to_ask_find_nothing():
    browser = Client()
    browser.handler = _PartnerHandler()
    assert browser.get("/partner/v1/moves").status_code == 405
    answer = browser.get("/people/")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("text", ["nonsense", '[{"name": "x", "may": [], "secrets": ["c2hvcnQ="]}]', '[{"name": "x"}]'])
def test_keys_that_protect_nothing_are_refused_at_once(settings, text):
    settings.PARTNER_KEYS = text
    with pytest.raises(ImproperlyConfigured):
        who_signed({"webhook-id": "1", "webhook-timestamp": "1", "webhook-signature": "v1,x"}, b"", now())


def test_without_keys_nobody_is_let_in(settings, moved):
    settings.PARTNER_KEYS = "[]"
    assert send(moves(move())).status_code == 401
