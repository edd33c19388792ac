"""Streams: what changed is written to the streams of those who may see it, in the transaction that changed it.

So a device's pull is one index range scan, and two devices of one person see the same rows in the same order.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.db import transaction
from django.db.models import F
from django.utils import translation

from throughgate.basics.clock import now, wire
from throughgate.kernel.commands.command import Done
from throughgate.kernel.people.models import Person
from throughgate.kernel.policy.act import CLOCK, Act, Face
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.sync import audiences, news
from throughgate.kernel.sync.concerned import concerned_by
from throughgate.kernel.sync.feeds import Feed, feeds
from throughgate.kernel.sync.models import Stream, StreamRow

Place = tuple[str, str]  # feed, key
GONE = ""
DELETIONS_KEPT = timedelta(days=90)
_MODULUS = 2**64
_MOST_STREAMS, _MOST_KEYS = 200, 500


@dataclass(frozen=True)
class _Touched:
    """A row that a command changed, or that shows something it changed."""

    feed: Feed
    row: Any
    at: datetime


@dataclass(frozen=True)
class _Change:
    """What a place of a stream will hold from then on; GONE for nothing."""

    value: str
    at: datetime


Changes = dict[str, dict[Place, _Change]]  # by the name of the stream


def stream_of(person_id: UUID) -> str:
    return f"person/{person_id}"


def shared_stream(audience_id: UUID) -> str:
    return f"shared/{audience_id}"


def owner_of(name: str) -> UUID:
    """Whose stream it is. Raises: ValueError."""
    return UUID(name.partition("/")[2])


def publish(told: Sequence[tuple[Act, Done]]) -> None:
    """Write what some acts changed to the streams of everybody whom it concerns. Called in the acts' own transaction."""
    if not told:
        return
    at = told[-1][0].arrived
    with scope(Act(CLOCK, at, at, Face.OPS)):
        touched = _touched(told)
        whose = {place: set(one.feed.whose(one.row)) for place, one in touched.items()}
        # A name or a language may show in every row of theirs.
        anew = {stream_of(row.pk): act.arrived for act, done in told for row in done.changed if isinstance(row, Person)}
        # First of all: what was read before somebody else's commit, and written after it, would undo that.
        fresh = _lock(_concerned(touched, whose) | anew.keys())
        # What stood for an audience before anybody asked for its stream is not to be hidden by one row of it. A person's is made whole
        # when they are enrolled.
        whole = anew | {name: at for name in fresh if name.startswith("shared/")}
        _write(_changes(touched, whose) | {name: _anew(name, then) for name, then in whole.items()})
        changed = [row for _act, done in told for row in done.changed]
        nudge(concerned_by(changed, at))
        if audiences.begins_or_ends(changed):
            _ask_who_belongs_where()


def rebuild(name: str, at: datetime | None = None) -> int:
    """Make a stream what its feeds show now, changing only rows that differ. Returns how many did."""
    at = at or now()
    with transaction.atomic(), scope(Act(CLOCK, at, at, Face.OPS)):
        _lock({name})
        return _write({name: _anew(name, at)})


def nudge(people: Collection[UUID]) -> None:
    """What these may have is another thing now, though none of their rows has changed: whoever of them listens comes and asks."""
    for some in _by_the_hundred(sorted(map(stream_of, people))):
        mine = Stream.objects.select_for_update().filter(name__in=some).order_by("name")
        moved = {stream.owner: stream.counter + 1 for stream in mine}
        Stream.objects.filter(owner__in=moved).update(counter=F("counter") + 1)
        news.tell(moved)


def _ask_who_belongs_where() -> None:
    """An audience is new, or has ended. Whom it concerns is found by those who hold the lines, so that it costs nobody else anything."""
    stream, _new = Stream.objects.select_for_update().get_or_create(name=shared_stream(audiences.EVERYBODY), owner=audiences.EVERYBODY)
    stream.counter += 1
    stream.save(update_fields=["counter"])
    news.tell({stream.owner: stream.counter})


