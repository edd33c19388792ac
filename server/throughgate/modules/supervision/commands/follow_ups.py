"""A miss is not a breach: it opens a task, and the worker says what came of it."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import NotFound, Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.tasks.work import finish_task, open_task
from throughgate.modules.supervision import policy
from throughgate.modules.supervision.commands.plans import CAPABILITY
from throughgate.modules.supervision.models import Checkin, FollowUp
from throughgate.modules.supervision.rules.choices import Step

DAYS_TO_FOLLOW_UP = 1


class NotMissed(Refused):
    says = _("This check-in was not missed: it was sent, cancelled, or is still open.")


class AlreadyFollowedUp(Refused):
    says = _("Someone already wrote down what was done about this one.")


@command("supervision.note_miss", by=ActorKind.CLOCK)
def note_miss(act: Act, *, checkin: UUID) -> Done:
    """Tell the worker that a check-in closed with nothing sent. The check-in itself is not touched."""
    missed = policy.on_the_clock(act, checkin, Checkin)
    if not isinstance(missed, Checkin):
        raise NotFound
    _check_missed(act, missed)
    open_task(act, "supervision.missed", missed.pk, missed.person, act.arrived + timedelta(days=DAYS_TO_FOLLOW_UP))
    return Done(missed.person_id)


@command("supervision.record_follow_up", by=ActorKind.WORKER, needs=CAPABILITY)
def record_follow_up(
    act: Act,
    *,
    checkin: UUID,
    steps: Annotated[list[Step], Meta(max_length=5)],
    reason: Annotated[str, Meta(min_length=1, max_length=1000)],
) -> Done:
    """Write down what was done about a miss, and why it happened as far as the worker knows."""
    missed = policy.checkin_to_manage(act, checkin)
    _check_missed(act, missed)
    if hasattr(missed, "follow_up"):
        raise AlreadyFollowedUp
    said = {"steps": [str(step) for step in steps], "reason": reason}
    done = FollowUp.objects.create(checkin=missed, person_id=missed.person_id, by_id=act.worker, at=act.arrived, **said)
    finish_task(act, "supervision.missed", missed.pk)
    return Done(missed.person_id, (done,))


def _check_missed(act: Act, checkin: Checkin) -> None:
    if act.arrived < checkin.closes_at or hasattr(checkin, "submission") or hasattr(checkin, "cancellation"):
        raise NotMissed
