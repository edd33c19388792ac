"""The only file that turns an id into something access is decided about. Not yours and not there are one answer."""

from uuid import UUID

from django.db.models import Q, QuerySet

from throughgate.basics.errors import NotFound
from throughgate.kernel.places.models import Place
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.capabilities import Capability, capabilities
from throughgate.kernel.policy.decide import may_decide
from throughgate.kernel.policy.models import Marker, Restriction, Rollout
from throughgate.kernel.policy.relations import paths_of, people_in_care_of, person_in_care, place_of_work, places_of

EVERYWHERE = "access.roll_out_everywhere"
# The kind of task that asks for a look at a restriction.
REVIEW = "access.review"


def rollouts_visible_to(act: Act) -> QuerySet[Rollout]:
    """Those at this worker's places, and those above that reach them."""
    above = {f"{'/'.join(path.split('/')[:n])}/" for path in paths_of(act) for n in range(2, path.count("/") + 1)}
    return Rollout.objects.filter(Q(place=None) | Q(place__path__in=above) | Q(place__in=places_of(act)))


def decides_everywhere(act: Act) -> bool:
    """Whether this worker may switch something on for every place."""
    return may_decide(act, EVERYWHERE)


def capability_to_decide(act: Act, name: str) -> Capability:
    """Something that people in care may or may not use."""
    wanted = next((one for one in capabilities() if one.name == name), None)
    if wanted is None:
        raise NotFound
    return act.grant(wanted, because="people may or may not use it")


def marker_to_end(act: Act, marker_id: UUID) -> Marker:
    """A marker that stands, of somebody this worker may know of."""
    marker = Marker.objects.filter(pk=marker_id).select_related("person").first()
    if marker is None or (marker.to_at and marker.to_at <= act.arrived):
        raise NotFound
    person_in_care(act, marker.person_id)
    return marker


def restriction_to_lift(act: Act, restriction_id: UUID) -> Restriction:
    """A restriction that nobody has lifted, of somebody this worker may know of."""
    restriction = Restriction.objects.filter(pk=restriction_id, lifted_at=None).select_related("person").first()
    if restriction is None:
        raise NotFound
    person_in_care(act, restriction.person_id)
    return restriction


def restrictions_visible_to(act: Act) -> QuerySet[Restriction]:
    """Those that stand, of everybody in this worker's care."""
    if act.worker_id is None:
        return Restriction.objects.none()
    mine = people_in_care_of(act).values("pk")
    return Restriction.objects.filter(person__in=mine, lifted_at=None, from_at__lte=act.arrived).exclude(until__lte=act.arrived)


def restriction_on_the_clock(act: Act, restriction_id: UUID) -> Restriction:
    """Any restriction, for the clock, which acts for everyone."""
    restriction = Restriction.objects.filter(pk=restriction_id).select_related("person").first()
    if act.actor.kind is not ActorKind.CLOCK or restriction is None:
        raise NotFound
    return act.grant(restriction, because="the clock")


def place_to_roll_out(act: Act, place_id: UUID | None) -> Place | None:
    """A place where this worker is posted; none means everywhere, which fewer may decide."""
    if place_id is None and decides_everywhere(act):
        return act.grant(None, because="decides for every place")
    if place_id is None:
        raise NotFound
    return place_of_work(act, place_id)


def rollout_to_end(act: Act, rollout_id: UUID) -> Rollout:
    """A roll-out that has not ended, at a place where this worker decides."""
    rollout = Rollout.objects.filter(Q(to_at=None) | Q(to_at__gt=act.arrived), pk=rollout_id).first()
    if rollout is None:
        raise NotFound
    place_to_roll_out(act, rollout.place_id)
    return rollout
