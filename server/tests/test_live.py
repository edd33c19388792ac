"""`live` between processes: who listens hears that their stream changed, and nothing else; and nobody for longer than they may."""

import asyncio
import json
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError

from tests.served import Site, site
from throughgate.faces.device.live import Admitted, Listener, Listeners

Served = tuple[Site, list[Any]]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with site(tmp_path, ["tablet", "phone"], THROUGHGATE_LIVE_CHECK_SECONDS="0.5") as (running, tablets):
        yield running, tablets


def next_event(listening: Any) -> dict[str, str]:
    """What is said next that is not a heartbeat. Waits for it."""
    said: dict[str, str] = {}
    while line := listening.readline().decode():
        name, _colon, value = line.strip().partition(":")
        if name:
            said[name] = value.strip()
        elif said:
            return said
    raise AssertionError("it ended without a word")


def test_what_one_device_sends_wakes_the_other_and_says_no_more_than_that(served: Served) -> None:
    running, (tablet, phone) = served
    with running.listen(phone) as listening:
        assert (listening.status, listening.headers["Content-Type"]) == (200, "text/event-stream")
        assert listening.readline().startswith(b":")
        # Until the listener has looked for the first time, there is nothing to compare with.
        time.sleep(1)
        tablet.say("talk.ask@1", about="worker", words="May I ring my mother?", screen="home")
        tablet.push()
        said = next_event(listening)
    assert said["event"] == "pull"
    assert set(said) == {"event", "data"}
    assert "mother" not in said["data"]
    assert tablet.person not in said["data"]


def test_a_restriction_that_ends_by_the_clock_wakes_whom_it_concerns(served: Served) -> None:
    running, (tablet, _phone) = served
    with running.listen(tablet) as listening:
        running.restrict(tablet.person, seconds=2)
        # How far the stream is, is told of what somebody does. What the clock does moves no stream.
        while json.loads(next_event(listening)["data"])["at"]:
            pass
    tablet.pull()
    assert tablet.can["supervision.checkin"]["ok"]


def test_what_is_published_for_them_wakes_them_the_first_time_and_after(served: Served) -> None:
    running, (tablet, _phone) = served
    with running.listen(tablet) as listening:
        # Until it was found where they belong, there is nothing to compare with.
        time.sleep(2)
        for title in ("Open days", "Opening hours"):
            running.publish("ZLI-B", title)
            assert next_event(listening)["event"] == "pull"
    tablet.pull()
    assert sorted(row["in"]["en"]["title"] for row in tablet.feed("library.items").values()) == ["Open days", "Opening hours"]


def test_who_is_signed_out_hears_no_more(served: Served) -> None:
    running, (tablet, phone) = served
    with running.listen(phone) as listening, running.listen(tablet) as still:
        assert phone.call("DELETE", "/sync/v1/sessions").status_code == 204
        assert next_event(listening)["event"] == "ended"
        assert listening.read() == b""
        assert still.readline().startswith(b":")


def test_nobody_listens_without_a_token_of_that_device(served: Served) -> None:
    running, (tablet, phone) = served
    phone.token = tablet.token
    assert running.listen(phone).status == 401
    assert phone.call("GET", "/sync/v1/live", token=False).status_code == 401


def test_a_listener_that_stops_lets_everybody_go(served: Served) -> None:
    running, (_tablet, phone) = served
    with running.listen(phone) as listening:
        listening.readline()
        running.process.send_signal(signal.SIGTERM)
        assert next_event(listening)["event"] == "ended"
    assert running.process.wait(8) == 0


def test_whoever_could_not_be_placed_is_looked_up_again() -> None:
    async def away(*_asked: Any) -> None:
        raise OperationalError

    listeners = Listeners(SimpleNamespace(run=away))  # type: ignore[arg-type]
    listener = Listener(Admitted(SimpleNamespace(person_id=uuid4(), pk=uuid4())))  # type: ignore[arg-type]
    listeners._come(listener)
    with pytest.raises(OperationalError):
        asyncio.run(listeners._look_up({listener}))
    assert listeners._moved == {listener}
