"""Where words sounded as if somebody might harm themself: it has passed, and those who look after them speak with them."""

from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel import times
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.screening.care import CARE_TASK
from throughgate.kernel.tasks.work import finish_task
from throughgate.modules.desk import policy
from throughgate.modules.desk.models import LookedAfter
from throughgate.modules.desk.rules.needs import CARE


class DoneAlready(Refused):
    says = _("{name} looked after this on {day}.")


@command("desk.look_after", by=ActorKind.WORKER, needs=CARE)
def look_after(act: Act, *, item: UUID, done: Annotated[str, Meta(min_length=1, max_length=1000)]) -> Done:
    """Write down what was done for somebody whose words sounded as if they might harm themself."""
    worrying = policy.item_of_care(act, item)
    if before := LookedAfter.objects.filter(item=worrying).select_related("by").first():
        raise DoneAlready(name=before.by.name, day=times.day_of_year(before.at))
    row = LookedAfter.objects.create(item=worrying, person_id=worrying.person_id, by_id=act.worker, at=act.arrived, done=done)
    finish_task(act, CARE_TASK, worrying.pk)
    return Done(worrying.person_id, (row,))
