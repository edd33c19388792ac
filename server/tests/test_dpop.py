"""Proof of possession: nobody speaks for a device without its key, and no proof works twice."""

import json
from base64 import urlsafe_b64decode
from datetime import datetime, timedelta

import pytest
from joserfc.jwk import ECKey, RSAKey

from tests.device import Tablet, _b64, tablet_of
from tests.make import person
from throughgate.basics.clock import now
from throughgate.kernel.identity.dpop import REMEMBERED, sweep_proofs
from throughgate.kernel.identity.models import SeenProof

pytestmark = pytest.mark.django_db
PULL = "/sync/v1/pull"
BODY = {"streams": []}


@pytest.fixture
def tablet():
    return tablet_of(person())


def code(answer):
    return answer.status_code, answer.json()["code"]


def test_ping_needs_no_proof(tablet):
    answer = tablet.browser.get("/sync/v1/ping")
    assert set(answer.json()) == {"time", "epoch"}
    assert answer.json()["time"].endswith("Z")


def test_a_good_proof(tablet):
    assert tablet.call("POST", PULL, BODY).status_code == 200


def test_no_proof(tablet):
    assert code(tablet.browser.post(PULL, BODY, content_type="application/json")) == (401, "bad_proof")


@pytest.mark.parametrize("proof", ["x", "a.b.c", "..", "eyJhbGciOiJub25lIn0.e30.", "\u00e9.e.e"])
def test_a_proof_that_is_none(tablet, proof):
    assert code(tablet.call("POST", PULL, BODY, proof=proof)) == (401, "bad_proof")


@pytest.mark.parametrize(
    "other",
    [
        {"htm": "GET"},
        {"htu": "http://testserver/sync/v1/push"},
        {"htu": "http://elsewhere/sync/v1/pull"},
        {"ath": "x"},
        {"jti": 7},
        {"iat": "now"},
    ],
)
def test_a_proof_for_something_else(tablet, other):
    assert code(tablet.call("POST", PULL, BODY, proof=tablet.proof("POST", PULL, tablet.token, **other))) == (401, "bad_proof")


def test_a_proof_works_once(tablet):
    proof = tablet.proof("POST", PULL, tablet.token)
    assert tablet.call("POST", PULL, BODY, proof=proof).status_code == 200
    assert code(tablet.call("POST", PULL, BODY, proof=proof)) == (401, "proof_used")


@pytest.mark.parametrize("off", [timedelta(minutes=6), timedelta(minutes=-6), timedelta(days=365), timedelta(days=-365)])
def test_a_proof_too_old_or_too_young_says_what_time_it_is(tablet, off):
    tablet.ahead = off
    answer = tablet.call("POST", PULL, BODY)
    assert code(answer) == (401, "clock")
    assert abs(now().timestamp() - datetime.fromisoformat(answer.json()["time"]).timestamp()) < 5
    tablet.offset = -off
    assert tablet.call("POST", PULL, BODY).status_code == 200


def test_a_token_without_its_binding(tablet):
    assert code(tablet.call("POST", PULL, BODY, proof=tablet.proof("POST", PULL))) == (401, "bad_proof")


def test_a_token_stolen_by_another_device(tablet):
    thief = tablet_of(person())
    thief.token = tablet.token
    assert code(thief.call("POST", PULL, BODY)) == (401, "signed_out")


@pytest.mark.parametrize("header", ["", "Bearer x", "DPoP", "DPoP "])
def test_no_token(tablet, header):
    _scheme, _space, token = header.partition(" ")
    answer = tablet.call("POST", PULL, BODY, token=False, proof=tablet.proof("POST", PULL, token or ""), Authorization=header)
    assert answer.status_code == 401


def test_a_key_that_we_do_not_know():
    stranger = Tablet()
    stranger.token = "x"
    assert code(stranger.call("POST", PULL, BODY)) == (401, "not_enrolled")
    assert code(stranger.call("POST", "/sync/v1/push", {}, token=False)) == (401, "not_enrolled")


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "none"},
        {"alg": "HS256"},
        {"typ": "jwt"},
        {"jwk": None},
        {"jwk": "x"},
        {"jwk": {"kty": "oct", "k": "c2VjcmV0"}},
        {"jwk": RSAKey.generate_key(2048).as_dict(private=False)},
        {"jwk": ECKey.generate_key("P-384").as_dict(private=False)},
        {"jwk": ECKey.generate_key("P-256").as_dict(private=True)},
        {"jwk": ECKey.generate_key("P-256").as_dict(private=False)},
    ],
)
def test_a_proof_by_a_key_or_in_a_way_that_is_not_ours(tablet, header):
    first, claims, _sig = tablet.proof("POST", PULL, tablet.token).split(".")
    told = json.loads(urlsafe_b64decode(first + "==")) | header
    signed = f"{_b64(json.dumps(told).encode())}.{claims}"
    assert code(tablet.call("POST", PULL, BODY, proof=f"{signed}.{_b64(tablet.sign(signed.encode()))}")) == (401, "bad_proof")


def test_proofs_are_forgotten_once_they_are_too_old(tablet):
    tablet.call("POST", PULL, BODY)
    assert sweep_proofs(now()) == 0
    assert sweep_proofs(now() + REMEMBERED) == 2
    assert not SeenProof.objects.exists()


def test_other_methods(tablet):
    assert tablet.call("GET", PULL).status_code == 405
    assert tablet.call("PUT", "/sync/v1/push", {}).status_code == 405
    assert tablet.call("GET", "/sync/v1/nothing").status_code == 404
