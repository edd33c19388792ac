"""That everything of somebody is read: written down with its necessity and proportion, agreed by another, and with an end."""

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.relations import person_in_care
from throughgate.kernel.screening.models import Target
from throughgate.kernel.tasks.work import finish_task, open_task
from throughgate.modules.desk import policy
from throughgate.modules.desk.rules.needs import LEAD, SCREEN

AGREES = "desk.target"
# Our own: after three months somebody decides anew whether it is still needed.
LONGEST = timedelta(days=92)
TIME_TO_AGREE = timedelta(days=1)
Grounds = Annotated[str, Meta(min_length=1, max_length=500)]


class NoEnd(Refused):
    says = _("Choose an end that is to come, at most three months from now. It can be decided anew then.")


class AnotherAgrees(Refused):
    says = _("You asked for this yourself. Another worker has to agree.")


class Over(Refused):
    says = _("This is over.")


@command("desk.target", by=ActorKind.WORKER, needs=LEAD)
def target(act: Act, *, person: UUID, necessity: Grounds, proportionality: Grounds, until: datetime, contact: UUID | None = None) -> Done:
    """Ask that everything of somebody, or between two people, is read. Nothing is before another worker has agreed."""
    whose = person_in_care(act, person)
    outside = policy.contact_of(act, whose.pk, contact) if contact else None
    if not act.arrived < until <= act.arrived + LONGEST:
        raise NoEnd
    given = {"person": whose, "contact": outside, "necessity": necessity, "proportionality": proportionality}
    asked = Target.objects.create(**given, by_id=act.worker, from_at=act.arrived, until=until)
    open_task(act, AGREES, asked.pk, whose, act.arrived + TIME_TO_AGREE, WorkerRole.SECURITY, kept_from=act.worker)
    return Done(whose.pk, (asked,))


@command("desk.agree_target", by=ActorKind.WORKER, needs=LEAD)
def agree_target(act: Act, *, target: UUID) -> Done:
    """Agree that everything of somebody is read, as another worker asked."""
    asked = _standing(act, target)
    if asked.by_id == act.worker:
        raise AnotherAgrees
    asked.agreed_by_id = act.worker
    asked.save(update_fields=["agreed_by"])
    finish_task(act, AGREES, asked.pk)
    return Done(asked.person_id, (asked,))


@command("desk.end_target", by=ActorKind.WORKER, needs=SCREEN)
def end_target(act: Act, *, target: UUID) -> Done:
    """End it before its time, or do not agree to it. Whoever sits at the desk may."""
    asked = _standing(act, target)
    asked.to_at = act.arrived
    asked.save(update_fields=["to_at"])
    finish_task(act, AGREES, asked.pk)
    return Done(asked.person_id, (asked,))


def _standing(act: Act, target: UUID) -> Target:
    asked = policy.target_to_decide(act, target)
    if asked.to_at or asked.until <= act.arrived:
        raise Over
    return asked
