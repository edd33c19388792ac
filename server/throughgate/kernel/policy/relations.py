"""Staff see people through relations: their caseload, the places they are posted to. Never "everyone"."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import Care, Person
from throughgate.kernel.places.models import Place, Posting, Stay
from throughgate.kernel.policy.act import Act


def people_in_care_of(act: Act) -> QuerySet[Person]:
    """Those whom this actor may know of: a worker's caseload and places, a person themself, nobody for all others."""
    if act.person_id:
        return Person.objects.filter(pk=act.person_id)
    if act.worker_id is None:
        return Person.objects.none()
    # Two lists of ids, each read once; a question asked of every person would be asked of everyone.
    caseload = Care.objects.filter(worker=act.worker_id, to_at=None).values("person")
    return Person.objects.filter(Q(pk__in=caseload) | Q(pk__in=residents_of_postings(act)))


def myself(act: Act) -> Person:
    """The person who acts. Raises: NotFound for anyone else."""
    person = person_of(act)
    if person is None:
        raise NotFound
    return act.grant(person, because="themself")


def person_in_care(act: Act, person_id: UUID) -> Person:
    """A person this worker may know of. Raises: NotFound for anyone else's, and for anyone who is no worker."""
    person = people_in_care_of(act).filter(pk=person_id).first() if act.worker_id else None
    if person is None:
        raise NotFound
    return act.grant(person, because="on their caseload, or where they are posted")


def person_of(act: Act) -> Person | None:
    """Whose act it is, read once; None for workers, contacts and the clock."""
    if act.person is None and act.person_id:
        act.person = Person.objects.filter(pk=act.person_id).first()
    return act.person


def is_posted(act: Act) -> bool:
    """Does this worker work at any place?"""
    return Posting.objects.filter(worker=act.worker_id, to_at=None).exists()


def residents_of_postings(act: Act) -> QuerySet[Stay, Any]:
    """The ids of those who live where this worker works, or under it."""
    return Stay.objects.filter(under(paths_of(act), "place__path"), to_at=None).values("person")


def places_of(act: Act) -> QuerySet[Place]:
    """Where this worker works, and every place under it."""
    return Place.objects.filter(under(paths_of(act), "path"))


def paths_of(act: Act) -> list[str]:
    """The paths of the places where this worker is posted now."""
    mine = Posting.objects.filter(worker=act.worker_id, to_at=None) if act.worker_id else Posting.objects.none()
    return list(mine.values_list("place__path", flat=True))


def under(paths: Iterable[str], field: str) -> Q:
    """That a field holds one of these paths, or one below it; nothing where there are none."""
    below = Q(pk__in=[])
    for path in paths:
        below |= Q(**{f"{field}__startswith": path})
    return below
