"""The device listener's door: calls go to a bounded number of threads, whoever listens stays in the event loop.

Django's own ASGI handler hops between loop and thread for each part of a call, which takes ten times what a call does. Here a call
is read in the loop, so that a slow line holds no thread; answered by one thread from beginning to end; and sent from the loop.
"""

import asyncio
import gc
import io
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import django
from django.conf import settings
from django.core import signals
from django.core.handlers.asgi import ASGIHandler, ASGIRequest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext_lazy as _

django.setup(set_prefix=False)

from throughgate.basics.clock import now, wire  # noqa: E402
from throughgate.faces.asked import AskedByLoop  # noqa: E402
from throughgate.faces.device.door import answer  # noqa: E402
from throughgate.faces.device.live import Admitted, Listeners, Message, Receive, Send  # noqa: E402
from throughgate.faces.device.threads import Threads  # noqa: E402
from throughgate.faces.watch import figures  # noqa: E402
from throughgate.kernel.sync.push import MOST_BYTES  # noqa: E402

BUSY = _("Many are asking at this moment. What you made is safe here, and is sent by itself in a while.")
# An answer that needs no thread: the process is alive for as long as its loop goes round.
WATCHING = "/watch/"
ALIVE = "/watch/health"
# A body that trickles in holds memory; a tablet that is this slow comes again with less.
MOST_READING_S = 60.0


class Door(ASGIHandler):
    """One process of the device listener."""

    def __init__(self, threads: Threads | None = None) -> None:
        self.load_middleware()
        self.threads = threads or Threads(settings.DEVICE_THREADS)
        self.listeners = Listeners(self.threads)
        self.closing = False
        figures.watch("listeners", "Devices that are told when there is something to pull", lambda: len(self.listeners))
        figures.watch("calls_inside", "Calls that have a thread, or wait for one", lambda: self.threads.inside)
        figures.watch("calls_sent_away_total", "Calls that were asked to come again", lambda: self.threads.sent_away)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:  # type: ignore[override]
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._serve(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            await (self.start() if message["type"] == "lifespan.startup" else self.stop())
            await send({"type": f"{message['type']}.complete"})
            if message["type"] == "lifespan.shutdown":
                return

    async def start(self) -> None:
        self.listeners.start()
        self._drain_when_told()
        # What is there at the start stays: the collector need not look at it again and again, nor after each few hundred objects
        # of a push that makes thousands and drops them all.
        gc.freeze()
        gc.set_threshold(20_000, 20, 20)

    async def stop(self) -> None:
        await self._drain()
        await self.threads.close()

    async def _drain(self) -> None:
        self.closing = True
        await self.listeners.close()

    def _drain_when_told(self) -> None:
        """Granian waits for every answer to end before it lets us know, and those of listeners never would. It hears the signal too."""
        loop = asyncio.get_running_loop()
        for ending in (signal.SIGTERM, signal.SIGINT):
            signal.signal(ending, lambda *_: asyncio.run_coroutine_threadsafe(self._drain(), loop))
            signal.siginterrupt(ending, False)

    async def _serve(self, scope: Message, receive: Receive, send: Send) -> None:
        response = await self._respond(scope, receive)
        if not isinstance(response, Admitted):
            await self._send(send, response)
        elif self.listeners.full:
            await self._send(send, self._away(AskedByLoop(scope, io.BytesIO())))
        else:
            await self.listeners.attend(response, receive, send)

    async def _respond(self, scope: Message, receive: Receive) -> HttpResponseBase:
        if scope["path"] == ALIVE:
            return HttpResponse("alive", content_type="text/plain")
        # Whoever watches over us is answered while we are busy, too.
        if self.closing or (self.threads.full and not scope["path"].startswith(WATCHING)):
            return self._away(AskedByLoop(scope, io.BytesIO()))
        with self._room() as body:
            try:
                async with asyncio.timeout(MOST_READING_S):
                    await _read(receive, body)
            except TimeoutError:
                return HttpResponse(status=408)
            return await self.threads.run(self._answer, AskedByLoop(scope, body))

    def _answer(self, request: ASGIRequest) -> HttpResponseBase:
        """By one thread, from beginning to end."""
        signals.request_started.send(sender=self.__class__, scope=request.scope)
        response = self.get_response(request)
        response._handler_class = self.__class__  # type: ignore[attr-defined]
        if not response.streaming:
            response.close()
        return response

    def _away(self, request: ASGIRequest) -> HttpResponse:
        with translation.override(translation.get_language_from_request(request)):
            told = {"code": "busy", "says": str(BUSY), "time": wire(now()), "after_ms": self.threads.send_away()}
            return answer(told, 503)

    async def _send(self, send: Send, response: Any) -> None:
        headers = [(name.encode("ascii"), value.encode("latin-1")) for name, value in response.items()]
        await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
        await (self._send_parts(send, response) if response.streaming else send({"type": "http.response.body", "body": response.content}))

    async def _send_parts(self, send: Send, response: Any) -> None:
        parts = iter(response.streaming_content)
        try:
            # A thread for each piece, not for as long as the slowest line takes.
            while part := await self.threads.run(next, parts, b""):
                await send({"type": "http.response.body", "body": part, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            await self.threads.run(response.close)

    @contextmanager
    def _room(self) -> Iterator["_Body"]:
        body = _Body(self.threads)
        try:
            yield body
        finally:
            self.threads.bytes_held -= body.size


class _Body(io.BytesIO):
    """A body as it arrives, counted."""

    def __init__(self, threads: Threads) -> None:
        super().__init__()
        self._threads, self.size = threads, 0

    def add(self, part: bytes) -> None:
        self.size += len(part)
        self._threads.bytes_held += len(part)
        self.write(part)


async def _read(receive: Receive, body: _Body) -> None:
    """No more than the door would look at: what is longer is too long, however long it is."""
    while body.size <= MOST_BYTES:
        message = await receive()
        body.add(message.get("body", b""))
        if message["type"] == "http.disconnect" or not message.get("more_body"):
            break
    body.seek(0)


application = Door()
