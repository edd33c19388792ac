"""Asking to talk to someone, and answering."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel import times
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.people.models import Care, CareRole, Person
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.relations import myself
from throughgate.kernel.tasks.work import URGENT_WITHIN, finish_task, open_task
from throughgate.modules.talk import policy
from throughgate.modules.talk.models import About, TalkAnswer, TalkRequest
from throughgate.modules.talk.rules.urgency import SIGNS

CAPABILITY = "talk.ask"
# Our own default: what is not urgent is answered within two days.
TIME_TO_ANSWER = timedelta(days=2)


class RecordingMissing(Refused):
    says = _("Your recording did not arrive. Please make it again.")


class AlreadyAnswered(Refused):
    says = _("{name} answered this on {day}.")


@command("talk.ask", by=ActorKind.PERSON, needs=CAPABILITY)
def ask(
    act: Act,
    *,
    about: About,
    words: Annotated[str, Meta(max_length=500)] = "",
    voice: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")] | None = None,
    screen: Annotated[str, Meta(max_length=60)] = "",
) -> Done:
    """Ask to talk to someone, from any screen. Saying what it is about is enough."""
    me = myself(act)
    if voice and voice not in act.files:
        raise RecordingMissing
    asked = TalkRequest.objects.create(
        id=act.id, person=me, about=about, words=words, voice=voice or "", screen=screen, asked_at=act.at, arrived_at=act.arrived
    )
    signs = [about] if about in SIGNS else []
    due = act.arrived + (URGENT_WITHIN if signs else TIME_TO_ANSWER)
    open_task(act, "talk.answer", asked.pk, me, due, _who_answers(me), signs=signs)
    return Done(me.pk, (asked,))


@command("talk.answer", by=ActorKind.WORKER, needs=CAPABILITY)
def answer(act: Act, *, request: UUID, reply: Annotated[str, Meta(min_length=1, max_length=1000)]) -> Done:
    """Answer someone who asked to talk. They read the reply on their device."""
    asked = policy.request_to_answer(act, request)
    if hasattr(asked, "answer"):
        raise AlreadyAnswered(name=asked.answer.by.name, day=times.day_of_year(asked.answer.at))
    answered = TalkAnswer.objects.create(request=asked, person_id=asked.person_id, by_id=act.worker, at=act.arrived, reply=reply)
    finish_task(act, "talk.answer", asked.pk)
    return Done(asked.person_id, (answered, asked))


def _who_answers(person: Person) -> CareRole:
    """The supervising officer, or inside a prison, where there is none yet, the keyworker."""
    roles = set(Care.objects.filter(person=person, to_at=None).values_list("role", flat=True))
    inside = CareRole.KEYWORKER in roles and CareRole.SUPERVISING not in roles
    return CareRole.KEYWORKER if inside else CareRole.SUPERVISING
