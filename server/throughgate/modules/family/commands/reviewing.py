"""What was approved is looked at again on its day; and how two people may be in touch changes without ending what they have."""

from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.clock import london, london_day
from throughgate.basics.errors import NotFound, Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.people import contacts
from throughgate.kernel.people.models import Approval, Limit
from throughgate.kernel.people.relationships import LEGAL
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.deciders import who_decides
from throughgate.kernel.tasks.work import finish_task, open_task
from throughgate.modules.family import policy
from throughgate.modules.family.commands.deciding import NotForLegal, ReasonMissing, why_two
from throughgate.modules.family.commands.guarding import NotInTouch
from throughgate.modules.family.rules.needs import CAPABILITY


class LiftedByTwo(Refused):
    says = _("Somebody is protected here. To lift a limit, end what they have, and have it decided anew: another worker looks at it then.")


class DayHasGone(Refused):
    says = _("The day on which it is looked at again has to lie ahead.")


@command("family.ask_for_review", by=ActorKind.CLOCK)
def ask_for_review(act: Act, *, approval: UUID) -> Done:
    """The day has come on which an approval is looked at again: ask whoever decides where the person lives, once."""
    due = policy.approval_on_the_clock(act, approval)
    if due.to_at or due.review_on is None or due.review_on > london_day(act.arrived):
        raise NotFound
    end_of_day = london(due.review_on + timedelta(days=1), 0)
    open_task(act, policy.REVIEW, due.pk, due.person, end_of_day, role=who_decides(due.person))
    return Done(due.person_id)


@command("family.close_review", by=ActorKind.CLOCK)
def close_review(act: Act, *, approval: UUID) -> Done:
    """What was approved ended before anybody looked at it again: nobody needs to any more."""
    ended = policy.approval_on_the_clock(act, approval)
    if ended.to_at is None:
        raise NotFound
    finish_task(act, policy.REVIEW, ended.pk)
    return Done(ended.person_id)


@command("family.set_limits", by=ActorKind.WORKER, needs=CAPABILITY)
def set_limits(
    act: Act,
    *,
    approval: UUID,
    limits: list[Limit] = [],  # noqa: B006
    reason: Annotated[str, Meta(max_length=500)] = "",
    review_on: date | None = None,
) -> Done:
    """Look at an approval again: how these two may be in touch from now on, and when somebody looks at it next."""
    stands = policy.approval_to_review(act, approval)
    pair = stands.relationship
    if stands.to_at:
        raise NotInTouch
    if limits and pair.kind in LEGAL:
        raise NotForLegal
    if limits and not reason:
        raise ReasonMissing
    if review_on and review_on <= london_day(act.arrived):
        raise DayHasGone
    if _lifts(stands, limits) and why_two(act, pair.person_id, pair.kind, pair.contact):
        raise LiftedByTwo
    finish_task(act, policy.REVIEW, stands.pk)
    why = reason if limits else ""
    row = contacts.approve(pair, act.worker, act.arrived, limits=" ".join(limits), reason=why, review_on=review_on)
    return Done(pair.person_id, (row, pair))


def _lifts(stands: Approval, limits: list[Limit]) -> bool:
    return not set(stands.limits.split()) <= set(limits)
