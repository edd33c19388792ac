"""Streams: what changed is written to the streams of those who may see it, in the transaction that changed it.

So a device's pull is one index range scan, and two devices of one person see the same rows in the same order.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db import models, transaction
from django.utils import translation

from throughgate.basics.clock import now, wire
from throughgate.basics.ids import uuid7
from throughgate.kernel.commands.command import Done
from throughgate.kernel.people.models import Person
from throughgate.kernel.policy.act import CLOCK, Act, Face
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.sync.feeds import Feed, feeds
from throughgate.kernel.sync.models import Stream, StreamRow

Place = tuple[str, str]  # feed, key
GONE = ""
_MODULUS = 2**64


def stream_of(person_id: UUID) -> str:
    return f"person/{person_id}"


def publish(act: Act, done: Done) -> None:
    """Write what a command changed to the streams of everybody whom it concerns. Called in the command's own transaction."""
    changes: dict[UUID, dict[Place, str]] = defaultdict(dict)
    anew = {row.pk for row in done.changed if isinstance(row, Person)}
    for feed in feeds():
        for changed in done.changed:
            for row in feed.touched_by(changed):
                _add_changes(changes, feed, row, anew)
    # Always in the same order, so that two commands never wait for each other's streams.
    for person_id in sorted(changes.keys() | anew):
        if person_id in anew:
            # A name or a language may show in every row of theirs.
            rebuild(person_id, act.arrived)
        else:
            _write(person_id, changes[person_id], act.arrived)


def rebuild(person_id: UUID, at: datetime | None = None) -> int:
    """Make a person's stream what their feeds show now, changing only rows that differ. Returns how many did."""
    at = at or now()
    with transaction.atomic(), scope(Act(CLOCK, at, at, Face.OPS, uuid7())):
        shown = [(feed, row) for feed in feeds() for row in feed.visible(person_id) if feed.keeps(row, at)]
        wanted = {(feed.name, feed.key(row)): _value(feed, row, person_id) for feed, row in shown}
        held = StreamRow.objects.filter(stream=stream_of(person_id)).exclude(value=GONE).values_list("feed", "key")
        return _write(person_id, {place: GONE for place in held if place not in wanted} | wanted, at)


def expire(at: datetime) -> int:
    """Take away rows that their feed no longer keeps on devices. Returns how many."""
    old: dict[UUID, dict[Place, str]] = defaultdict(dict)
    for feed in feeds():
        for row in StreamRow.objects.filter(feed=feed.name, put_at__lt=at - feed.keep).exclude(value=GONE)[:5_000]:
            old[row.person_id][row.feed, row.key] = GONE
    return sum(_write(person_id, changes, at) for person_id, changes in sorted(old.items()))


def row_digest(feed: str, key: str, rev: int) -> int:
    """The part of one row in its stream's digest. Source: ADR 0002."""
    return int.from_bytes(hashlib.sha256(f"{feed}\x1f{key}\x1f{rev}".encode()).digest()[:8])


def sum_digests(digests: Iterable[str]) -> str:
    """Several digests as one: 16 hex digits."""
    return f"{sum(int(digest, 16) for digest in digests) % _MODULUS:016x}"


def _add_changes(changes: dict[UUID, dict[Place, str]], feed: Feed, row: models.Model, anew: set[UUID]) -> None:
    key = feed.key(row)
    whose = set(feed.whose(row))
    for person_id in whose - anew:
        shown = feed.visible(person_id).filter(pk=row.pk).first()
        changes[person_id][feed.name, key] = _value(feed, shown, person_id) if shown else GONE
    # Somebody who had it and whom it concerns no longer.
    for person_id in StreamRow.objects.filter(feed=feed.name, key=key).exclude(value=GONE).values_list("person_id", flat=True):
        if person_id not in whose:
            changes[person_id][feed.name, key] = GONE


def _value(feed: Feed, row: Any, person_id: UUID) -> str:
    with translation.override(_language_of(person_id)):
        return wire_json(feed.shape(row)).decode()


def wire_json(value: object) -> bytes:
    """JSON with every time as the wire has it."""
    return msgspec.json.encode(_with_wire_times(msgspec.to_builtins(value, builtin_types=(datetime,))))


def _with_wire_times(value: Any) -> Any:
    if isinstance(value, datetime):
        return wire(value)
    if isinstance(value, dict):
        return {name: _with_wire_times(inner) for name, inner in value.items()}
    return [_with_wire_times(inner) for inner in value] if isinstance(value, list | tuple) else value


def _write(person_id: UUID, changes: Mapping[Place, str], at: datetime) -> int:
    """Put and take away rows, each with the next number of the stream. Rows that would not change are left. Returns how many changed."""
    with transaction.atomic():
        name = stream_of(person_id)
        Stream.objects.get_or_create(name=name, defaults={"person_id": person_id})
        stream = Stream.objects.select_for_update().get(name=name)
        held = _held(stream, changes)
        fresh = []
        for place, value in changes.items():
            row = held.get(place) or StreamRow(stream=stream, person_id=person_id, feed=place[0], key=place[1], value=GONE)
            if row.value != value:
                _change(stream, row, value, at)
                fresh.append(row)
        _save(stream, fresh)
    return len(fresh)


def _held(stream: Stream, changes: Mapping[Place, str]) -> dict[Place, StreamRow]:
    keys = {key for _feed, key in changes}
    rows = StreamRow.objects.filter(stream=stream)
    return {(row.feed, row.key): row for row in (rows.filter(key__in=keys) if len(keys) < 500 else rows)}


def _change(stream: Stream, row: StreamRow, value: str, at: datetime) -> None:
    digest = int(stream.digests.get(row.feed, "0"), 16)
    if row.value != GONE:
        digest -= row_digest(row.feed, row.key, row.rev)
    stream.counter += 1
    row.rev, row.value, row.put_at = stream.counter, value, at
    if value != GONE:
        digest += row_digest(row.feed, row.key, row.rev)
    stream.digests[row.feed] = f"{digest % _MODULUS:016x}"


def _save(stream: Stream, rows: list[StreamRow]) -> None:
    if not rows:
        return
    StreamRow.objects.bulk_create([row for row in rows if row._state.adding])
    StreamRow.objects.bulk_update([row for row in rows if not row._state.adding], ["rev", "value", "put_at"], batch_size=200)
    stream.save(update_fields=["counter", "digests"])


def _language_of(person_id: UUID) -> str:
    return Person.objects.values_list("language", flat=True).filter(pk=person_id).first() or "en"
