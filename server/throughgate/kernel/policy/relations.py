"""Staff see people through relations: their caseload, the places they are posted to. Never "everyone"."""

from collections.abc import Collection, Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import Care, Leave, Person, PersonNumber, Worker
from throughgate.kernel.people.numbers import NumberKind
from throughgate.kernel.places.models import Place, Posting, Stay
from throughgate.kernel.places.tree import path_codes
from throughgate.kernel.policy.act import Act, ActorKind

Row = TypeVar("Row", bound=Model)


def granted(act: Act, rows: QuerySet[Row], key: object, *, because: str) -> Row:
    """The one of these rows that has that key, handed out. Raises: NotFound, whether it is somebody else's or not there."""
    row = rows.filter(pk=key).first()
    if row is None:
        raise NotFound
    return act.grant(row, because=because)


def people_in_care_of(act: Act) -> QuerySet[Person]:
    """Those whom this actor may know of: a worker's caseload and places, the caseload of whom they cover for; a person themself."""
    if act.person_id:
        return Person.objects.filter(pk=act.person_id)
    if act.worker_id is None:
        return Person.objects.none()
    # Two lists of ids, each read once; a question asked of every person would be asked of everyone.
    caseload = Care.objects.filter(worker__in=[act.worker_id, *covered_by(act)], to_at=None).values("person")
    return Person.objects.filter(Q(pk__in=caseload) | Q(pk__in=residents_of_postings(act)))


def myself(act: Act) -> Person:
    """The person who acts. Raises: NotFound for anyone else."""
    person = person_of(act)
    if person is None:
        raise NotFound
    return act.grant(person, because="themself")


def person_in_care(act: Act, person_id: UUID) -> Person:
    """A person this worker may know of. Raises: NotFound for anyone else's, and for anyone who is no worker."""
    mine = people_in_care_of(act) if act.worker_id else Person.objects.none()
    person = act.once((Person, person_id), mine.filter(pk=person_id).first)
    if person is None:
        raise NotFound
    return act.grant(person, because="on their caseload, or where they are posted")


def people_numbered(act: Act, numbers: Collection[str]) -> dict[str, Person]:
    """Prison number or CRN → who it belongs to, of these numbers and of the people whom this actor may move."""
    anybody = act.actor.kind is ActorKind.PARTNER
    people = Person.objects.all() if anybody else people_in_care_of(act) if act.worker_id else Person.objects.none()
    rows = PersonNumber.objects.filter(value__in=numbers, kind__in=(NumberKind.PRISON, NumberKind.CRN), person__in=people)
    return {row.value: row.person for row in rows.select_related("person")}


def person_of(act: Act) -> Person | None:
    """Whose act it is, read once; None for workers, contacts and the clock."""
    if act.person is None and act.person_id:
        act.person = Person.objects.filter(pk=act.person_id).first()
    return act.person


def worker_of(act: Act) -> Worker | None:
    """Whose act it is, read once, where that is a worker who has not left; None for all others."""
    if act.worker_id is None:
        return None
    return act.once(Worker, Worker.objects.filter(pk=act.worker_id, left_at=None).first)


def worker_who_acts(act: Act) -> Worker:
    """The same. Raises: NotFound for all others."""
    worker = worker_of(act)
    if worker is None:
        raise NotFound
    return worker


def covered_by(act: Act) -> list[UUID]:
    """The workers who are away and for whom this worker stands in meanwhile."""
    away = Leave.objects.filter(cover=act.worker_id, from_at__lte=act.arrived, to_at__gt=act.arrived, ended_at=None)
    return act.once(Leave, lambda: list(away.values_list("worker", flat=True))) if act.worker_id else []


def workers_who_know(person_id: UUID) -> QuerySet[Worker]:
    """Those who may know of that person: they look after them, or are posted where they live. By name."""
    homes = Stay.objects.filter(person=person_id, to_at=None).values_list("place__path", flat=True)
    codes = [code for path in homes for code in path_codes(path)]
    posted = Posting.objects.filter(place__code__in=codes, to_at=None).values("worker")
    caring = Care.objects.filter(person=person_id, to_at=None).values("worker")
    return Worker.objects.filter(Q(pk__in=posted) | Q(pk__in=caring), left_at=None).order_by("name", "pk")


def is_posted(act: Act) -> bool:
    """Does this worker work at any place?"""
    return Posting.objects.filter(worker=act.worker_id, to_at=None).exists()


def residents_of_postings(act: Act) -> QuerySet[Stay, Any]:
    """The ids of those who live where this worker works, or under it."""
    # The places first: those are few, whoever lives in an estate is not.
    return Stay.objects.filter(place__in=places_of(act), to_at=None).values("person")


def places_of(act: Act) -> QuerySet[Place]:
    """Where this worker works, and every place under it."""
    return Place.objects.filter(under(paths_of(act), "path"))


def place_of_work(act: Act, place_id: UUID) -> Place:
    """A place where this worker works, or one under it."""
    return granted(act, places_of(act), place_id, because="posted there")


def paths_of(act: Act) -> list[str]:
    """The paths of the places where this worker is posted now."""
    mine = Posting.objects.filter(worker=act.worker_id, to_at=None) if act.worker_id else Posting.objects.none()
    return act.once("paths", lambda: list(mine.values_list("place__path", flat=True)))


def under(paths: Iterable[str], field: str) -> Q:
    """That a field holds one of these paths, or one below it; nothing where there are none."""
    below = Q(pk__in=[])
    for path in paths:
        below |= Q(**{f"{field}__startswith": path})
    return below
