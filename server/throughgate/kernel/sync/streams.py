"""Streams: what changed is written to the streams of those who may see it, in the transaction that changed it.

So a device's pull is one index range scan, and two devices of one person see the same rows in the same order.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.db import transaction
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
DELETIONS_KEPT = timedelta(days=90)
_MODULUS = 2**64


def stream_of(person_id: UUID) -> str:
    return f"person/{person_id}"


def publish(act: Act, done: Done) -> None:
    """Write what a command changed to the streams of everybody whom it concerns. Called in the command's own transaction."""
    touched = {(feed.name, feed.key(row)): (feed, row) for feed in feeds() for changed in done.changed for row in feed.touched_by(changed)}
    # A name or a language may show in every row of theirs.
    anew = {row.pk for row in done.changed if isinstance(row, Person)}
    changes = _changes(touched)
    # Always in the same order, so that two commands never wait for each other's streams.
    for person_id in sorted(changes.keys() | anew):
        if person_id in anew:
            rebuild(person_id, act.arrived)
        else:
            _write(person_id, changes[person_id], act.arrived)


def rebuild(person_id: UUID, at: datetime | None = None) -> int:
    """Make a person's stream what their feeds show now, changing only rows that differ. Returns how many did."""
    at = at or now()
    with transaction.atomic(), scope(Act(CLOCK, at, at, Face.OPS, uuid7())):
        shown = [(feed, row) for feed in feeds() for row in feed.visible(person_id) if feed.keeps(row, at)]
        language = _languages({person_id})[person_id]
        wanted = {(feed.name, feed.key(row)): _value(feed, row, language) for feed, row in shown}
        held = StreamRow.objects.filter(stream=stream_of(person_id)).exclude(value=GONE).values_list("feed", "key")
        return _write(person_id, {place: GONE for place in held if place not in wanted} | wanted, at)


def expire(at: datetime) -> int:
    """Take away rows that their feed no longer keeps on devices. Returns how many."""
    old: dict[UUID, dict[Place, str]] = defaultdict(dict)
    for feed in feeds():
        for row in StreamRow.objects.filter(feed=feed.name, put_at__lt=at - feed.keep).exclude(value=GONE)[:5_000]:
            old[row.person_id][row.feed, row.key] = GONE
    return sum(_write(person_id, changes, at) for person_id, changes in sorted(old.items()))


def forget_deletions(at: datetime) -> int:
    """Take away old marks of deletion. A device that was away for longer finds by its digest that it holds too much. Returns how many."""
    return StreamRow.objects.filter(value=GONE, put_at__lt=at - DELETIONS_KEPT).delete()[0]


def row_digest(feed: str, key: str, rev: int) -> int:
    """The part of one row in its stream's digest. Source: ADR 0002."""
    return int.from_bytes(hashlib.sha256(f"{feed}\x1f{key}\x1f{rev}".encode()).digest()[:8])


def sum_digests(digests: Iterable[str]) -> str:
    """Several digests as one: 16 hex digits."""
    return f"{sum(int(digest, 16) for digest in digests) % _MODULUS:016x}"


def _changes(touched: Mapping[Place, tuple[Feed, Any]]) -> dict[UUID, dict[Place, str]]:
    """Who sees what of these rows now."""
    whose = {place: set(feed.whose(row)) for place, (feed, row) in touched.items()}
    languages = _languages(set().union(*whose.values()))
    changes: dict[UUID, dict[Place, str]] = defaultdict(dict)
    for place, (feed, row) in touched.items():
        for person_id in whose[place]:
            shown = feed.visible(person_id).filter(pk=row.pk).first()
            changes[person_id][place] = _value(feed, shown, languages[person_id]) if shown else GONE
    # Somebody who had it and whom it concerns no longer.
    for name, key, person_id in _holders(touched):
        if person_id not in whose.get((name, key), {person_id}):
            changes[person_id][name, key] = GONE
    return changes


def _holders(touched: Iterable[Place]) -> Iterable[tuple[str, str, UUID]]:
    names, keys = {name for name, _key in touched}, {key for _name, key in touched}
    rows = StreamRow.objects.filter(feed__in=names, key__in=keys).exclude(value=GONE)
    return rows.values_list("feed", "key", "person_id") if keys else []


def _languages(people: set[UUID]) -> dict[UUID, str]:
    return dict(Person.objects.filter(pk__in=people).values_list("pk", "language")) if people else {}


def _value(feed: Feed, row: Any, language: str) -> str:
    with translation.override(language):
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
    with transaction.atomic(savepoint=False):
        stream = _locked(person_id)
        held = _held(stream, changes)
        fresh = [
            _change(stream, held.get(place, (GONE, 0)), place, value, at)
            for place, value in changes.items()
            if held.get(place, (GONE, 0))[0] != value
        ]
        if fresh:
            StreamRow.objects.bulk_create(
                fresh, update_conflicts=True, unique_fields=["stream", "feed", "key"], update_fields=["rev", "value", "put_at"]
            )
            stream.save(update_fields=["counter", "digests"])
    return len(fresh)


def _locked(person_id: UUID) -> Stream:
    """The person's stream, locked until the end of the transaction: what is written is numbered in the order it is committed."""
    mine = Stream.objects.select_for_update().filter(name=stream_of(person_id))
    stream = mine.first()
    if stream is None:
        Stream.objects.bulk_create([Stream(name=stream_of(person_id), person_id=person_id)], ignore_conflicts=True)
        stream = mine.get()
    return stream


def _held(stream: Stream, changes: Mapping[Place, str]) -> dict[Place, tuple[str, int]]:
    """Value and revision of the rows that stand there."""
    keys = {key for _feed, key in changes}
    rows = StreamRow.objects.filter(stream=stream)
    found = (rows.filter(key__in=keys) if len(keys) < 500 else rows).values_list("feed", "key", "value", "rev")
    return {(feed, key): (value, rev) for feed, key, value, rev in found}


def _change(stream: Stream, before: tuple[str, int], place: Place, value: str, at: datetime) -> StreamRow:
    """The row as it will stand, with the stream's counter and digest moved on."""
    (feed, key), (old, rev) = place, before
    stream.counter += 1
    digest = int(stream.digests.get(feed, "0"), 16)
    digest += (row_digest(feed, key, stream.counter) if value != GONE else 0) - (row_digest(feed, key, rev) if old != GONE else 0)
    stream.digests[feed] = f"{digest % _MODULUS:016x}"
    return StreamRow(stream=stream, person_id=stream.person_id, feed=feed, key=key, rev=stream.counter, value=value, put_at=at)
