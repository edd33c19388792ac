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
from throughgate.kernel.tasks.work import finish_task, is_urgent
from throughgate.modules.supervision import policy
from throughgate.modules.supervision.commands.concerns import Follows, SayWhatFollows, open_concern
from throughgate.modules.supervision.commands.plans import CAPABILITY
from throughgate.modules.supervision.models import Review, Submission
from throughgate.modules.supervision.rules.choices import Outcome


class AlreadyReviewed(Refused):
    says = _("{name} reviewed this check-in on {day}.")


class SayWhatConcerns(Refused):
    says = _("Write what you saw. A no, or a concern, must be explained to whoever reads it next.")


class AnswerThem(Refused):
    says = _("{name} asked for help here. Write them a reply, or call them and write down that you spoke.")


@command("supervision.review_checkin", by=ActorKind.WORKER, needs=CAPABILITY)
def review_checkin(
    act: Act,
    *,
    submission: UUID,
    outcome: Outcome,
    note: Annotated[str, Meta(max_length=4000)] = "",
    share_note: bool = False,
    reply: Annotated[str, Meta(max_length=1000)] = "",
    keep_details: bool = False,
    follows: Follows | None = None,
) -> Done:
    """Decide whether it is them, answer the person, and keep their new contact details if they are right.

    The note is staff's own unless it is shared. A concern says what `follows`.
    """
    sent = policy.submission_to_review(act, submission)
    if hasattr(sent, "review"):
        raise AlreadyReviewed(name=sent.review.by.name, day=times.day_of_year(sent.review.at))
    if outcome != Outcome.MATCH and not note.strip():
        raise SayWhatConcerns
    if outcome == Outcome.CONCERN and follows is None:
        raise SayWhatFollows
    if not reply.strip() and is_urgent("supervision.review", sent.pk):
        raise AnswerThem(name=sent.person.name)
    said = {"outcome": outcome, "note": note, "sensitive": not share_note, "reply": reply}
    review = Review.objects.create(submission=sent, person_id=sent.person_id, by_id=act.worker, at=act.arrived, **said)
    if keep_details:
        _keep_details(act, sent)
    concern = [open_concern(act, sent, follows)] if follows else []
    finish_task(act, "supervision.review", sent.pk)
    return Done(sent.person_id, (review, *concern, sent.checkin))


def _keep_details(act: Act, sent: Submission) -> None:
    for kind, value in sent.details.items():
        change_detail(sent.person, DetailKind(kind), value, act.arrived)