def expire(at: datetime) -> int:
    """Take away rows that their feed no longer keeps on devices. Returns how many."""
    old: Changes = defaultdict(dict)
    for feed in feeds():
        for row in StreamRow.objects.filter(feed=feed.name, put_at__lt=at - feed.keep).exclude(value=GONE)[:5_000]:
            old[row.stream_id][row.feed, row.key] = _Change(GONE, at)
    return _write(old)


def forget_deletions(at: datetime) -> int:
    """Take away old marks of deletion. A device that was away for longer finds by its digest that it holds too much. Returns how many."""
    return StreamRow.objects.filter(value=GONE, put_at__lt=at - DELETIONS_KEPT).delete()[0]


def row_digest(feed: str, key: str, rev: int) -> int:
    """The part of one row in its stream's digest. Source: ADR 0002."""
    return int.from_bytes(hashlib.sha256(f"{feed}\x1f{key}\x1f{rev}".encode()).digest()[:8])


def sum_digests(digests: Iterable[str]) -> str:
    """Several digests as one: 16 hex digits."""
    return f"{sum(int(digest, 16) for digest in digests) % _MODULUS:016x}"


def _touched(told: Sequence[tuple[Act, Done]]) -> dict[Place, _Touched]:
    changed = [(feed, row, act.arrived) for act, done in told for row in done.changed for feed in feeds()]
    return {(feed.name, feed.key(seen)): _Touched(feed, seen, at) for feed, row, at in changed for seen in feed.touched_by(row)}


def _anew(name: str, at: datetime) -> dict[Place, _Change]:
    """Everything that the feeds of a stream show now, and the end of what they show no longer."""
    owner = owner_of(name)
    mine = (feed for feed in feeds() if feed.stream(owner) == name)
    shown = [(feed, row) for feed in mine for row in feed.visible([owner]) if feed.keeps(row, at)]
    language = _languages({owner})[owner]
    wanted = {(feed.name, feed.key(row)): _Change(_value(feed, row, language), at) for feed, row in shown}
    held = StreamRow.objects.filter(stream=name).exclude(value=GONE).values_list("feed", "key")
    return {place: _Change(GONE, at) for place in held if place not in wanted} | wanted


def _concerned(touched: Mapping[Place, _Touched], whose: Mapping[Place, set[UUID]]) -> set[str]:
    """The streams that these rows may stand in, or stand in now."""
    theirs = {one.feed.stream(owner) for place, one in touched.items() for owner in whose[place]}
    return theirs | {stream for _feed, _key, stream in _holders(touched)}


def _lock(names: AbstractSet[str]) -> list[str]:
    """Nobody else changes these streams until the end of the transaction. Returns those that never held anything."""
    locked = [stream for some in _by_the_hundred(sorted(names)) for stream in _locked(set(some)).values()]
    return [stream.name for stream in locked if stream.counter == 0]


def _changes(touched: Mapping[Place, _Touched], whose: Mapping[Place, set[UUID]]) -> Changes:
    """Who sees what of these rows now."""
    languages = _languages(set().union(*whose.values()))
    shown = {(owner, feed.name, feed.key(row)): (feed, row) for feed, row, owner in _shown(touched, whose)}
    changes: Changes = defaultdict(dict)
    for place, one in touched.items():
        for owner in whose[place]:
            seen = shown.get((owner, *place))
            changes[one.feed.stream(owner)][place] = _Change(_value(*seen, languages[owner]) if seen else GONE, one.at)
    # Somebody who had it and whom it concerns no longer.
    for name, key, stream in _holders(touched):
        changes[stream].setdefault((name, key), _Change(GONE, touched[name, key].at))
    return changes


def _shown(touched: Mapping[Place, _Touched], whose: Mapping[Place, set[UUID]]) -> Iterator[tuple[Feed, Any, UUID]]:
    """These rows as each person sees them now. What concerns one person is read together; the rest is asked for each of them."""
    asked: dict[tuple[Feed, UUID | None], tuple[set[UUID], set[Any]]] = defaultdict(lambda: (set(), set()))
    for place, one in touched.items():
        for owner in whose[place]:
            owners, rows = asked[one.feed, owner if len(whose[place]) > 1 else None]
            owners.add(owner)
            rows.add(one.row.pk)
    for (feed, _owner), (owners, rows) in asked.items():
        for row in feed.visible(owners).filter(pk__in=rows):
            yield from ((feed, row, owner) for owner in owners.intersection(feed.whose(row)))


