"""Any bytes under any headers, on every endpoint: an answer in our shape, and nothing written by a refusal."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.device import tablet_of
from tests.fuzz.faces import AsDevice, AsPartner, Face, call, is_said, rows
from tests.fuzz.hostile import BODIES, HEADERS, ID, LINES, METHODS, SIGNATURES, same_each_time
from tests.hub import Carrier
from tests.make import person, wing
from tests.test_partner_face import KEYS, SECRET
from throughgate.faces.ops import openapi

pytestmark = pytest.mark.django_db
MOVES, FILE = "/partner/v1/moves", f"/sync/v1/files/{'a' * 64}"
PATHS = {path: path.format(sha256="a" * 64, draft_id=ID) for path in openapi.device()["paths"]}
ENDPOINTS = [(method.upper(), PATHS[path]) for path, methods in openapi.device()["paths"].items() for method in methods]
ODD = st.sampled_from(["/" + "a" * 5000, "/a.b" * 1500, "/\x00.js", "/../../etc/passwd", f"{FILE}\n", f"{FILE}/..", "/sync/v1/drafts/\x00"])


@pytest.fixture
def device_face():
    tablet, hub = tablet_of(person(lives=wing())), Carrier()
    return AsDevice(lambda _method, path: hub if "relay" in path or "hub" in path else tablet)


@pytest.fixture(autouse=True)
def keys(settings):
    settings.PARTNER_KEYS = json.dumps(KEYS)


@pytest.mark.parametrize(("method", "path"), ENDPOINTS)
@same_each_time(25)
@given(body=BODIES, headers=HEADERS)
def test_any_body_from_a_device(device_face, method, path, body, headers):
    is_answered(device_face, method, path, body, headers)


@pytest.mark.parametrize("path", PATHS.values())
@same_each_time(15)
@given(method=METHODS, body=BODIES, headers=HEADERS, proof=LINES | st.none(), token=LINES | st.none())
def test_anything_from_anybody(path, method, body, headers, proof, token):
    stranger = {name: line for name, line in (("DPoP", proof), ("Authorization", token)) if line is not None}
    is_answered(Face("device"), method, path, body, headers | stranger)


@same_each_time(60)
@given(path=st.text(max_size=60).map("/".__add__) | ODD)
def test_any_address(path):
    assert call(Face("device"), "GET", path, b"", {}).status in (200, 404), path


@same_each_time(60)
@given(body=BODIES)
def test_any_body_from_a_partner(body):
    is_answered(AsPartner(SECRET), "POST", MOVES, body, {})


@same_each_time(60)
@given(method=METHODS, body=BODIES, headers=SIGNATURES)
def test_anything_from_nobodys_partner(method, body, headers):
    is_answered(Face("partner"), method, MOVES, body, headers)


def is_answered(face: Any, method: str, path: str, body: bytes, headers: dict[str, str]) -> None:
    before = rows()
    answer = call(face, method, path, body, headers)
    assert answer.status < 500, (answer.status, answer.body)
    if answer.status < 400:
        return
    # A file's wrong offset is said by a header.
    assert is_said(answer.body) or (answer.status == 409 and "upload-offset" in answer.headers), answer.body
    grown = {name: count - before[name] for name, count in rows().items() if count != before[name]}
    # Who asked for what is not theirs is on the trail, once for each time; of wrong codes the first in ten minutes, with a receipt.
    assert set(grown) <= {"audit.TrailEntry", "commands.Receipt"}, grown
    assert all(count == 1 for count in grown.values()), grown
