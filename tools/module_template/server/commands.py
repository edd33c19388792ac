"""Leaving a note, and reading it."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.relations import myself
from throughgate.kernel.tasks.work import finish_task, open_task
from throughgate.modules.capability_name import policy
from throughgate.modules.capability_name.models import Note, Reading

CAPABILITY = "capability_name.note"
READ_WITHIN = timedelta(days=2)


class AlreadyRead(Refused):
    says = _("{name} read this on {day}.")


@command("capability_name.leave_note", by=ActorKind.PERSON, needs=CAPABILITY)
def leave_note(act: Act, *, words: Annotated[str, Meta(min_length=1, max_length=500)]) -> Done:
    """Leave a note for the worker who looks after you."""
    me = myself(act)
    note = Note.objects.create(id=act.id, person=me, words=words, left_at=act.at, arrived_at=act.arrived)
    open_task(act, "capability_name.read", note.pk, me, act.arrived + READ_WITHIN)
    return Done(me.pk, (note,))


@command("capability_name.mark_read", by=ActorKind.WORKER, needs=CAPABILITY)
def mark_read(act: Act, *, note: UUID) -> Done:
    """Say that you read a note. The person sees it on their device."""
    found = policy.note_to_read(act, note)
    if hasattr(found, "reading"):
        raise AlreadyRead(name=found.reading.by.name, day=f"{found.reading.at:%d %B}")
    reading = Reading.objects.create(note=found, by_id=act.worker, at=act.arrived)
    finish_task(act, "capability_name.read", found.pk)
    return Done(found.person_id, (found, reading))
