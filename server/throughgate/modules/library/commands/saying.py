"""What people say of an item, and what the shelf answers."""

from datetime import timedelta
from typing import Annotated, ClassVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel import times
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.relations import myself
from throughgate.kernel.tasks.work import finish_task, open_task
from throughgate.modules.library import policy
from throughgate.modules.library.models import Answer, Comment, Opinion
from throughgate.modules.library.rules.needs import COMMENT, KEEP, READ

# Our own: a shelf answers within a week.
TIME_TO_ANSWER = timedelta(days=7)


class SaidNothing(Refused):
    says = _("Say it in words, or by voice.")


class RecordingMissing(Refused):
    says = _("Your recording did not arrive. Please make it again.")
    status: ClassVar[int] = 422


class AlreadyAnswered(Refused):
    says = _("{name} answered this on {day}.")


@command("library.say_helpful", by=ActorKind.PERSON, needs=READ)
def say_helpful(act: Act, *, item: UUID, helpful: bool) -> Done:
    """Say whether it helped. The last word counts."""
    me, thing = myself(act), policy.item_to_speak_of(act, item)
    said, new = Opinion.objects.get_or_create(person=me, item=thing, defaults={"helpful": helpful, "at": act.at})
    if not new and said.at <= act.at:
        said.helpful, said.at = helpful, act.at
        said.save()
    return Done(me.pk, (said,))


@command("library.comment", by=ActorKind.PERSON, needs=COMMENT)
def comment(
    act: Act,
    *,
    item: UUID,
    words: Annotated[str, Meta(max_length=500)] = "",
    voice: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")] | None = None,
) -> Done:
    """Say something of an item, to whoever keeps it. They answer without learning whose it is."""
    me, thing = myself(act), policy.item_to_speak_of(act, item)
    if voice and voice not in act.files:
        raise RecordingMissing
    if not (voice or words.strip()):
        raise SaidNothing
    said = Comment.objects.create(id=act.id, person=me, item=thing, words=words, voice=voice or "", said_at=act.at, arrived_at=act.arrived)
    open_task(act, "library.answer", said.pk, me, act.arrived + TIME_TO_ANSWER, desk=thing.shelf_id)
    return Done(me.pk, (said,))


@command("library.answer_comment", by=ActorKind.WORKER, needs=KEEP)
def answer_comment(act: Act, *, comment: UUID, reply: Annotated[str, Meta(min_length=1, max_length=1000)]) -> Done:
    """Answer what somebody said of an item. They read it beside the item, from the shelf."""
    said = policy.comment_to_answer(act, comment)
    if hasattr(said, "answer"):
        raise AlreadyAnswered(name=said.answer.by.name, day=times.day_of_year(said.answer.at))
    answered = Answer.objects.create(comment=said, person_id=said.person_id, by_id=act.worker, at=act.arrived, reply=reply)
    finish_task(act, "library.answer", said.pk)
    return Done(said.person_id, (answered, said))
