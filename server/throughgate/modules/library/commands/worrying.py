"""When what somebody said is worrying: those who look after them hear of it, and whoever keeps the shelf still not whose it is."""

from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel import times
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.people.models import Care, CareRole, Person
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.tasks.work import URGENT_WITHIN, finish_task, open_task
from throughgate.modules.library import policy
from throughgate.modules.library.models import Worry
from throughgate.modules.library.rules.needs import COMMENT, KEEP, WORRY

Words = Annotated[str, Meta(min_length=1, max_length=500)]


class PassedOn(Refused):
    says = _("{name} passed this on, on {day}.")


class LookedAfter(Refused):
    says = _("{name} looked after this on {day}.")


@command("library.pass_on", by=ActorKind.WORKER, needs=KEEP)
def pass_on(act: Act, *, comment: UUID, why: Words) -> Done:
    """Tell those who look after whoever said this that it is worrying. It stands at the top of their inbox."""
    said = policy.comment_to_answer(act, comment)
    if hasattr(said, "worry"):
        raise PassedOn(name=said.worry.by.name, day=times.day_of_year(said.worry.at))
    worry = Worry.objects.create(comment=said, person_id=said.person_id, by_id=act.worker, at=act.arrived, why=why)
    due, role = act.arrived + URGENT_WITHIN, _who_looks_after(said.person)
    open_task(act, WORRY, said.pk, said.person, due, role, signs=["worry"], kept_from=policy.kept_from(act, said.person))
    return Done(said.person_id, (worry,))


@command("library.look_after_worry", by=ActorKind.WORKER, needs=COMMENT)
def look_after_worry(act: Act, *, comment: UUID, done: Words) -> Done:
    """Write down what was done for somebody whose words were worrying."""
    worry = policy.worry_to_look_after(act, comment)
    if worry.done_at:
        raise LookedAfter(name=worry.done_by.name if worry.done_by else "", day=times.day_of_year(worry.done_at))
    worry.done_at, worry.done_by_id, worry.done = act.arrived, act.worker, done
    worry.save()
    finish_task(act, WORRY, worry.pk)
    return Done(worry.person_id, (worry,))


def _who_looks_after(person: Person) -> CareRole:
    """The keyworker, who is near; where there is none, the supervising officer."""
    roles = Care.objects.filter(person=person, to_at=None).values_list("role", flat=True)
    return CareRole.KEYWORKER if CareRole.KEYWORKER in roles else CareRole.SUPERVISING
