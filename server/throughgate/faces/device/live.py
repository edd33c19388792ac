"""`GET /sync/v1/live`: server-sent events that only say "pull now". Who listens is a task in one event loop, and costs no thread."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpResponse

from throughgate.basics.clock import now
from throughgate.faces.device.threads import Threads
from throughgate.kernel.identity.models import PersonSession
from throughgate.kernel.identity.sessions import open_among
from throughgate.kernel.sync import news
from throughgate.kernel.sync.concerned import freed_by_the_clock
from throughgate.kernel.sync.load import load

log = logging.getLogger(__name__)
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

MOST_LISTENERS = 2_000
# Proxies and mobile networks close what says nothing for a minute.
HEARTBEAT_S = 25.0
# What concerns many is heard by all at once: they are asked to come one after the other.
SPREAD_MS = 20
HEADERS = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-store"), (b"x-accel-buffering", b"no")]


class Admitted(HttpResponse):
    """The door has let somebody listen. Nothing but the event loop can answer them further."""

    def __init__(self, session: PersonSession) -> None:
        super().__init__(content_type="text/event-stream")
        self.person_id, self.session = session.person_id, session.pk


class Listener:
    """One open answer: what it is to say next, and whether it is the last."""

    def __init__(self, admitted: Admitted) -> None:
        self.person_id, self.session = admitted.person_id, admitted.session
        self.news = asyncio.Event()
        self.ended = False
        self.reached, self.within_ms = 0, 0

    def wake(self, reached: int, within_ms: int) -> None:
        self.reached, self.within_ms = reached, within_ms
        self.news.set()

    def end(self) -> None:
        self.ended = True
        self.news.set()


class Listeners:
    """Everybody who listens in this process."""

    def __init__(self, threads: Threads, most: int = MOST_LISTENERS) -> None:
        self._threads, self._most = threads, most
        self._here: dict[UUID, set[Listener]] = defaultdict(set)
        self._tasks: list[asyncio.Task[None]] = []

    def __len__(self) -> int:
        return sum(map(len, self._here.values()))

    @property
    def full(self) -> bool:
        return len(self) >= self._most

    def start(self) -> None:
        self._tasks = [asyncio.ensure_future(self._hear()), asyncio.ensure_future(self._check())]

    async def close(self) -> None:
        """Everybody is told to come again, elsewhere."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._end(self._all())

    async def attend(self, admitted: Admitted, receive: Receive, send: Send) -> None:
        """Until they go, or are ended."""
        listener = Listener(admitted)
        self._here[listener.person_id].add(listener)
        gone = asyncio.ensure_future(_gone(receive, listener))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
            await _say(send, ": here\n\n")
            while not listener.ended:
                await self._next(listener, send)
            await _say(send, "event: ended\ndata: {}\n\n", more=False)
        finally:
            gone.cancel()
            self._here[listener.person_id].discard(listener)
            if not self._here[listener.person_id]:
                del self._here[listener.person_id]

    async def _next(self, listener: Listener, send: Send) -> None:
        try:
            async with asyncio.timeout(HEARTBEAT_S):
                await listener.news.wait()
        except TimeoutError:
            await _say(send, ":\n\n")
            return
        listener.news.clear()
        if not listener.ended:
            await _say(send, f'event: pull\ndata: {{"at":{listener.reached},"within_ms":{listener.within_ms}}}\n\n')

    async def _hear(self) -> None:
        async for reached in news.changes(self._here.keys):
            self._wake(reached)

    def _wake(self, reached: Mapping[UUID, int]) -> None:
        here = {person: self._here[person] for person in reached if person in self._here}
        # The more there are, and the busier we are, the longer they take to come.
        within_ms = SPREAD_MS * sum(map(len, here.values())) + load.after_ms() // 10
        for person, listeners in here.items():
            for listener in listeners:
                listener.wake(reached[person], within_ms)

    async def _check(self) -> None:
        """From time to time: who may listen no more, and who may use something again, of which no row tells."""
        since = now()
        while True:
            await asyncio.sleep(settings.LIVE_CHECK_SECONDS)
            here, at = self._all(), now()
            try:
                if here:
                    await self._look(here, since, at)
            except DatabaseError:
                log.exception("who may listen is looked up later")
                continue
            since = at

    async def _look(self, here: Sequence[Listener], since: datetime, at: datetime) -> None:
        """Raises: DatabaseError."""
        open_ = await self._threads.run(open_among, {one.session for one in here}, at)
        self._end(one for one in here if one.session not in open_)
        freed = await self._threads.run(freed_by_the_clock, {one.person_id for one in here}, since, at)
        self._wake(dict.fromkeys(freed, 0))

    def _all(self) -> list[Listener]:
        return [listener for listeners in self._here.values() for listener in listeners]

    def _end(self, listeners: Iterable[Listener]) -> None:
        for listener in listeners:
            listener.end()


async def _gone(receive: Receive, listener: Listener) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.end()


async def _say(send: Send, text: str, *, more: bool = True) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": more})
