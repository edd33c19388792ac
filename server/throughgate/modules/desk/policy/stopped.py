"""What a stop alone keeps back, and what goes on when it has ended."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from throughgate.kernel.places.models import Stay
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.relations import granted
from throughgate.kernel.screening.models import Decision, Does, Finding, Item, Outcome, Sort, Stop
from throughgate.modules.desk.policy import beside

# The clock looks for what is left over from stops that ended lately: an outage of a week costs nothing.
LATELY = timedelta(days=7)


def only_stopped() -> QuerySet[Item]:
    """What is held, and by nothing but a stop."""
    held_by = Finding.objects.filter(item=OuterRef("pk"), does=Does.HOLD)
    items = Item.objects.filter(outcome=Outcome.HELD)
    return items.filter(Exists(held_by.filter(sort=Sort.STOPPED))).exclude(Exists(held_by.exclude(sort=Sort.STOPPED)))


def free_again(stop: Stop, at: datetime) -> QuerySet[Item]:
    """What a stop that has ended kept back, and no other keeps: the oldest first."""
    kept = only_stopped().filter(_under(stop), held_at__gte=stop.from_at).exclude(rulings__decision=Decision.SECOND)
    for other in beside.stops_standing(at):
        kept = kept.exclude(_under(other))
    return kept.order_by("held_at", "pk")


def ended_lately(at: datetime) -> QuerySet[Stop]:
    over = Q(to_at__lte=at) | Q(to_at=None, until__lte=at)
    return Stop.objects.filter(over, until__gt=at - LATELY).order_by("until", "pk")


def item_to_put_through(act: Act, item_id: UUID) -> Item:
    """Something that a stop alone keeps back. Raises: NotFound."""
    return granted(act, only_stopped().select_for_update(of=("self",)), item_id, because="nothing but a stop keeps it")


def _under(stop: Stop) -> Q:
    if stop.person_id:
        return Q(person=stop.person_id, contact=stop.contact_id) if stop.contact_id else Q(person=stop.person_id)
    if stop.place is None:
        return ~Q(pk=None)
    return Q(person__in=Stay.objects.filter(place__path__startswith=stop.place.path, to_at=None).values("person"))
