"""Whom a decision about access concerns. It changes no row of theirs, only what they may have: they are woken, and ask again."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Model, Q

from throughgate.kernel.places.models import Membership, Regime, Stay
from throughgate.kernel.policy.models import Marker, Restriction, Rollout
from throughgate.kernel.sync.models import Stream


def concerned_by(changed: Iterable[Model], at: datetime) -> set[UUID]:
    """Everybody whose device may have something else from now on. Somebody without a stream has no device that could ask."""
    return {person_id for row in changed for person_id in _by(row, at)}


def freed_by_the_clock(people: Collection[UUID], since: datetime, at: datetime) -> set[UUID]:
    """Of these people, from whom something that was taken away ended by itself in between. Whatever begins does so by a decision."""
    marked = Marker.objects.filter(person_id__in=people, to_at__gt=since, to_at__lte=at)
    restricted = Restriction.objects.filter(person_id__in=people, until__gt=since, until__lte=at)
    return {*marked.values_list("person_id", flat=True), *restricted.values_list("person_id", flat=True)}


def _by(row: Model, at: datetime) -> Iterator[UUID]:
    if isinstance(row, Marker | Restriction | Regime | Membership):
        yield row.person_id
    elif isinstance(row, Rollout):
        yield from _living_at(row, at)


def _living_at(rollout: Rollout, at: datetime) -> Iterator[UUID]:
    """Whoever lives at the place or under it now; with no place, everybody."""
    streams = Stream.objects.filter(name__startswith="person/")
    if rollout.place:
        now_there = Stay.objects.filter(Q(to_at=None) | Q(to_at__gt=at), from_at__lte=at, place__path__startswith=rollout.place.path)
        streams = streams.filter(owner__in=now_there.values("person"))
    return streams.values_list("owner", flat=True).iterator()
