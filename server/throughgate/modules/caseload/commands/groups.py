"""Groups: people whom staff of a place name one by one. What is for a group is for whoever is of it now."""

from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.places.models import Group, Membership
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.relations import person_in_care
from throughgate.modules.caseload import policy

GROUP = "caseload.group"


class NamedAlready(Refused):
    says = _("There is a group “{name}” at {place} already.")


class OfItAlready(Refused):
    says = _("{person} is of “{group}” already.")


class LivesElsewhere(Refused):
    says = _("{person} does not live at {place}.")


@command("caseload.open_group", by=ActorKind.WORKER, needs=GROUP)
def open_group(act: Act, *, place: UUID, name: Annotated[str, Meta(min_length=1, max_length=80)]) -> Done:
    """Begin a group at a place, with nobody in it."""
    at = policy.place_for_group(act, place)
    if Group.objects.filter(place=at, name=name, to_at=None).exists():
        raise NamedAlready(name=name, place=at.name)
    group = Group.objects.create(place=at, name=name, by_id=act.worker, from_at=act.arrived)
    return Done(None, (group,))


@command("caseload.close_group", by=ActorKind.WORKER, needs=GROUP)
def close_group(act: Act, *, group: UUID) -> Done:
    """End a group: nobody is of it any more."""
    closed = policy.group_to_keep(act, group)
    left = list(Membership.objects.filter(group=closed, to_at=None))
    for membership in left:
        membership.to_at = act.arrived
    Membership.objects.bulk_update(left, ["to_at"])
    closed.to_at = act.arrived
    closed.save(update_fields=["to_at"])
    return Done(None, (closed, *left))


@command("caseload.put_in_group", by=ActorKind.WORKER, needs=GROUP)
def put_in_group(act: Act, *, group: UUID, person: UUID) -> Done:
    """Name one more person."""
    kept, named = policy.group_to_keep(act, group), person_in_care(act, person)
    if not policy.lives_under(named, kept.place):
        raise LivesElsewhere(person=named.name, place=kept.place.name)
    if Membership.objects.filter(group=kept, person=named, to_at=None).exists():
        raise OfItAlready(person=named.name, group=kept.name)
    membership = Membership.objects.create(group=kept, person=named, by_id=act.worker, from_at=act.arrived)
    return Done(named.pk, (membership,))


@command("caseload.take_from_group", by=ActorKind.WORKER, needs=GROUP)
def take_from_group(act: Act, *, membership: UUID) -> Done:
    """Somebody is no longer of a group."""
    ended = policy.membership_to_end(act, membership)
    ended.to_at = act.arrived
    ended.save(update_fields=["to_at"])
    return Done(ended.person_id, (ended,))
