"""While the line is up: hand in what is held, in order, and look what is new for the people here."""

import asyncio
import logging
import time
from contextlib import suppress
from datetime import UTC, datetime

import msgspec

from throughgate import __version__
from throughgate.basics.clock import wire
from throughgate.faces.hub.held import Batch
from throughgate.faces.hub.hub import Hub
from throughgate.faces.hub.line import chance
from throughgate.faces.hub.shapes import HubPullAnswer, RelayAnswer
from throughgate.kernel.gateways.upstream import NoLine, Reply

log = logging.getLogger(__name__)
SESSIONS_AT_ONCE = 50
# The server is busy, or something went wrong there: not at once again.
PAUSE_S = 10.0
MOST_PARTS = 40


class NotNow(Exception):
    """The server answered, and not as we hoped: later, then."""


async def carry(hub: Hub) -> None:
    """For ever: a round whenever the line has come back, and every so often while it is up."""
    while True:
        await hub.line.came_back.wait()
        wait = hub.config.look_every_s
        try:
            await hand_in(hub)
            await look(hub)
        except NoLine:
            continue
        except NotNow as why:
            log.warning("%s", why)
            wait = PAUSE_S
        except Exception:
            # One thing that cannot be carried must not end the carrying.
            log.exception("carrying")
            wait = PAUSE_S
        hub.somebody_new.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(hub.somebody_new.wait(), wait * (0.75 + chance.random() / 2))


async def hand_in(hub: Hub) -> None:
    """All that is held: acts in the order of their device, then files. Raises: NoLine · NotNow."""
    at = time.time()
    while batches := [batch for batch in await hub.held.do(lambda: list(hub.held.batches(at))) if batch.acts]:
        for batch in batches:
            await _hand_in_acts(hub, batch, at)
    for device, sha256 in await hub.held.do(hub.held.files, at):
        await _hand_in_file(hub, device, sha256)


async def look(hub: Hub) -> None:
    """What is new for whoever was let in here; where that is nobody, whether the line still stands. Raises: NoLine · NotNow."""
    sessions = await hub.kept.do(hub.kept.sessions)
    for first in range(0, max(1, len(sessions)), SESSIONS_AT_ONCE):
        asked = [
            {"session": one.hash, "epoch": one.epoch if one.parts < MOST_PARTS else "", "scope_v": one.scope_v, "at": one.at}
            for one in sessions[first : first + SESSIONS_AT_ONCE]
        ]
        asked_for = {"sessions": asked, "state": await _state(hub)}
        reply = _good(await hub.ask("POST", "/sync/v1/hub/pull", msgspec.json.encode(asked_for)))
        await hub.kept.do(hub.kept.take, msgspec.json.decode(reply.body, type=HubPullAnswer))


async def _state(hub: Hub) -> dict[str, object]:
    """What staff see of it on the server's page of devices."""
    waits = await hub.held.do(hub.held.waiting)
    waiting = {name: sum(int(row[name]) for row in waits) for name in ("acts", "files")}
    oldest = {"oldest": wire(datetime.fromtimestamp(min(row["since"] for row in waits), UTC))} if waits else {}
    room = {"usage": await hub.held.do(hub.held.used), "quota": hub.held.most, "persisted": True}
    return {"version": __version__, **room, "waiting": waiting | oldest}


async def _hand_in_acts(hub: Hub, batch: Batch, at: float) -> None:
    parcel = {"device": batch.device, "keys": batch.keys, "acts": batch.acts}
    reply = _good(await hub.ask("POST", "/sync/v1/relay", msgspec.json.encode({"parcels": [parcel]})))
    said = msgspec.json.decode(reply.body, type=RelayAnswer)
    if said.seal:
        await hub.held.do(hub.held.set_fact, "seal", msgspec.json.encode(said.seal).decode())
    for answer in said.parcels:
        await hub.held.do(hub.held.settle, batch, answer, said.epoch, at)


async def _hand_in_file(hub: Hub, device: str, sha256: str) -> None:
    """From its first piece on, or from where the server says that it is."""
    offset = 0
    while piece := await hub.held.do(hub.held.piece_at, device, sha256, offset):
        shape = {"device": device, "sha256": sha256, "offset": piece.start, "jwe": piece.jwe, "iv": piece.iv, "ct": piece.ct}
        reply = await hub.ask("POST", "/sync/v1/relay/files", msgspec.json.encode(shape))
        told = await _file_answer(hub, device, sha256, reply)
        if told is None or told == offset:
            return
        offset = told


async def _file_answer(hub: Hub, device: str, sha256: str, reply: Reply) -> int | None:
    """Where to go on; None where this file is done with for now."""
    if reply.status == 200:
        said = msgspec.json.decode(reply.body)
        if not said["whole"]:
            return int(said["offset"])
        await hub.held.do(hub.held.file_is_there, device, sha256, said["offset"])
    elif reply.status == 409:
        return int(reply.headers["upload-offset"])
    elif reply.status in (413, 422):
        # Damaged on its way, or not what its act says: the server has told the act, and the device has the file.
        await hub.held.do(hub.held.file_begins_anew, device, sha256)
    elif reply.status == 404:
        await hub.held.do(hub.held.file_must_wait, device, sha256, time.time())
    else:
        _good(reply)
    return None


def _good(reply: Reply) -> Reply:
    if reply.status != 200:
        raise NotNow(f"the server answered {reply.status}: {reply.body[:200].decode(errors='replace')}")
    return reply
