"""The device's face: the app as it was built, under a strict policy, and nothing else."""

import json
import shutil

import pytest

from tests.device import device_browser, tablet_of
from tests.make import person
from throughgate.faces.device.urls import urlpatterns
from throughgate.kernel.gateways import speech

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(tmp_path, settings):
    built = tmp_path / "app"
    (built / "assets").mkdir(parents=True)
    (built / "index.html").write_text("<!doctype html><title>Throughgate</title>" + "x" * 500)
    (built / "assets" / "index-4f2a.js").write_text("export {}" + " " * 500)
    (built / "sw.js").write_text("self")
    (built / "manifest.webmanifest").write_text("{}")
    (built / "version.json").write_text('{"version": "9.9"}')
    (tmp_path / "secret.txt").write_text("secret")
    settings.APP = built
    return device_browser()


@pytest.mark.parametrize("path", ["/", "/checkin", "/talk/ask", "/enrol/ABCD"])
def test_every_route_of_the_app_is_the_app(visitor, path):
    answer = visitor.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/html")
    assert answer["Cache-Control"] == "no-cache"
    assert b"<title>Throughgate" in answer.content


def test_what_carries_a_hash_in_its_name_is_kept_for_ever(visitor):
    answer = visitor.get("/assets/index-4f2a.js")
    assert answer["Content-Type"] == "text/javascript"
    assert "immutable" in answer["Cache-Control"]


def test_the_service_worker_is_asked_for_each_time_and_may_serve_everything(visitor):
    answer = visitor.get("/sw.js")
    assert (answer["Cache-Control"], answer["Service-Worker-Allowed"]) == ("no-cache", "/")


def test_files_travel_packed(visitor):
    assert visitor.get("/assets/index-4f2a.js", headers={"Accept-Encoding": "gzip"})["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    "path", ["/assets/gone.js", "/nothing.png", "/../secret.txt", "/assets/../../secret.txt", "/%2e%2e/secret.txt", "/sync/v1/none"]
)
def test_what_is_not_there(visitor, path):
    assert visitor.get(path).status_code == 404


def test_nothing_but_reading(visitor):
    assert visitor.post("/").status_code == 405


def test_which_version_is_out(visitor, settings):
    answer = visitor.get("/version.json")
    assert (answer.json(), answer["Cache-Control"]) == ({"version": "9.9"}, "no-store")
    settings.APP_SWITCHED_OFF = True
    assert visitor.get("/version.json").json() == {"version": "9.9", "kill": True}


def test_before_anything_is_built(visitor, settings, tmp_path):
    settings.APP = tmp_path / "nothing"
    assert visitor.get("/").status_code == 404
    assert visitor.get("/version.json").json()["version"]


def test_the_policy_of_the_app(visitor):
    answer = visitor.get("/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "'unsafe-eval'" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert "geolocation=(self)" in answer["Permissions-Policy"]


def test_answers_of_the_wire_are_never_kept_by_a_browser(visitor):
    tablet = tablet_of(person())
    assert tablet.call("POST", "/sync/v1/pull", {"streams": []})["Cache-Control"] == "no-store"


def test_the_device_face_has_no_addresses_of_staff(visitor):
    names = [str(pattern.pattern) for pattern in urlpatterns]
    assert all(name.startswith(("sync/v1/", "watch/", "version.json", "apps/run/", "^(?!sync/)")) for name in names)


def test_a_mistake_of_ours_is_said_in_words_and_loses_nothing(visitor, monkeypatch):
    monkeypatch.setattr("throughgate.faces.device.views.current_epoch", lambda: 1 / 0)
    visitor.raise_request_exception = False
    answer = visitor.get("/sync/v1/ping")
    assert (answer.status_code, answer.json()["code"], answer.json()["after_ms"]) == (500, "failed", 30_000)


# --- reading aloud ---


def audio(tablet, **body):
    return tablet.call("POST", "/sync/v1/audio", body)


@pytest.mark.skipif(not (shutil.which("espeak-ng") and shutil.which("opusenc")), reason="needs espeak-ng and opus-tools")
@pytest.mark.parametrize(("lang", "text"), [("en", "Saved on this tablet."), ("cy", "Wedi’i gadw."), ("en", "--version; -h")])
def test_a_sentence_is_read_aloud_and_kept(lang, text, monkeypatch):
    tablet = tablet_of(person())
    answer = audio(tablet, lang=lang, text=text)
    assert (answer["Content-Type"], answer.content[:4]) == ("audio/ogg", b"OggS")
    monkeypatch.setattr(speech, "_speak", None)
    assert audio(tablet, lang=lang, text=text).content == answer.content


def test_no_voice(monkeypatch):
    tablet = tablet_of(person())
    assert audio(tablet, lang="xx", text="Hello").json()["code"] == "no_voice"
    monkeypatch.setattr(speech.shutil, "which", lambda _program: None)
    assert audio(tablet, lang="en", text="Hello").status_code == 404


@pytest.mark.parametrize("text", ["", "x" * 601])
def test_a_text_that_is_too_short_or_too_long(text):
    assert audio(tablet_of(person()), lang="en", text=text).status_code == 400


def test_contract_is_written_and_kept(tmp_path, capsys):
    from django.core.management import CommandError, call_command

    call_command("contract", folder=tmp_path)
    feeds = json.loads((tmp_path / "feeds.json").read_text())
    assert "people.me" in feeds["feeds"]
    call_command("contract", folder=tmp_path, check=True)
    (tmp_path / "feeds.json").write_text("{}")
    with pytest.raises(CommandError, match="drifted"):
        call_command("contract", folder=tmp_path, check=True)
