"""While the line is up: calls are passed on as they came, with the hub's word for where it stands, and the answers are learnt from."""

import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import msgspec

from throughgate.faces.hub.answers import Call, Reply
from throughgate.faces.hub.hub import Hub
from throughgate.faces.hub.kept import StoredPage, hash_of
from throughgate.faces.hub.shapes import HandedIn, ServerSaid
from throughgate.kernel.gateways.upstream import Flow, NoLine
from throughgate.kernel.identity.proof import read_proof

VIA = "throughgate-via"
# Of a request: what the server judges by. Of an answer: everything but what belongs to one leg of the way.
ASKED = (
    "accept", "accept-language", "authorization", "content-encoding", "content-type", "dpop", "last-event-id", "range",
    "upload-length", "upload-offset", "user-agent", "x-file-type",
)  # fmt: skip
ONE_LEG = ("connection", "content-encoding", "content-length", "date", "keep-alive", "server", "transfer-encoding", "upgrade")
MOST_OF_A_PAGE = 30 * 2**20


@asynccontextmanager
async def passed_on(hub: Hub, call: Call, query: str) -> AsyncIterator[Flow]:
    """The server's answer, still coming. Raises: NoLine, and then the line is known to be down."""
    headers = {name: value for name, value in call.headers.items() if name in ASKED}
    if call.origin and "dpop" in headers:
        address = hub.upstream.origin + call.path
        headers[VIA] = hub.key.voucher(call.method, address, headers["dpop"], call.origin, hub.line.time())
    try:
        async with hub.upstream.flow(call.method, call.path, headers, call.body, query=query, patient=call.path.endswith("/live")) as flow:
            hub.line.found()
            yield Flow(flow.status, without_leg(flow.headers), flow.chunks)
    except NoLine:
        hub.line.lost()
        raise


def without_leg(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items() if name.lower() not in ONE_LEG}


async def learn(hub: Hub, call: Call, reply: Reply) -> None:
    """Who was let in, what the server said to them, and what can be given to them when the line is down."""
    if call.path.startswith("/sync/") and call.headers.get("dpop"):
        await _learn_of(hub, call, reply)
    elif call.method == "GET" and not call.path.startswith("/sync/") and reply.status == 200:
        await hub.kept.do(hub.kept.keep_page, call.path, StoredPage(reply.status, reply.headers, reply.body), time.time())


async def _learn_of(hub: Hub, call: Call, reply: Reply) -> None:
    what = call.path.removeprefix("/sync/v1/")
    if what == "push" and reply.status == 200:
        await _let_in(hub, call, call.read(HandedIn).device, msgspec.json.decode(reply.body, type=ServerSaid))
    elif what == "enrol" and reply.status == 200:
        said = msgspec.json.decode(reply.body)
        await _let_in(hub, call, said["device"]["id"], None)
        await hub.held.do(hub.held.name, said["device"]["id"], said["device"]["label"])
        await _seal(hub, said["seal"])
        await _token(hub, call, said.get("token"))
    elif what == "pull" and reply.status == 200:
        await _token(hub, call, call.token)
    elif what == "pull" and reply.status in (401, 410) and call.token and b'"clock"' not in reply.body:
        await hub.kept.do(hub.kept.forget, hash_of(call.token))
    elif what.startswith("files/") and call.method == "GET" and reply.status == 200:
        kind = reply.headers.get("content-type", "")
        await hub.kept.do(hub.kept.keep_file, what.removeprefix("files/"), kind, reply.body, time.time())


async def _let_in(hub: Hub, call: Call, device: str, said: ServerSaid | None) -> None:
    await hub.held.do(hub.held.learn, device, _thumbprint(hub, call), said, time.time())
    if said and said.seal:
        await _seal(hub, said.seal)


async def _token(hub: Hub, call: Call, token: str | None) -> None:
    if not token:
        return
    if await hub.kept.do(hub.kept.learn, hash_of(token), _thumbprint(hub, call), time.time()):
        hub.somebody_new.set()


async def _seal(hub: Hub, keys: list[dict[str, str]]) -> None:
    await hub.held.do(hub.held.set_fact, "seal", msgspec.json.encode(keys).decode())


def _thumbprint(hub: Hub, call: Call) -> str:
    """Whose proof it was; the server has just accepted it."""
    return read_proof(call.headers["dpop"], call.method, call.origin + call.path, None, hub.line.time()).thumbprint
