"""A concern is not filed away: what follows has a day and a name, and waits until somebody says what came of it."""

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec
from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.clock import london, london_day
from throughgate.basics.errors import Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.tasks.work import finish_task, open_task
from throughgate.modules.supervision import policy
from throughgate.modules.supervision.commands.plans import CAPABILITY
from throughgate.modules.supervision.models import Concern, ConcernEnd, Submission

TASK = "supervision.concern"
# The end of an office day.
DUE_AT = 17


class Follows(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is to be done, by which day, by whom."""

    what: Annotated[str, Meta(min_length=1, max_length=500)]
    due_on: date
    worker: UUID


class SayWhatFollows(Refused):
    says = _("You are concerned. Say what will be done, by which day, and by whom.")


class FollowsInThePast(Refused):
    says = _("That day has passed. Choose today or later.")


class AlreadyFollowed(Refused):
    says = _("{name} wrote down what came of it already.")


def open_concern(act: Act, sent: Submission, follows: Follows) -> Concern:
    """It waits, until it is done, for whoever is to do it."""
    to = policy.worker_to_follow_up(act, sent.person_id, follows.worker)
    if follows.due_on < london_day(act.arrived):
        raise FollowsInThePast
    concern = Concern.objects.create(
        submission=sent,
        person_id=sent.person_id,
        what=follows.what.strip(),
        due_on=follows.due_on,
        to=to,
        by_id=act.worker,
        at=act.arrived,
    )
    open_task(act, TASK, sent.pk, sent.person, london(follows.due_on, DUE_AT), held_by=to.pk)
    return concern


@command("supervision.finish_concern", by=ActorKind.WORKER, needs=CAPABILITY)
def finish_concern(act: Act, *, concern: UUID, came_of_it: Annotated[str, Meta(min_length=1, max_length=1000)]) -> Done:
    """Write down what was done about a concern, and what came of it."""
    open_one = policy.concern_to_finish(act, concern)
    if hasattr(open_one, "end"):
        raise AlreadyFollowed(name=open_one.end.by.name)
    end = ConcernEnd.objects.create(concern=open_one, person_id=open_one.person_id, by_id=act.worker, at=act.arrived, came_of_it=came_of_it)
    finish_task(act, TASK, open_one.pk)
    return Done(open_one.person_id, (end,))
