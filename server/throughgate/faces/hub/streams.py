"""Answering a pull while the line is down, out of what the server closed for this session; the token that was brought opens it."""

import zlib
from base64 import urlsafe_b64decode
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from throughgate.faces.hub.refusals import LineDown
from throughgate.faces.hub.shapes import Asked, Page, Part, PullAnswer, PullAsk, Scope, Told
from throughgate.kernel.identity.proof import hub_key

MOST = 500
Place = tuple[str, str]


@dataclass
class Stream:
    """One stream, put together: the newest change of each row, how far it goes, and the sum of it then."""

    rows: dict[Place, list[Any]] = field(default_factory=dict)
    at: int = 0
    digest: str = ""


@dataclass
class World:
    """What one session may have, as of the last time the line was up."""

    epoch: str
    time: str
    scope: Scope
    streams: dict[str, Stream]

    def names(self, sha256: str) -> bool:
        """Does a row that this session may have name the file?"""
        quoted = f'"{sha256}"'.encode()
        return any(quoted in msgspec.json.encode(op) for stream in self.streams.values() for op in stream.rows.values() if op[0] == "put")


def opened(token: str, parts: Sequence[Part]) -> World:
    """Raises: LineDown where nothing is kept."""
    if not parts:
        raise LineDown
    told = [_open(token, part) for part in parts]
    world = World(told[-1].epoch, told[-1].time, told[-1].scope, {})
    for one in told:
        for page in one.streams:
            _add(world.streams.setdefault(page.s, Stream()), page)
    return world


def answer(world: World, ask: PullAsk, time: str) -> PullAnswer:
    """As the server would have answered then."""
    asked = [one for one in ask.streams if one.s in world.streams]
    same_scope = ask.scope_v == world.scope.v
    scope = None if same_scope else world.scope
    if ask.epoch != world.epoch:
        return PullAnswer(world.epoch, time, [], [one.s for one in ask.streams], 0, scope)
    reset = [one.s for one in asked if same_scope and _has_drifted(one, world.streams[one.s])]
    limit = min(ask.limit, MOST)
    pages = [_page(one, world.streams[one.s], limit) for one in asked if one.s not in reset]
    return PullAnswer(world.epoch, time, pages, reset, 0, scope)


def _open(token: str, part: Part) -> Told:
    try:
        plain = AESGCM(hub_key(token)).decrypt(_bytes(part.iv), _bytes(part.ct), part.session.encode())
    except (InvalidTag, ValueError) as broken:
        raise LineDown from broken
    return msgspec.json.decode(zlib.decompress(plain), type=Told)


def _add(stream: Stream, page: Page) -> None:
    for op in page.ops:
        stream.rows[op[1], op[2]] = op
    stream.at, stream.digest = int(page.at), page.digest


def _has_drifted(asked: Asked, stream: Stream) -> bool:
    return bool(asked.at) and int(asked.at) == stream.at and asked.digest != stream.digest


def _page(asked: Asked, stream: Stream, limit: int) -> Page:
    since = int(asked.at or 0)
    if since > stream.at:
        # The device was elsewhere since, and knows more than we do: nothing is taken from it.
        return Page(asked.s, [], asked.at, more=False, digest=asked.digest)
    ops = [op for op in stream.rows.values() if op[3] > since and (asked.at or op[0] == "put")]
    shown = sorted(ops, key=lambda op: op[3])[:limit]
    more = len(shown) < len(ops)
    return Page(asked.s, shown, str(shown[-1][3] if more else stream.at), more, stream.digest)


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
