"""People move: one stay ends, the next begins, at one moment."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import Refused
from throughgate.kernel import times
from throughgate.kernel.people.models import Person
from throughgate.kernel.places.models import Membership, Place, Setting, Stay
from throughgate.kernel.places.tree import path_codes


class MovedLater(Refused):
    says = _("{name} has a later move on the record ({since}). Put the earlier one right first.")


def stay_at(person: Person, moment: datetime) -> Stay | None:
    """Where a person lived at that moment, if anywhere we know of."""
    return (
        Stay.objects.filter(person=person, from_at__lte=moment)
        .exclude(to_at__lte=moment)
        .select_related("place")
        .order_by("-from_at")
        .first()
    )


def move(person: Person, place: Place, setting: Setting, at: datetime, release_on: date | None = None) -> Stay:
    """End the stay a person is in and begin the next, both at `at`. They are no longer of the groups of places that they left.

    Raises: MovedLater if a stay already begins after `at`.
    """
    later = Stay.objects.filter(person=person, from_at__gt=at).first()
    if later:
        raise MovedLater(name=person.name, since=times.day(later.from_at))
    Stay.objects.filter(person=person, to_at=None).update(to_at=at)
    Membership.objects.filter(person=person, to_at=None).exclude(group__place__code__in=path_codes(place.path)).update(to_at=at)
    return Stay.objects.create(person=person, place=place, setting=setting, from_at=at, release_on=release_on)
