"""`GET /sync/v1/live`: server-sent events that only say "pull now". Who listens is a task in one event loop, and costs no thread."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, MutableMapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpResponse

from throughgate.basics.clock import now
from throughgate.faces.device.threads import Threads
from throughgate.kernel.identity.models import Device, PersonSession
from throughgate.kernel.identity.sessions import open_among
from throughgate.kernel.sync import news
from throughgate.kernel.sync.audiences import EVERYBODY, audiences_at, audiences_of_people
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
# Who comes within that time is looked up together.
GATHER_S = 0.5
HEADERS = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-store"), (b"x-accel-buffering", b"no")]


class Admitted(HttpResponse):
    """The door has let somebody listen, or a television. Nothing but the event loop can answer them further.

    `owner`: whose stream they hear of, besides those that they share. `stands`: where, of a television; "" of a person.
    """

    def __init__(self, who: PersonSession | Device) -> None:
        super().__init__(content_type="text/event-stream")
        if isinstance(who, Device):
            self.owner, self.session, self.stands = who.pk, None, who.place.path if who.place else "/"
        else:
            self.owner, self.session, self.stands = who.person_id, who.pk, ""


class Listener:
    """One open answer: what it is to say next, and whether it is the last."""

    def __init__(self, admitted: Admitted) -> None:
        self.owner, self.session, self.stands = admitted.owner, admitted.session, admitted.stands
        # None until it was looked up.
        self.audiences: frozenset[UUID] | None = None
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
        # By whose streams they hear of: their own, and those of the audiences that they belong to.
        self._here: dict[UUID, set[Listener]] = defaultdict(set)
        self._all: set[Listener] = set()
        self._unplaced: set[Listener] = set()
        self._somebody_unplaced = asyncio.Event()
        self._moved: set[Listener] = set()
        self._tasks: list[asyncio.Task[None]] = []

    def __len__(self) -> int:
        return len(self._all)

    @property
    def full(self) -> bool:
        return len(self) >= self._most

    def start(self) -> None:
        self._tasks = [asyncio.ensure_future(watch) for watch in (self._hear(), self._place(), self._check())]

    async def close(self) -> None:
        """Everybody is told to come again, elsewhere."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._end(self._all)

    async def attend(self, admitted: Admitted, receive: Receive, send: Send) -> None:
        """Until they go, or are ended."""
        listener = Listener(admitted)
        self._come(listener)
        gone = asyncio.ensure_future(_gone(receive, listener))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
            await _say(send, ": here\n\n")
            while not listener.ended:
                await self._next(listener, send)
            await _say(send, "event: ended\ndata: {}\n\n", more=False)
        finally:
            gone.cancel()
            self._go(listener)

    def _come(self, listener: Listener) -> None:
        self._all.add(listener)
        self._here[listener.owner].add(listener)
        self._ask_where({listener})

    def _go(self, listener: Listener) -> None:
        for listeners in (self._all, self._unplaced, self._moved):
            listeners.discard(listener)
        self._forget(listener, {listener.owner, *(listener.audiences or ())})

    def _forget(self, listener: Listener, owners: Iterable[UUID]) -> None:
        for owner in owners:
            self._here[owner].discard(listener)
            if not self._here[owner]:
                del self._here[owner]

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
        async for reached in news.changes(lambda: (EVERYBODY, *self._here)):
            self._wake(reached)
            if EVERYBODY in reached:
                self._ask_where(self._all)

    def _wake(self, reached: Mapping[UUID, int]) -> None:
        here = {owner: self._here[owner] for owner in reached if owner in self._here}
        # The more there are, and the busier we are, the longer they take to come.
        within_ms = SPREAD_MS * sum(map(len, here.values())) + load.after_ms() // 10
        for owner, listeners in here.items():
            for listener in listeners:
                # How far an audience's stream is, says nothing of how far theirs is.
                own = owner == listener.owner
                listener.wake(reached[owner] if own else 0, within_ms)
                # Such as who lives elsewhere from now on.
                self._moved.update({listener} if own else ())

    def _ask_where(self, listeners: Iterable[Listener]) -> None:
        self._unplaced.update(listeners)
        self._somebody_unplaced.set()

    async def _place(self) -> None:
        """To which audiences those belong of whom that is not known, or may be another thing now."""
        while True:
            await self._somebody_unplaced.wait()
            await asyncio.sleep(GATHER_S)
            self._somebody_unplaced.clear()
            unplaced, self._unplaced = self._unplaced, set()
            try:
                await self._look_up(unplaced)
            except DatabaseError:
                log.exception("who belongs to which audience is looked up later")

    async def _look_up(self, listeners: Collection[Listener]) -> None:
        """Raises: DatabaseError; then they are looked up with those who have moved."""
        try:
            found = await self._threads.run(_audiences, listeners) if listeners else {}
        except DatabaseError:
            self._moved |= self._all.intersection(listeners)
            raise
        for listener in self._all.intersection(listeners):
            before, listener.audiences = listener.audiences, frozenset(found.get(listener.owner, ()))
            self._forget(listener, (before or set()) - listener.audiences)
            for owner in listener.audiences:
                self._here[owner].add(listener)
            # Who has just come pulls by themselves.
            if before is not None and listener.audiences - before:
                listener.wake(0, SPREAD_MS * len(listeners))

    async def _check(self) -> None:
        """From time to time: who may listen no more, and who may use something again, of which no row tells."""
        since = now()
        while True:
            await asyncio.sleep(settings.LIVE_CHECK_SECONDS)
            here, at = list(self._all), now()
            try:
                if here:
                    await self._look(here, since, at)
            except DatabaseError:
                log.exception("who may listen is looked up later")
                continue
            since = at

    async def _look(self, here: Sequence[Listener], since: datetime, at: datetime) -> None:
        """Raises: DatabaseError."""
        open_ = await self._threads.run(open_among, {one.session for one in here if one.session}, at)
        self._end(one for one in here if one.session and one.session not in open_)
        moved, self._moved = self._moved, set()
        await self._look_up(moved)
        freed = await self._threads.run(freed_by_the_clock, {one.owner for one in here if one.session}, since, at)
        self._wake(dict.fromkeys(freed, 0))

    def _end(self, listeners: Iterable[Listener]) -> None:
        for listener in listeners:
            listener.end()


def _audiences(listeners: Collection[Listener]) -> Mapping[UUID, Collection[UUID]]:
    """By owner: of people by what is known of them, of televisions by where they stand."""
    screens = {one.owner: one.stands for one in listeners if one.stands}
    hang = audiences_at(set(screens.values()))
    people = {one.owner for one in listeners if not one.stands}
    return (audiences_of_people(people, now()) if people else {}) | {owner: hang[path] for owner, path in screens.items()}


async def _gone(receive: Receive, listener: Listener) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.end()


async def _say(send: Send, text: str, *, more: bool = True) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": more})
