"""What a worker makes of what was sent."""

from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel import times
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.people.details import change_detail
from throughgate.kernel.people.models import DetailKind
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.tasks.work import finish_task
from throughgate.modules.supervision import policy
from throughgate.modules.supervision.commands.plans import CAPABILITY
from throughgate.modules.supervision.models import Review, Submission
from throughgate.modules.supervision.rules.choices import Outcome


class AlreadyReviewed(Refused):
    says = _("{name} reviewed this check-in on {day}.")


class SayWhatConcerns(Refused):
    says = _("Write what you saw. A no, or a concern, must be explained to whoever reads it next.")


@command("supervision.review_checkin", by=ActorKind.WORKER, needs=CAPABILITY)
def review_checkin(
    act: Act,
    *,
    submission: UUID,
    outcome: Outcome,
    note: Annotated[str, Meta(max_length=4000)] = "",
    sensitive: bool = False,
    reply: Annotated[str, Meta(max_length=1000)] = "",
    keep_details: bool = False,
) -> Done:
    """Decide whether it is them, answer the person, and keep their new contact details if they are right."""
    sent = policy.submission_to_review(act, submission)
    if hasattr(sent, "review"):
        raise AlreadyReviewed(name=sent.review.by.name, day=times.day_of_year(sent.review.at))
    if outcome != Outcome.MATCH and not note.strip():
        raise SayWhatConcerns
    said = {"outcome": outcome, "note": note, "sensitive": sensitive, "reply": reply}
    review = Review.objects.create(submission=sent, person_id=sent.person_id, by_id=act.worker, at=act.arrived, **said)
    if keep_details:
        _keep_details(act, sent)
    finish_task(act, "supervision.review", sent.pk)
    return Done(sent.person_id, (review, sent.checkin))


def _keep_details(act: Act, sent: Submission) -> None:
    for kind, value in sent.details.items():
        change_detail(sent.person, DetailKind(kind), value, act.arrived)
