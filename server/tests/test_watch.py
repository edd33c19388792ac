"""What a monitoring system asks of each listener, and what the logs say of people: nothing."""

import json
import logging
import sys
from pathlib import Path

import pytest
from django.db import DatabaseError
from django.test import Client

from tests.device import Tablet, device_browser
from tests.served import site
from throughgate.basics.log_lines import JsonLines

WORDS = "My mother lives in Thornhay and her name is Blodwen"


@pytest.fixture(params=["device", "staff"])
def listener(request: pytest.FixtureRequest) -> Client:
    return device_browser() if request.param == "device" else Client()


def test_every_listener_says_that_it_is_alive_and_whether_it_may_be_sent_anything(listener, monkeypatch):
    assert listener.get("/watch/health").content == b"alive"
    monkeypatch.setattr("throughgate.faces.watch.views._migrated", lambda: True)
    assert listener.get("/watch/ready").json() == {"ready": True, "database": True, "secrets": True, "tables": True}

    def away(*_args):
        raise DatabaseError("the database is away")

    with monkeypatch.context() as for_now:
        for_now.setattr("throughgate.faces.watch.views.connection.cursor", away)
        answer = listener.get("/watch/ready")
    assert (answer.status_code, answer.json()["database"], answer.json()["ready"]) == (503, False, False)


def test_figures_are_for_whoever_has_the_token_and_are_not_there_for_others(listener, settings, tablet: Tablet):
    assert listener.get("/watch/metrics").status_code == 404
    settings.METRICS_TOKEN = "only-for-the-monitoring-system"
    assert listener.get("/watch/metrics", headers={"Authorization": "Bearer guessed"}).status_code == 404
    settings.APPLY_SECONDS = 0
    tablet.say("talk.ask@1", about="worker", words=WORDS)
    tablet.push()
    said = listener.get("/watch/metrics", headers={"Authorization": f"Bearer {settings.METRICS_TOKEN}"}).content.decode()
    assert 'throughgate_acts_waiting{why="turn"} 1.0' in said
    assert "throughgate_devices 1.0" in said
    assert 'route="sync/v1/push"' in said
    assert not [secret for secret in (tablet.person, tablet.id, WORDS) if str(secret) in said]


def test_an_error_is_told_by_its_kind_and_place_and_never_in_its_own_words():
    try:
        raise ValueError(WORDS)
    except ValueError:
        broken = logging.LogRecord("django.db", logging.ERROR, __file__, 1, "Key %s exists already", (WORDS,), sys.exc_info())
    line = json.loads(JsonLines().format(broken))
    assert line["error"] == "ValueError"
    assert line["where"][-1].endswith("test_an_error_is_told_by_its_kind_and_place_and_never_in_its_own_words")
    assert line["says"] == "Key %s exists already"
    assert "Blodwen" not in json.dumps(line)


def test_after_a_day_of_work_the_logs_know_nobody(tmp_path: Path):
    """Acts, a refusal, a file, nonsense and a mistake: then the logs are searched for what anybody said or is called."""
    with site(tmp_path, ["tablet"], THROUGHGATE_LOG_LEVEL="INFO") as (running, (tablet,)):
        photo = tablet.keep_file(b"not much of a picture", "image/png")
        tablet.say("talk.ask@1", about="worker", words=WORDS, screen="home")
        tablet.say("talk.ask@1", about=WORDS, words=WORDS)
        tablet.say("no.such_thing@1", files=[photo], words=WORDS)
        tablet.push()
        tablet.pull()
        tablet.call("POST", "/sync/v1/push", {"device": WORDS})
        tablet.call("GET", f"/sync/v1/files/{'a' * 64}")
        tablet.call("GET", f"/people/{tablet.person}/Blodwen")
        me = tablet.feed("people.me")[tablet.person]
    lines = [json.loads(line) for line in running.log.read_text().splitlines() if line]
    assert {line["route"] for line in lines if "route" in line} >= {"sync/v1/push", "sync/v1/pull"}
    assert all({"at", "level", "from", "says"} <= line.keys() for line in lines)
    whole = running.log.read_text()
    secrets = [WORDS, "Blodwen", tablet.token, tablet.person, photo["h"], me["name"], me["known_as"], *me["numbers"].values()]
    assert [secret for secret in secrets if secret in whole] == []
