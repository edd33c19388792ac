"""Is the line up? Only the server can say: nobody else is believed, and a device is never kept waiting to find out."""

import asyncio
import json
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from throughgate.basics.clock import now, wire
from throughgate.kernel.gateways.upstream import NoLine, Reply, Upstream

FIRST_WAIT_S = 1.0
LONGEST_WAIT_S = 30.0
chance = secrets.SystemRandom()


class Line:
    """The line as it was found last. `met` is when the server last answered, by its own clock; `ahead` how far that runs ahead of ours."""

    def __init__(self, upstream: Upstream, met: datetime | None, ahead: timedelta) -> None:
        self.upstream, self.met, self.ahead = upstream, met, ahead
        self.up = False
        self.since = now()
        self.came_back = asyncio.Event()
        self.asked = asyncio.Event()

    def time(self) -> datetime:
        """The server's time, as well as we know it."""
        return now() + self.ahead

    def lost(self) -> None:
        """A call found nobody. Whoever comes next is answered at once, while `watch` tries on."""
        if self.up:
            self.up, self.since = False, now()
            self.came_back.clear()
        self.asked.set()

    def found(self) -> None:
        self.met = self.time()
        if not self.up:
            self.up, self.since = True, now()
            self.came_back.set()

    async def watch(self, tell: Callable[[], None]) -> None:
        """Try until the line is up, and again whenever it is lost. `tell` is called after each time that the server answered."""
        wait = FIRST_WAIT_S
        while True:
            if await self._try():
                tell()
                wait = FIRST_WAIT_S
                self.asked.clear()
                await self.asked.wait()
            else:
                # Several hubs wake when one line does: none of them at the same moment.
                await asyncio.sleep(wait * (0.5 + chance.random()))
                wait = min(LONGEST_WAIT_S, wait * 2)

    async def _try(self) -> bool:
        try:
            reply = await self.upstream.ask("GET", "/sync/v1/ping", {})
        except NoLine:
            return False
        if (told := _time_in(reply)) is None:
            return False
        self.ahead = told - now()
        self.found()
        return True

    def header(self) -> dict[str, str]:
        """What tells a device that the hub answers for itself, and as of when."""
        return {"throughgate-hub": wire(self.met) if self.met else "never"}


def _time_in(reply: Reply) -> datetime | None:
    """None for an answer that is not the server's: many a network answers every address with a page of its own."""
    try:
        said = json.loads(reply.body)
        return datetime.fromisoformat(said["time"]) if reply.status == 200 and said["epoch"] else None
    except (ValueError, KeyError, TypeError):
        return None
