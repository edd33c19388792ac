"""A hub whose line is down, called by anybody and by its own devices with anything: in words, and never a mistake of ours."""

import asyncio
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc.jwk import ECKey

from tests.device import HOST, Tablet
from tests.fuzz.hostile import BODIES, HEADERS, ID, LINES, METHODS, same_each_time
from throughgate.faces.hub.app import Application
from throughgate.faces.hub.config import Config
from throughgate.faces.hub.hub import open_hub
from throughgate.faces.ops import openapi

DEVICE = openapi.device()
CALLS = [(method.upper(), path.format(sha256="a" * 64, draft_id=ID)) for path, ways in DEVICE["paths"].items() for method in ways]
PATHS = sorted({path for _method, path in CALLS})
OWN = ["/", "/hub/", "/hub/status.json", "/version.json", "/\x00", "/\r\n", "//elsewhere/", "/" + "a" * 5000]
# No line, a hub that is full, and what it had to send away.
HONEST = (503,)


@pytest.fixture
def hub(tmp_path):
    (tmp_path / "status-word").write_text("word")
    # Nobody listens at port 9: a line that was thought to be up is found to be down.
    app = Application(Config(home=tmp_path, upstream="http://127.0.0.1:9", origins=(HOST,)))
    app.hub = open_hub(app.config)
    yield app
    asyncio.run(app.hub.close())


@pytest.fixture
def tablet(hub):
    made = Tablet()
    made.id, made.epoch = ID, "e"
    hub.hub.held.learn(ID, made.key.thumbprint(), None, 0)
    seal = ECKey.generate_key("P-256", {"kid": "s"}, private=False).as_dict(private=False)
    hub.hub.held.set_fact("seal", json.dumps([seal]))
    return made


@pytest.mark.parametrize(("method", "path"), CALLS)
@same_each_time(20)
@given(body=BODIES, headers=HEADERS)
def test_any_body_from_a_device(hub, tablet, method, path, body, headers):
    is_answered(hub, method, path, body, {"DPoP": tablet.proof(method, path), **headers})


@pytest.mark.parametrize("path", PATHS + OWN)
@same_each_time(10)
@given(method=METHODS, body=BODIES, headers=HEADERS, proof=LINES, token=LINES, up=st.booleans())
def test_anything_from_anybody(hub, path, method, body, headers, proof, token, up):
    hub.hub.line.up = up
    is_answered(hub, method, path, body, {"DPoP": proof, "Authorization": token, **headers})


@pytest.mark.parametrize("offset", ["-1", str(-(10**30)), str(10**30), "1e3", "٣", ""])
def test_an_offset_that_is_none(hub, tablet, offset):
    path = f"/sync/v1/files/{'a' * 64}"
    said = {"DPoP": tablet.proof("PATCH", path), "Upload-Offset": offset, "Upload-Length": "8"}
    status, _headers, body = ask(hub, "PATCH", path, b"", said)
    assert status in (400, 409, 413), body
    assert hub.hub.held.waiting() == []


def is_answered(hub: Application, method: str, path: str, body: bytes, headers: dict[str, str]) -> None:
    status, sent, content = ask(hub, method, path, body, headers)
    assert status < 500 or status in HONEST, content
    if status >= 400 and not path.startswith("/hub/") and "upload-offset" not in sent:
        said = json.loads(content)
        assert said["code"]
        assert said["says"]
        assert said["time"]


def ask(hub: Application, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
    """One request, as granian would hand it on."""
    host = {"Host": HOST.partition("://")[2]} | headers
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": [(name.lower().encode(), value.encode("latin-1", "replace")) for name, value in host.items()],
    }
    told: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        told.append(message)

    asyncio.run(hub(scope, receive, send))
    sent = {name.decode(): value.decode("latin-1") for name, value in told[0]["headers"]}
    return told[0]["status"], sent, b"".join(message.get("body", b"") for message in told[1:])
