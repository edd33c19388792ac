"""For staff: what waits at this hub and since when. And the app, fetched ahead so that devices can start from here."""

import hmac
import re
import time
from base64 import b64decode
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec
from django.template.loader import render_to_string

from throughgate.basics.clock import wire
from throughgate.basics.errors import NotFound
from throughgate.faces.hub.answers import Call, Reply
from throughgate.faces.hub.hub import Hub
from throughgate.faces.hub.kept import StoredPage
from throughgate.faces.hub.passing import without_leg
from throughgate.kernel.gateways.upstream import NoLine

WORD = "status-word"
IN_THE_APP = re.compile(rb'"?url"?:\s*["`]([\w./-]+)["`]')
ASK = {"www-authenticate": 'Basic realm="hub", charset="UTF-8"', "content-type": "text/plain; charset=utf-8"}


@dataclass(frozen=True)
class Waits:
    """One device's things, on their way."""

    device: str
    label: str
    acts: int
    files: int
    since: datetime
    trouble: str


async def answer(hub: Hub, call: Call) -> Reply:
    """`/hub/` and `/hub/status.json`, for whoever knows the word. Raises: NotFound."""
    if not _knows_the_word(hub, call):
        return Reply(401, ASK, b"This page is for staff.")
    facts = await _facts(hub)
    if call.path == "/hub/status.json":
        return Reply(200, {"content-type": "application/json"}, msgspec.json.encode(facts))
    if call.path != "/hub/":
        raise NotFound
    page = render_to_string("hub/status.html", {**facts, "since": hub.line.since, "met": hub.line.met})
    rules = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"}
    return Reply(200, {"content-type": "text/html; charset=utf-8", **rules}, page.encode())


async def keep_the_app(hub: Hub) -> None:
    """Once the line is up: every file of the app, so that a device that was never here can start when it is down."""
    while True:
        await hub.line.came_back.wait()
        try:
            worker = await _fetch(hub, "/sw.js")
            for path in ["/", "/version.json", *(f"/{name.decode()}" for name in IN_THE_APP.findall(worker))]:
                await _fetch(hub, path)
            return
        except NoLine:
            continue


async def _fetch(hub: Hub, path: str) -> bytes:
    try:
        reply = await hub.upstream.ask("GET", path, {})
    except NoLine:
        hub.line.lost()
        raise
    if reply.status == 200:
        await hub.kept.do(hub.kept.keep_page, path, StoredPage(200, without_leg(reply.headers), reply.body), time.time())
    return reply.body


def _knows_the_word(hub: Hub, call: Call) -> bool:
    try:
        given = b64decode(call.headers.get("authorization", "").removeprefix("Basic ")).decode().partition(":")[2]
    except ValueError:
        return False
    return hmac.compare_digest(given.encode(), (hub.config.home / WORD).read_text().strip().encode())


async def _facts(hub: Hub) -> dict[str, Any]:
    waits = [_waits(row) for row in await hub.held.do(hub.held.waiting)]
    held, kept = await hub.held.do(hub.held.used), await hub.kept.do(hub.kept.used)
    return {
        "line": {"up": hub.line.up, "since": wire(hub.line.since), "met": wire(hub.line.met) if hub.line.met else None},
        "upstream": hub.upstream.origin,
        "waits": waits,
        "acts": sum(one.acts for one in waits),
        "files": sum(one.files for one in waits),
        "kept_for": sum(one.parts > 0 for one in await hub.kept.do(hub.kept.sessions)),
        "disk": {"held": held, "most_held": hub.held.most, "kept": kept, "most_kept": hub.kept.most},
        "full_percent": held * 100 // hub.held.most,
        "time": wire(hub.line.time()),
    }


def _waits(row: dict[str, Any]) -> Waits:
    since = datetime.fromtimestamp(row["since"], UTC)
    return Waits(row["device"], row["label"] or row["device"], row["acts"], row["files"], since, row["trouble"])
