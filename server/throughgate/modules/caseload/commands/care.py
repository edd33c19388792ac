"""Who looks after whom."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.people.models import Care, CareRole
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.relations import person_in_care
from throughgate.kernel.tasks.work import finish_task
from throughgate.modules.caseload import policy
from throughgate.modules.caseload.commands.records import RECORD


class CaresAlready(Refused):
    says = _("{worker} is {person}’s {role} already.")


class SeniorToThemself(Refused):
    says = _("{worker} cannot be senior to themself. Choose somebody else as supervising officer or as senior.")


@command("caseload.give_care", by=ActorKind.WORKER, needs=RECORD)
def give_care(act: Act, *, person: UUID, worker: UUID, role: CareRole) -> Done:
    """Make a worker responsible for a person in a role; whoever had the role before no longer has it."""
    cared_for, carer = person_in_care(act, person), policy.worker_to_give_care(act, worker)
    standing = {care.role: care for care in Care.objects.filter(person=cared_for, to_at=None)}
    if role in standing and standing[role].worker_id == carer.pk:
        raise CaresAlready(worker=carer.name, person=cared_for.name, role=CareRole(role).label)
    if any(role != other and care.worker_id == carer.pk for other, care in standing.items() if CareRole.SENIOR in (role, other)):
        raise SeniorToThemself(worker=carer.name)
    Care.objects.filter(person=cared_for, role=role, to_at=None).update(to_at=act.arrived)
    Care.objects.create(person=cared_for, worker=carer, role=role, from_at=act.arrived)
    for task in policy.open_arrivals(cared_for).filter(role=role):
        finish_task(act, task.kind, task.about)
    return Done(cared_for.pk, (cared_for,))


@command("caseload.end_care", by=ActorKind.WORKER, needs=RECORD)
def end_care(act: Act, *, care: int) -> Done:
    """End a worker's responsibility for a person, with nobody else taking it over."""
    ended = policy.care_to_end(act, care)
    ended.to_at = act.arrived
    ended.save(update_fields=["to_at"])
    return Done(ended.person_id, (ended.person,))