def _holders(touched: Mapping[Place, _Touched]) -> Iterable[tuple[str, str, str]]:
    """Which streams hold one of these rows."""
    names, keys = {name for name, _key in touched}, {key for _name, key in touched}
    rows = StreamRow.objects.filter(feed__in=names, key__in=keys).exclude(value=GONE)
    return [held for held in rows.values_list("feed", "key", "stream") if held[:2] in touched] if keys else []


def _languages(owners: set[UUID]) -> dict[UUID, str]:
    """What each reads. What an audience shares holds all its languages."""
    people = Person.objects.filter(pk__in=owners).only("language") if owners else []
    return dict.fromkeys(owners, "en") | {person.pk: person.reads for person in people}


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


def _write(changes: Changes) -> int:
    """Put and take away rows, each with the next number of its stream. Rows that would not change are left. Returns how many changed."""
    # Always in the same order, so that two commands never wait for each other's streams.
    names = sorted(changes)
    with transaction.atomic(savepoint=False):
        return sum(_write_some({each: changes[each] for each in some}) for some in _by_the_hundred(names))


def _by_the_hundred(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[begin : begin + _MOST_STREAMS] for begin in range(0, len(names), _MOST_STREAMS))


def _write_some(changes: Changes) -> int:
    streams = _locked(changes.keys())
    held = _held(streams.values(), {place for places in changes.values() for place in places})
    nothing = (GONE, 0)
    fresh = [
        _row(streams[name], held.get((name, *place), nothing), place, change)
        for name, places in changes.items()
        for place, change in places.items()
        if held.get((name, *place), nothing)[0] != change.value
    ]
    if fresh:
        moved = list({row.stream_id: row.stream for row in fresh}.values())
        StreamRow.objects.bulk_create(
            fresh, update_conflicts=True, unique_fields=["stream", "feed", "key"], update_fields=["rev", "value", "put_at"]
        )
        news.tell({stream.owner: stream.counter for stream in moved})
        Stream.objects.bulk_create(moved, update_conflicts=True, unique_fields=["name"], update_fields=["counter", "digests"])
    return len(fresh)


def _locked(names: AbstractSet[str]) -> dict[str, Stream]:
    """These streams, locked until the end of the transaction: what is written is numbered in the order it is committed."""
    mine = Stream.objects.select_for_update().filter(name__in=names).order_by("name")
    streams = {stream.name: stream for stream in mine}
    if new := names - streams.keys():
        Stream.objects.bulk_create([Stream(name=each, owner=owner_of(each)) for each in sorted(new)], ignore_conflicts=True)
        streams = {stream.name: stream for stream in mine.all()}
    return streams


def _held(streams: Collection[Stream], places: AbstractSet[Place]) -> dict[tuple[str, str, str], tuple[str, int]]:
    """Value and revision of the rows that stand there."""
    rows = StreamRow.objects.filter(stream__in=streams)
    if len(places) < _MOST_KEYS:
        named = {"feed__in": {feed for feed, _key in places}, "key__in": {key for _feed, key in places}}
        # A few rows of many streams are found by what they are, ten times as fast as by where they stand.
        rows = rows.filter(**named) if len(streams) == 1 else StreamRow.objects.filter(**named)
    found = rows.values_list("stream", "feed", "key", "value", "rev")
    return {(name, feed, key): (value, rev) for name, feed, key, value, rev in found}


def _row(stream: Stream, before: tuple[str, int], place: Place, change: _Change) -> StreamRow:
    """The row as it will stand, with the stream's counter and digest moved on."""
    (feed, key), (old, rev), value = place, before, change.value
    stream.counter += 1
    digest = int(stream.digests.get(feed, "0"), 16)
    digest += (row_digest(feed, key, stream.counter) if value != GONE else 0) - (row_digest(feed, key, rev) if old != GONE else 0)
    stream.digests[feed] = f"{digest % _MODULUS:016x}"
    return StreamRow(stream=stream, owner=stream.owner, feed=feed, key=key, rev=stream.counter, value=value, put_at=change.at)
