"""Down: a device asks for what has changed in its person's streams since its cursors."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from throughgate.basics.clock import wire
from throughgate.kernel.identity.devices import note_state
from throughgate.kernel.identity.models import Device
from throughgate.kernel.policy.telling import mark_told
from throughgate.kernel.sync.access import Access, Scope, access_of, access_of_screen
from throughgate.kernel.sync.epoch import current_epoch
from throughgate.kernel.sync.load import load
from throughgate.kernel.sync.models import Stream, StreamRow
from throughgate.kernel.sync.state import SaidOfItself
from throughgate.kernel.sync.streams import GONE, rebuild, sum_digests

MOST = 1_000
MOST_STREAMS = 200


class Put(msgspec.Struct, frozen=True, array_like=True, tag="put"):
    """A row as it is now: ["put", feed, key, rev, value]."""

    feed: str
    key: str
    rev: int
    value: msgspec.Raw


class Gone(msgspec.Struct, frozen=True, array_like=True, tag="del"):
    """A row that is there no more: ["del", feed, key, rev]."""

    feed: str
    key: str
    rev: int


Op = Put | Gone


class Asked(msgspec.Struct, frozen=True):
    """A stream as the device has it: `at` is its cursor ("" for nothing), `digest` of the rows it holds."""

    s: Annotated[str, Meta(max_length=60)]
    at: Annotated[str, Meta(pattern=r"^\d{0,18}$")]
    digest: Annotated[str, Meta(max_length=16)] = ""


class PullAsk(msgspec.Struct, frozen=True):
    streams: Annotated[list[Asked], Meta(max_length=MOST_STREAMS)]
    epoch: str | None = None
    scope_v: str | None = None
    limit: Annotated[int, Meta(ge=1)] = MOST
    state: SaidOfItself | None = None


class Page(msgspec.Struct, frozen=True):
    """Changes of one stream; `digest` is for when no more follow."""

    s: str
    ops: list[Op]
    at: str
    more: bool
    digest: str


class PullAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    epoch: str
    time: str
    streams: list[Page]
    reset: list[str]
    after_ms: int
    scope: Scope | None = None


def pull(person_id: UUID, device: Device, ask: PullAsk, at: datetime) -> PullAnswer:
    """Answer one pull of somebody, in the language active now."""
    access = access_of(person_id, device, at)
    if (ask.epoch, ask.scope_v) != (current_epoch(), access.scope.v):
        mark_told(person_id, at)
    return _answer(access, device, ask, at)


def pull_for_screen(device: Device, ask: PullAsk, at: datetime) -> PullAnswer:
    """Answer one pull of a television, which is nobody's. Raises: NotFound for any other device."""
    return _answer(access_of_screen(device), device, ask, at)


def _answer(access: Access, device: Device, ask: PullAsk, at: datetime) -> PullAnswer:
    if ask.state:
        note_state(device, at, ask.state.columns())
    epoch = current_epoch()
    if ask.epoch != epoch:
        return PullAnswer(epoch, wire(at), [], [asked.s for asked in ask.streams], 0, access.scope)
    same_scope = ask.scope_v == access.scope.v
    pages: list[Page] = []
    reset: list[str] = []
    for asked, stream in _streams(ask.streams, access):
        if stream is None or _has_drifted(asked, stream, access, digests_count=same_scope):
            reset.append(asked.s)
        elif asked.at == str(stream.counter):
            pages.append(Page(asked.s, [], asked.at, more=False, digest=_digest(stream, access)))
        else:
            pages.append(page_of(asked, stream.counter, access, min(ask.limit, MOST) - sum(len(page.ops) for page in pages)))
    return PullAnswer(epoch, wire(at), pages, reset, load.after_ms(), None if same_scope else access.scope)


def _streams(asked: Sequence[Asked], access: Access) -> Iterator[tuple[Asked, Stream | None]]:
    """Of those they may have, each as it is; None where there was none, so that nothing the device holds can be of it."""
    wanted = [one for one in asked if one.s in access.scope.add]
    here = Stream.objects.in_bulk([one.s for one in wanted])
    for one in wanted:
        if one.s not in here:
            rebuild(one.s)
        yield one, here.get(one.s) or (None if one.at else Stream.objects.get(name=one.s))


def _has_drifted(asked: Asked, stream: Stream, access: Access, *, digests_count: bool) -> bool:
    """Can what the device holds not be what we gave it? After a change of scope its digest still counts what it is about to drop."""
    since = int(asked.at or 0)
    if since != stream.counter:
        return since > stream.counter
    return digests_count and bool(asked.at) and asked.digest != _digest(stream, access)


def page_of(asked: Asked, reached: int, access: Access, limit: int) -> Page:
    """The next changes of a stream whose counter had `reached` so far before they are looked up."""
    since = int(asked.at or 0)
    rows = StreamRow.objects.filter(stream=asked.s, rev__gt=since).order_by("rev")
    wanted = rows if asked.at else rows.exclude(value=GONE)
    found = list(wanted.values_list("feed", "key", "rev", "value")[: limit + 1])
    shown = found[:limit]
    last = shown[-1][2] if shown else since
    at = last if len(found) > limit else max(last, reached)
    # Read again: what was written meanwhile has made the counter run ahead, and is asked for next.
    stream = Stream.objects.get(name=asked.s)
    ops = [_op(*row) for row in shown if row[0] in access.feeds]
    return Page(asked.s, ops, str(at), at < stream.counter, _digest(stream, access))


def _digest(stream: Stream, access: Access) -> str:
    return sum_digests(digest for feed, digest in stream.digests.items() if feed in access.feeds)


def _op(feed: str, key: str, rev: int, value: str) -> Op:
    return Gone(feed, key, rev) if value == GONE else Put(feed, key, rev, msgspec.Raw(value.encode()))
