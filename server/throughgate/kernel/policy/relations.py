"""Staff see people through relations: their caseload, the places they are posted to. Never "everyone"."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from throughgate.kernel.people.models import Care, Person
from throughgate.kernel.places.models import Posting, Stay
from throughgate.kernel.policy.act import Act, ActorKind


def people_in_care_of(act: Act) -> QuerySet[Person]:
    """Those whom this actor may know of: a worker's caseload and places, a person themself, nobody for all others."""
    if act.actor.kind is ActorKind.PERSON:
        return Person.objects.filter(pk=act.actor.id)
    if act.actor.kind is not ActorKind.WORKER:
        return Person.objects.none()
    caseload = Care.objects.filter(worker=act.actor.id, person=OuterRef("pk"), to_at=None)
    return Person.objects.filter(Exists(caseload) | Q(pk__in=_residents_of_postings(act)))


def _residents_of_postings(act: Act) -> QuerySet[Stay, dict[str, object]]:
    under = Q(pk__in=[])
    for path in Posting.objects.filter(worker=act.actor.id, to_at=None).values_list("place__path", flat=True):
        under |= Q(place__path__startswith=path)
    return Stay.objects.filter(under, to_at=None).values("person")
