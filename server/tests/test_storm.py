"""When everybody wakes at once: what would wait too long is sent away before it costs anything, and told when to come."""

import asyncio
import threading
from typing import Any

import msgspec
import pytest
from django.test import override_settings

from throughgate.faces.device.asgi import Door
from throughgate.faces.device.threads import MOST_BYTES_HELD, Threads
from throughgate.kernel.sync.load import Load
from throughgate.settings.security import FACE_MIDDLEWARE

# The loop itself keeps no hold of them.
INSIDE: list[asyncio.Future[bool]] = []


@pytest.fixture
def door() -> Door:
    with override_settings(MIDDLEWARE=FACE_MIDDLEWARE["device"]):
        return Door(Threads(1))


async def asked(door: Door, path: str, body: bytes = b"", language: bytes = b"en") -> tuple[int, bytes]:
    """One call over ASGI, as Granian makes it."""
    said: list[dict[str, Any]] = []
    coming = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        return coming.pop() if coming else await asyncio.Event().wait() or {}

    async def send(message: dict[str, Any]) -> None:
        said.append(message)

    headers = [(b"host", b"localhost"), (b"accept-language", language)]
    scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"", "headers": headers}
    await door(scope | {"http_version": "1.1", "scheme": "http", "client": ("127.0.0.1", 1), "server": ("localhost", 80)}, receive, send)
    return said[0]["status"], b"".join(part.get("body", b"") for part in said[1:])


def busy(door: Door, calls: int, takes_s: float) -> threading.Event:
    """So many calls inside, of which the first goes on until it is let go."""
    held = threading.Event()
    door.threads.takes_s = takes_s
    INSIDE.extend(asyncio.ensure_future(door.threads.run(held.wait)) for _ in range(calls))
    return held


def test_what_would_wait_more_than_a_second_is_sent_away_unread_and_told_when_to_come(door):
    async def story() -> tuple[int, bytes]:
        held = busy(door, calls=3, takes_s=0.6)
        await asyncio.sleep(0)
        try:
            # A view would need the database, and a thread: neither is free.
            return await asyncio.wait_for(asked(door, "/sync/v1/ping", language=b"cy"), 5)
        finally:
            held.set()
            await door.threads.close()

    status, body = asyncio.run(story())
    told = msgspec.json.decode(body)
    assert (status, told["code"]) == (503, "busy")
    assert told["after_ms"] >= 1_000
    assert told["says"]
    assert set(told) == {"code", "says", "time", "after_ms"}
    assert door.threads.sent_away == 1


def test_twelve_hundred_are_asked_to_come_over_as_long_as_it_takes_to_serve_them(door):
    door.threads.takes_s = 0.05
    waits = [door.threads.send_away() for _ in range(1_200)]
    assert waits[0] < 2_000
    # 1,200 calls of 50 ms each, one after the other, are a minute; devices add as long again by chance.
    assert 45_000 < waits[-1] < 75_000
    assert waits == sorted(waits)


def test_bodies_that_arrive_slowly_are_bounded_all_together(door):
    door.threads.bytes_held = MOST_BYTES_HELD + 1
    assert door.threads.full


def test_whoever_watches_over_us_is_answered_while_we_are_busy(door):
    async def story() -> tuple[int, bytes]:
        held = busy(door, calls=5, takes_s=1.0)
        await asyncio.sleep(0)
        try:
            return await asyncio.wait_for(asked(door, "/watch/health"), 5)
        finally:
            held.set()
            await door.threads.close()

    assert asyncio.run(story()) == (200, b"alive")


def test_a_door_that_closes_sends_everybody_elsewhere(door):
    async def story() -> tuple[int, bytes]:
        await door.stop()
        return await asked(door, "/sync/v1/ping")

    assert asyncio.run(story())[0] == 503


def test_what_is_asked_of_devices_grows_with_the_load():
    asks = [Load(wait_s).after_ms() for wait_s in (0.0, 0.05, 0.1, 0.5, 1.0, 9.0)]
    assert asks[:2] == [0, 0]
    assert asks == sorted(asks)
    assert asks[-1] == 600_000
