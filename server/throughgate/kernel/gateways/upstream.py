"""A hub's line to the server: calls that are passed on, and the hub's own. A line that answers in somebody else's name is no line."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import quote

import httpx

# Devices give up after thirty seconds: what the line has not brought by then, the hub must have taken itself.
PATIENCE = httpx.Timeout(20, connect=4)
# What a proxy or a gateway on the way says where the server says nothing.
NOT_OURS = (502, 504)


class NoLine(Exception):
    """Nobody answers, or not the server: every call of the wire is answered in JSON or with bytes, never with a page or elsewhere."""


@dataclass(frozen=True)
class Reply:
    """An answer, whole. Names of headers are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Flow:
    """An answer whose bytes are still coming."""

    status: int
    headers: Mapping[str, str]
    chunks: AsyncIterator[bytes]


class Upstream:
    """The server at one address (origin)."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self._client = httpx.AsyncClient(base_url=origin, timeout=PATIENCE)
        # Calls that stay open for hours would use up the connections of all others.
        self._patient = httpx.AsyncClient(base_url=origin, timeout=httpx.Timeout(None, connect=4), limits=httpx.Limits())

    async def ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> Reply:
        """Raises: NoLine."""
        async with self.flow(method, path, headers, body) as flow:
            return Reply(flow.status, flow.headers, b"".join([chunk async for chunk in flow.chunks]))

    @asynccontextmanager
    async def flow(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"", *, query: str = "", patient: bool = False
    ) -> AsyncIterator[Flow]:
        """The same without waiting for the end; `patient`: the next bytes may be hours away. Raises: NoLine."""
        client = self._patient if patient else self._client
        address = f"{quote(path)}?{query}" if query else quote(path)
        # A header is a line of latin-1; the library would take only ASCII.
        lines = [(name.encode(), line.encode("latin-1")) for name, line in headers.items()]
        try:
            async with client.stream(method, address, headers=lines, content=body) as response:
                _check(response, path)
                yield Flow(response.status_code, dict(response.headers), _chunks(response))
        except httpx.HTTPError as lost:
            raise NoLine from lost

    async def close(self) -> None:
        await self._client.aclose()
        await self._patient.aclose()


async def _chunks(response: httpx.Response) -> AsyncIterator[bytes]:
    """Raises: NoLine."""
    try:
        async for chunk in response.aiter_bytes():
            yield chunk
    except httpx.HTTPError as lost:
        raise NoLine from lost


def _check(response: httpx.Response, path: str) -> None:
    wire, kind = path.startswith("/sync/"), response.headers.get("content-type", "")
    if response.status_code in NOT_OURS or response.is_redirect or (wire and "html" in kind):
        raise NoLine
