"""What is done about something that waits: calling the person, or handing it to a colleague."""

from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel import times
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.people.models import Leave
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.tasks import work
from throughgate.modules.caseload import policy
from throughgate.modules.caseload.models import Call, HandOver
from throughgate.modules.caseload.rules.outcomes import CallOutcome

SEE = "caseload.see"


class ColleagueIsAway(Refused):
    says = _("{name} is away until {day}. Choose somebody who is there.")


@command("caseload.record_call", by=ActorKind.WORKER, needs=SEE)
def record_call(act: Act, *, task: UUID, outcome: CallOutcome, note: Annotated[str, Meta(max_length=1000)] = "") -> Done:
    """Write down that you called or went to see somebody about what waits. Once you spoke it is urgent no more; it still waits."""
    about = policy.task_in_hand(act, task)
    call = Call.objects.create(task=about, person_id=about.person_id, by_id=act.worker, at=act.arrived, outcome=outcome, note=note)
    if outcome == CallOutcome.SPOKE:
        work.calm(act, about)
    return Done(about.person_id, (call,))


@command("caseload.hand_over", by=ActorKind.WORKER, needs=SEE)
def hand_over(act: Act, *, task: UUID, worker: UUID, reason: Annotated[str, Meta(min_length=1, max_length=500)]) -> Done:
    """Give what waits for you to a colleague who may see the person and may answer it. It then waits for them by name."""
    about = policy.task_in_hand(act, task)
    colleague = policy.colleague_to_hand_to(act, about, worker)
    away = Leave.objects.filter(worker=colleague, from_at__lte=act.arrived, to_at__gt=act.arrived, ended_at=None).first()
    if away:
        raise ColleagueIsAway(name=colleague.name, day=times.last_day(away.to_at))
    given = HandOver.objects.create(
        task=about, person_id=about.person_id, by_id=act.worker, to=colleague, at=act.arrived, reason=reason.strip()
    )
    work.hand_to(about, colleague)
    return Done(about.person_id, (given,))
