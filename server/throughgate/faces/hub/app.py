"""The hub's ASGI application: passes calls on while the line is up, answers them itself while it is down."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

import msgspec
from django.utils import translation

from throughgate.basics.clock import wire
from throughgate.basics.errors import NotFound, Refused
from throughgate.faces.hub import answers, passing, status
from throughgate.faces.hub.answers import Call, Reply
from throughgate.faces.hub.carrying import carry
from throughgate.faces.hub.config import Config
from throughgate.faces.hub.hub import open_hub
from throughgate.faces.hub.refusals import LineDown, Never, TooMuch, WrongAddress, WrongPlace
from throughgate.faces.hub.shapes import MOST_BYTES
from throughgate.kernel.gateways.upstream import Flow, NoLine

log = logging.getLogger(__name__)
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
FILE = re.compile(r"^/sync/v1/files/([0-9a-f]{64})$")
# What is learnt from or kept is read whole first; only what may never end flows through.
FLOWING = "/sync/v1/live"


class Application:
    """One hub, for as long as the program runs."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self._tasks: list[asyncio.Task[None]] = []

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._serve(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self.start()
            else:
                await self.stop()
            await send({"type": f"{message['type']}.complete"})
            if message["type"] == "lifespan.shutdown":
                return

    def start(self) -> None:
        self.hub = open_hub(self.config)
        tell = lambda: self._keep(self.hub.held.do(self.hub.note_line))  # noqa: E731
        self._tasks = [asyncio.ensure_future(self.hub.line.watch(tell)), asyncio.ensure_future(carry(self.hub))]
        self._tasks.append(asyncio.ensure_future(status.keep_the_app(self.hub)))

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.hub.close()

    async def _serve(self, scope: Message, receive: Receive, send: Send) -> None:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        with translation.override(translation.get_supported_language_variant(_language(headers))):
            try:
                call = Call(scope["method"], scope["path"], headers, await _body(receive), self._origin(headers))
                await self._answer(call, scope["query_string"].decode("latin-1"), receive, send)
            except Refused as refusal:
                await _send(send, self._refusal(refusal))
            except WrongPlace as wrong:
                await _send(send, Reply(409, {"upload-offset": str(wrong.offset), **self.hub.line.header()}))

    async def _answer(self, call: Call, query: str, receive: Receive, send: Send) -> None:
        if call.path.startswith("/hub/"):
            await _send(send, await status.answer(self.hub, call))
        elif not (self.hub.line.up and await self._pass(call, query, receive, send)):
            reply = await self._own(call)
            await _send(send, Reply(reply.status, {**reply.headers, **self.hub.line.header()}, reply.body))

    async def _pass(self, call: Call, query: str, receive: Receive, send: Send) -> bool:
        """False where the line was lost before anything was answered."""
        try:
            async with passing.passed_on(self.hub, call, query) as flow:
                if call.path == FLOWING:
                    await _flow(receive, send, flow)
                    return True
                reply = Reply(flow.status, dict(flow.headers), b"".join([chunk async for chunk in flow.chunks]))
        except NoLine:
            return False
        await _send(send, reply)
        await self._learn(call, reply)
        return True

    async def _learn(self, call: Call, reply: Reply) -> None:
        try:
            await passing.learn(self.hub, call, reply)
        except Exception:
            # The device has its answer; what could not be learnt from it is missing only while the line is down.
            log.exception("learning from %s", call.path)

    async def _own(self, call: Call) -> Reply:
        """Raises: LineDown for what only the server can do."""
        file = FILE.match(call.path)
        if file:
            by_method = {"HEAD": answers.file_offset, "PATCH": answers.add_to_file, "GET": answers.read_file}
            if own := by_method.get(call.method):
                return await own(self.hub, call, file[1])
        if call.method == "POST" and call.path == "/sync/v1/push":
            return await answers.push(self.hub, call)
        if call.method == "POST" and call.path == "/sync/v1/pull":
            return await answers.pull(self.hub, call)
        if call.method in ("GET", "HEAD") and not call.path.startswith("/sync/"):
            return await answers.app(self.hub, call)
        raise LineDown

    def _origin(self, headers: dict[str, str]) -> str:
        """Under which of its addresses it was called; "" where none was said. Raises: WrongAddress."""
        host = headers.get("host", "")
        origin = next((one for one in self.hub.config.origins if one.partition("://")[2] == host), None)
        if origin is None:
            raise WrongAddress
        return origin

    def _refusal(self, refusal: Refused) -> Reply:
        status_code = refusal.status if isinstance(refusal, Never) else 404 if isinstance(refusal, NotFound) else 401
        said: dict[str, Any] = {"code": refusal.code, "says": refusal.words, "time": wire(self.hub.line.time())}
        if isinstance(refusal, Never) and refusal.after_ms:
            said["after_ms"] = refusal.after_ms
        return Reply(status_code, {"content-type": "application/json", **self.hub.line.header()}, msgspec.json.encode(said))

    def _keep(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks = [*(one for one in self._tasks if not one.done()), task]


async def _body(receive: Receive) -> bytes:
    """Raises: TooMuch, before more than that was read."""
    parts, size = [], 0
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > MOST_BYTES:
            raise TooMuch
        if not message.get("more_body"):
            return b"".join(parts)


async def _send(send: Send, reply: Reply) -> None:
    headers = {"cache-control": "no-store", **reply.headers, "content-length": str(len(reply.body))}
    if reply.status == 204 or (reply.status == 200 and not reply.body):
        headers.pop("content-length")
    await _start(send, reply.status, headers)
    await send({"type": "http.response.body", "body": reply.body})


async def _flow(receive: Receive, send: Send, flow: Flow) -> None:
    """Piece by piece, until the server ends it, the line is lost, or whoever asked has gone."""
    await _start(send, flow.status, dict(flow.headers))
    flowing, gone = asyncio.ensure_future(_pieces(send, flow)), asyncio.ensure_future(_gone(receive))
    try:
        await asyncio.wait({flowing, gone}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (flowing, gone):
            task.cancel()
        await asyncio.gather(flowing, gone, return_exceptions=True)


async def _pieces(send: Send, flow: Flow) -> None:
    # Half an answer cannot be answered again: it ends where the line does.
    with suppress(NoLine):
        async for chunk in flow.chunks:
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue


async def _start(send: Send, code: int, headers: dict[str, str]) -> None:
    raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": code, "headers": raw})


def _language(headers: dict[str, str]) -> str:
    asked = headers.get("accept-language", "en").partition(",")[0].partition(";")[0].strip()
    return asked if asked.split("-")[0] in ("en", "cy") else "en"
