"""Targets, stops, samples, who sits where, who is related to whom; and the desk's card on a person's page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import Relationship, Worker, WorkerRole
from throughgate.kernel.places.models import Place, PlaceKind, Posting
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.decide import may_decide
from throughgate.kernel.policy.relations import people_in_care_of, under
from throughgate.kernel.screening.models import Item, Outcome, Stop, Target
from throughgate.modules.desk import policy
from throughgate.modules.desk.models import Relative
from throughgate.modules.desk.policy import beside
from throughgate.modules.desk.rules.needs import LEAD


@dataclass(frozen=True)
class TargetLine:
    """That everything of somebody is read. `agreed_by`: "" while nobody has agreed. `mine`: asked for by who looks."""

    id: UUID
    person_id: UUID
    person: str
    contact: str
    necessity: str
    proportionality: str
    by: str
    mine: bool
    agreed_by: str
    since: datetime
    until: datetime


@dataclass(frozen=True)
class StopLine:
    """That nothing passes: for whom or where, why, by whom, until when."""

    id: UUID
    person_id: UUID | None
    whom: str
    everywhere: bool
    why: str
    by: str
    since: datetime
    until: datetime


@dataclass(frozen=True)
class SamplingLine:
    """So many of a thousand, where; by which seed. `place`: "" is everywhere."""

    place: str
    per_thousand: int
    seed: str
    by: str
    since: datetime


@dataclass(frozen=True)
class SeatLine:
    """An officer who sits at a desk."""

    id: UUID
    name: str
    place: str
    by: str
    since: datetime


@dataclass(frozen=True)
class RelativeLine:
    """A declared relative of who looks."""

    name: str
    of: str
    what: str
    at: datetime


@dataclass(frozen=True)
class Card:
    """What the desk knows of a person: what is held, what stands. `leads`: who looks may have everything of somebody read."""

    person_id: UUID
    leads: bool
    held: int
    late: int
    targets: list[TargetLine]
    stops: list[StopLine]


def targets(act: Act, person_id: UUID | None = None) -> list[TargetLine]:
    """Those that stand or wait to be agreed; those that end first come first."""
    rows = policy.targets_visible_to(act).filter(to_at=None, until__gt=act.arrived)
    if person_id:
        rows = rows.filter(person=person_id)
    rows = rows.select_related("person", "contact", "by", "agreed_by").order_by("until", "pk")
    return [_target(act, row) for row in rows]


def stops(act: Act, person_id: UUID | None = None) -> list[StopLine]:
    """Those that stand now."""
    rows = policy.stops_visible_to(act).filter(pk__in=beside.stops_standing(act.arrived))
    if person_id:
        rows = rows.filter(person=person_id)
    return [_stop(row) for row in rows.order_by("until", "pk")]


def samplings(act: Act) -> list[SamplingLine]:
    """How much is read by chance, here and everywhere."""
    rows = policy.samplings_visible_to(act).filter(to_at=None).order_by("establishment__name") if policy.desks(act) else []
    return [
        SamplingLine(
            place=row.establishment.name if row.establishment else "",
            per_thousand=row.per_thousand,
            seed=row.seed,
            by=row.by.name if row.by else "",
            since=row.from_at,
        )
        for row in rows
    ]


def seats(act: Act) -> list[SeatLine]:
    rows = policy.seats_visible_to(act).order_by("place__name", "worker__name")
    return [SeatLine(row.pk, row.worker.name, row.place.name, row.by.name, row.from_at) for row in rows]


def relatives(act: Act) -> list[RelativeLine]:
    """Whom who looks has declared."""
    return [_relative(row) for row in policy.relatives_of(act)]


def desk_places(act: Act) -> list[tuple[UUID, str]]:
    """The desks at which this worker sits."""
    return list(Place.objects.filter(pk__in=policy.desks(act)).order_by("name").values_list("pk", "name"))


def speaks_for_all(act: Act) -> bool:
    """May this worker decide for every desk?"""
    try:
        policy.leads_everywhere(act)
    except NotFound:
        return False
    return True


def places_to_stop(act: Act) -> list[tuple[UUID, str]]:
    """The desks at which this worker sits, and the wings under them."""
    paths = Place.objects.filter(pk__in=policy.desks(act)).values_list("path", flat=True)
    there = Place.objects.filter(under(paths, "path"), kind__in=(PlaceKind.ESTABLISHMENT, PlaceKind.WING)).order_by("path")
    return list(there.values_list("pk", "name"))


def contacts_of(act: Act, person_id: UUID) -> list[tuple[UUID, str]]:
    """With whom somebody is, or was, in touch."""
    theirs = Relationship.objects.filter(person=person_id, person__in=people_in_care_of(act)).select_related("contact")
    return [(row.contact_id, row.contact.name) for row in theirs.order_by("contact__name")]


def officers_of(act: Act) -> list[tuple[UUID, str]]:
    """Prison officers who work where this worker sits at the desk."""
    paths = Place.objects.filter(pk__in=policy.desks(act)).values_list("path", flat=True)
    here = Posting.objects.filter(under(paths, "place__path"), to_at=None).values("worker")
    officers = Worker.objects.filter(pk__in=here, role=WorkerRole.PRISON_OFFICER, left_at=None)
    return list(officers.order_by("name").values_list("pk", "name"))


def card(act: Act, person_id: UUID) -> Card | None:
    """Nothing for those who sit at no desk."""
    if not policy.desks(act):
        return None
    held = policy.items_visible_to(act).filter(person=person_id, outcome=Outcome.HELD)
    return Card(person_id, may_decide(act, LEAD), held.count(), _late(held, act.arrived), targets(act, person_id), stops(act, person_id))


def _late(held: Iterable[Item], at: datetime) -> int:
    return sum(1 for item in held if item.due_at and item.due_at <= at)


def _target(act: Act, row: Target) -> TargetLine:
    return TargetLine(
        id=row.pk,
        person_id=row.person_id,
        person=row.person.name,
        contact=row.contact.name if row.contact else "",
        necessity=row.necessity,
        proportionality=row.proportionality,
        by=row.by.name,
        mine=row.by_id == act.worker_id,
        agreed_by=row.agreed_by.name if row.agreed_by else "",
        since=row.from_at,
        until=row.until,
    )


def _stop(row: Stop) -> StopLine:
    names = [str(one.name) for one in (row.person, row.contact, row.place) if one]
    everywhere = not names
    return StopLine(row.pk, row.person_id, " – ".join(names), everywhere, row.why, row.by.name, row.from_at, row.until)


def _relative(row: Relative) -> RelativeLine:
    return RelativeLine(row.contact.name if row.contact else row.person.name, row.person.name if row.contact else "", row.what, row.at)
