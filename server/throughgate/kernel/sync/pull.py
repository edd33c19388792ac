"""Down: a device asks for what has changed in its person's streams since its cursors."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from throughgate.basics.clock import wire
from throughgate.kernel.identity.devices import note_state
from throughgate.kernel.identity.models import Device
from throughgate.kernel.sync.access import Access, Scope, access_of
from throughgate.kernel.sync.epoch import current_epoch
from throughgate.kernel.sync.models import Stream, StreamRow
from throughgate.kernel.sync.state import SaidOfItself
from throughgate.kernel.sync.streams import GONE, rebuild, stream_of, sum_digests

MOST = 500


class Asked(msgspec.Struct, frozen=True):
    """A stream as the device has it: `at` is its cursor ("" for nothing), `digest` of the rows it holds."""

    s: Annotated[str, Meta(max_length=60)]
    at: Annotated[str, Meta(pattern=r"^\d{0,18}$")]
    digest: Annotated[str, Meta(max_length=16)] = ""


class PullAsk(msgspec.Struct, frozen=True):
    streams: Annotated[list[Asked], Meta(max_length=50)]
    epoch: str | None = None
    scope_v: str | None = None
    limit: Annotated[int, Meta(ge=1)] = MOST
    state: SaidOfItself | None = None


class Page(msgspec.Struct, frozen=True):
    """Changes of one stream: ["put", feed, key, rev, value] or ["del", feed, key, rev]; `digest` is for when no more follow."""

    s: str
    ops: list[tuple[str, str, str, int, msgspec.Raw] | tuple[str, str, str, int]]
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
    """Answer one pull, in the language active now."""
    if ask.state:
        note_state(device, at, ask.state.columns())
    epoch, access = current_epoch(), access_of(person_id, device, at)
    if ask.epoch != epoch:
        return PullAnswer(epoch, wire(at), [], [asked.s for asked in ask.streams], 0, access.scope)
    same_scope = ask.scope_v == access.scope.v
    mine = [asked for asked in ask.streams if asked.s in access.scope.add]
    pages, reset, left = [], [], min(ask.limit, MOST)
    for asked in mine:
        page = _page(asked, access, left, compare=same_scope, person_id=person_id)
        left -= len(page.ops) if page else 0
        if page:
            pages.append(page)
        else:
            reset.append(asked.s)
    return PullAnswer(epoch, wire(at), pages, reset, 0, None if same_scope else access.scope)


def _page(asked: Asked, access: Access, limit: int, *, compare: bool, person_id: UUID) -> Page | None:
    """The next changes of a stream; None where what the device holds cannot be what we gave it."""
    since = int(asked.at or 0)
    rows = StreamRow.objects.filter(stream=asked.s, rev__gt=since).order_by("rev")
    if not asked.at:
        rows = rows.exclude(value=GONE)
    taken = list(rows[: limit + 1])
    # Read after the rows: whatever was written in between makes the counter run ahead, and is asked for next.
    stream = _stream(asked.s, person_id)
    shown = taken[:limit]
    at = shown[-1].rev if len(taken) > limit else max(stream.counter if not asked.at else since, *(row.rev for row in shown), 0)
    digest = sum_digests(value for feed, value in stream.digests.items() if feed in access.feeds)
    if since > stream.counter or (compare and asked.at and since == stream.counter and asked.digest != digest):
        return None
    return Page(asked.s, [_op(row) for row in shown if row.feed in access.feeds], str(at), at < stream.counter, digest)
