"""Who is asked to decide about somebody, where a decision is a matter of trust."""

from throughgate.kernel.people.models import CareRole, Person, WorkerRole
from throughgate.kernel.places.models import Posting, Stay
from throughgate.kernel.places.tree import path_codes


def who_decides(person: Person) -> CareRole | WorkerRole:
    """Security, where it works at the establishment that the person lives in; else whoever is senior to their officer."""
    stay = Stay.objects.filter(person=person, to_at=None).select_related("place").first()
    above = path_codes(stay.place.path) if stay else []
    security = Posting.objects.filter(place__code__in=above, worker__role=WorkerRole.SECURITY, worker__left_at=None, to_at=None)
    return WorkerRole.SECURITY if security.exists() else CareRole.SENIOR
