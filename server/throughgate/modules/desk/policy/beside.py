"""What stands beside something held: its words, what was seen in it, who is on the other side, and what stops it."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from throughgate.basics.clock import london_day
from throughgate.kernel.people import contacts
from throughgate.kernel.places.models import Stay
from throughgate.kernel.places.tree import path_codes
from throughgate.kernel.policy.act import Act
from throughgate.kernel.registry.installed import modules
from throughgate.kernel.registry.module import Crossing
from throughgate.kernel.screening.models import Does, Item, Stop


def crossing_of(kind: str) -> Crossing | None:
    """What the module says of its own things of that kind; None where it is not installed any more."""
    return next((one for module in modules() for one in module.crossings if one.kind == kind), None)


def words_of(act: Act, item: Item) -> str:
    """Its plain words; "" where nobody can say them any more."""
    crossing = crossing_of(item.kind)
    return crossing.words(act, item) if crossing else ""


def sorts_in(item: Item) -> set[str]:
    """For what sorts of things it is held."""
    return set(item.findings.filter(does=Does.HOLD).values_list("sort", flat=True))


def is_child(item: Item, act: Act) -> bool | None:
    """Is a child on the other side? None where it is for several; of grown people often nobody has written down an age."""
    return contacts.is_child(item.contact, london_day(act.arrived)) is True if item.contact else None


def stops_standing(at: datetime) -> QuerySet[Stop]:
    return Stop.objects.filter(from_at__lte=at, until__gt=at, to_at=None)


def stop_over(item: Item, at: datetime) -> Stop | None:
    """The stop that ends last, of those under which this does not pass."""
    return stops_standing(at).filter(over(item)).order_by("-until").first()


def over(item: Item) -> Q:
    """Which stops are over an item: of its person, of the two, of where they live or anything above, of the estate."""
    pair = Q(contact=None) | Q(contact=item.contact_id) if item.contact_id else Q(contact=None)
    homes = Stay.objects.filter(person=item.person_id, to_at=None).values_list("place__path", flat=True)
    return Q(person=item.person_id) & pair | Q(place__code__in=_codes(homes)) | Q(person=None, place=None)


def _codes(paths: Iterable[str]) -> list[str]:
    return [code for path in paths for code in path_codes(path)]
