"""The only file that turns an id into a note. Not yours and not there are one answer."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.relations import granted, people_in_care_of
from throughgate.modules.capability_name.models import Note


def notes_visible_to(act: Act) -> QuerySet[Note]:
    """What the people in this actor's care left."""
    return Note.objects.filter(person__in=people_in_care_of(act))


def notes_of(people: Collection[UUID]) -> QuerySet[Note]:
    """What these people see on their own devices."""
    return Note.objects.filter(person__in=people)


def note_to_read(act: Act, note_id: UUID) -> Note:
    """A note of someone in this worker's care."""
    notes = notes_visible_to(act) if act.worker_id else Note.objects.none()
    return granted(act, notes, note_id, because="in their care")
