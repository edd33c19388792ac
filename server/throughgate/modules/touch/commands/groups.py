"""Conversations with several: a person begins one with people who are all approved; anybody may leave."""

from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.relations import myself
from throughgate.modules.touch import policy
from throughgate.modules.touch.commands.sending import WRITERS, NotInTouch
from throughgate.modules.touch.models import Member, Thread
from throughgate.modules.touch.policy import CAPABILITY

MOST_IN_A_GROUP = 12


class OneIsNoGroup(Refused):
    says = _("Choose two people or more. With one person you have a conversation already.")


@command("touch.make_group", by=ActorKind.PERSON, needs=CAPABILITY)
def make_group(
    act: Act,
    *,
    name: Annotated[str, Meta(min_length=1, max_length=60)],
    contacts: Annotated[list[UUID], Meta(max_length=MOST_IN_A_GROUP)],
) -> Done:
    """Begin a conversation with several people, with each of whom you may be in touch. All see all of it."""
    wanted = policy.contacts_for_group(act, contacts)
    me = myself(act)
    if len(wanted) < 2:
        raise OneIsNoGroup
    if any(policy.limits_between(act, me.pk, contact) is None for contact in wanted):
        raise NotInTouch
    group = Thread.objects.create(id=act.id, person=me, name=" ".join(name.split()) or "…", begun_at=act.arrived)
    Member.objects.bulk_create(Member(thread=group, person=me, contact_id=contact, from_at=act.arrived) for contact in wanted)
    return Done(me.pk, (group,))


@command("touch.leave_group", by=WRITERS)
def leave_group(act: Act, *, thread: UUID) -> Done:
    """Leave a group. When the person leaves it, it has ended for all; what was said stays."""
    group = policy.group_of_mine(act, thread)
    mine = group.members.filter(to_at=None)
    if act.contact_id:
        mine = mine.filter(contact__in=policy.writers(act))
    mine.update(to_at=act.arrived)
    return Done(group.person_id, (group,))
