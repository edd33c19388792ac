"""Who is away, and who stands in for them: meanwhile the cover sees their people and what is urgent."""

from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from throughgate.basics.clock import london, london_day
from throughgate.basics.errors import Refused
from throughgate.kernel import times
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.people.models import Leave
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.modules.caseload import policy
from throughgate.modules.caseload.commands.urgent import SEE, ColleagueIsAway


class BackBeforeLeaving(Refused):
    says = _("The last day away lies before the first.")


class LeaveHasPassed(Refused):
    says = _("These days have passed. Write down leave that lasts today or is still to come.")


class AwayAlready(Refused):
    says = _("{name} is away until {day} already. End that leave first, or begin after it.")


@command("caseload.plan_leave", by=ActorKind.WORKER, needs=SEE)
def plan_leave(act: Act, *, worker: UUID, first_day: date, last_day: date, cover: UUID) -> Done:
    """Say that a worker is away, from one day to another, and who covers for them. For oneself; a senior also for others."""
    away = policy.worker_to_plan_leave_for(act, worker)
    colleague = policy.colleague_to_cover(act, away, cover)
    if last_day < first_day:
        raise BackBeforeLeaving
    if last_day < london_day(act.arrived):
        raise LeaveHasPassed
    from_at, to_at = london(first_day, 0), london(last_day + timedelta(days=1), 0)
    for who, refusal in ((away, AwayAlready), (colleague, ColleagueIsAway)):
        other = Leave.objects.filter(worker=who, from_at__lt=to_at, to_at__gt=max(from_at, act.arrived), ended_at=None).first()
        if other:
            raise refusal(name=who.name, day=times.last_day(other.to_at))
    leave = Leave.objects.create(worker=away, cover=colleague, from_at=from_at, to_at=to_at, set_by_id=act.worker, set_at=act.arrived)
    return Done(None, (leave,))


@command("caseload.end_leave", by=ActorKind.WORKER, needs=SEE)
def end_leave(act: Act, *, leave: UUID) -> Done:
    """Say that somebody is back, or does not go; nobody covers for them any more."""
    ended = policy.leave_to_end(act, leave)
    ended.ended_at = act.arrived
    ended.save(update_fields=["ended_at"])
    return Done(None, (ended,))
