"""Staff see people through relations: their caseload, the places they are posted to. Never "everyone"."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import Care, Person
from throughgate.kernel.places.models import Posting, Stay
from throughgate.kernel.policy.act import Act


def people_in_care_of(act: Act) -> QuerySet[Person]:
    """Those whom this actor may know of: a worker's caseload and places, a person themself, nobody for all others."""
    if act.person_id:
        return Person.objects.filter(pk=act.person_id)
    if act.worker_id is None:
        return Person.objects.none()
    caseload = Care.objects.filter(worker=act.worker_id, person=OuterRef("pk"), to_at=None)
    return Person.objects.filter(Exists(caseload) | Q(pk__in=residents_of_postings(act)))


def myself(act: Act) -> Person:
    """The person who acts. Raises: NotFound for anyone else."""
    person = Person.objects.filter(pk=act.person_id).first() if act.person_id else None
    if person is None:
        raise NotFound
    return act.grant(person, because="themself")


def is_posted(act: Act) -> bool:
    """Does this worker work at any place?"""
    return Posting.objects.filter(worker=act.worker_id, to_at=None).exists()


def residents_of_postings(act: Act) -> QuerySet[Stay, Any]:
    """The ids of those who live where this worker works, or under it."""
    under = Q(pk__in=[])
    for path in Posting.objects.filter(worker=act.worker_id, to_at=None).values_list("place__path", flat=True):
        under |= Q(place__path__startswith=path)
    return Stay.objects.filter(under, to_at=None).values("person")
