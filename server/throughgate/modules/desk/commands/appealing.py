"""Somebody asks for another look at what was decided, and somebody else gives it."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel import times
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.screening.models import Appeal, Decision
from throughgate.kernel.screening.reasons import Reason
from throughgate.kernel.tasks.work import finish_task, open_task
from throughgate.modules.desk import policy
from throughgate.modules.desk.commands.ruling import IsSecond, Note, Part, Words, not_mine, ruled
from throughgate.modules.desk.rules.needs import APPEAL, SCREEN

APPEALED = "desk.appeal"
# Our own: whoever asks hears within two days.
TIME_TO_ANSWER = timedelta(days=2)


class BeingLookedAt(Refused):
    says = _("Somebody is looking at this again already. You will both read what they decide.")


class LookedAtAgain(Refused):
    says = _("Another worker looked at this again on {day}. If you think that it is still wrong, ask to talk to someone.")


class Answered(Refused):
    says = _("{name} answered this on {day}.")


class YouRuled(Refused):
    says = _("You decided about this before. Somebody else has to look at it again.")


@command("desk.appeal", by={ActorKind.PERSON, ActorKind.CONTACT}, needs=APPEAL)
def appeal(act: Act, *, item: UUID, words: Annotated[str, Meta(max_length=1000)] = "") -> Done:
    """Ask that somebody else looks at what was withheld or blacked out."""
    kept = policy.item_to_appeal(act, item)
    before = kept.appeals.select_related("answer").order_by("-at").first()
    if before and before.answer is None:
        raise BeingLookedAt
    if before and before.answer:
        raise LookedAtAgain(day=times.day_of_year(before.answer.at))
    asked = Appeal.objects.create(id=act.id, item=kept, person_id=kept.person_id, contact_id=act.contact_id, words=words, at=act.arrived)
    latest = kept.rulings.order_by("-at").first()
    due, kept_from = act.arrived + TIME_TO_ANSWER, latest.by_id if latest else None
    open_task(act, APPEALED, asked.pk, kept.person, due, WorkerRole.SECURITY, desk=kept.establishment_id, kept_from=kept_from)
    return Done(kept.person_id, (asked, kept))


@command("desk.answer_appeal", by=ActorKind.WORKER, needs=SCREEN)
def answer_appeal(
    act: Act,
    *,
    appeal: UUID,
    decision: Decision,
    reason: Reason | None = None,
    words: Words = "",
    note: Note = "",
    blacked: list[Part] = [],  # noqa: B006
) -> Done:
    """Look again at what others decided, and decide anew. Both sides read it."""
    asked = policy.appeal_to_answer(act, appeal)
    if asked.answer:
        raise Answered(name=asked.answer.by.name, day=times.day_of_year(asked.answer.at))
    not_mine(act, asked.item)
    if asked.item.rulings.filter(by=act.worker).exists():
        raise YouRuled
    if decision == Decision.SECOND:
        raise IsSecond
    asked.answer = ruled(act, asked.item, decision, reason, words, note, blacked, on_appeal=True)
    asked.save(update_fields=["answer"])
    finish_task(act, APPEALED, asked.pk)
    return Done(asked.person_id, (asked.answer, asked, asked.item))
