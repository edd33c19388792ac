"""Every read that a page needs, as small frozen shapes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from throughgate.basics.errors import NotFound
from throughgate.kernel.policy.act import Act
from throughgate.modules.capability_name.models import Note
from throughgate.modules.capability_name.policy import notes_visible_to


@dataclass(frozen=True)
class NoteView:
    """A note, and who read it if anybody has."""

    id: UUID
    person_id: UUID
    person: str
    words: str
    left_at: datetime
    arrived_at: datetime
    read_by: str
    read_at: datetime | None


def note_view(act: Act, note_id: UUID) -> NoteView:
    """One note. Raises: NotFound, also for those in whose care the person is not."""
    note = notes_visible_to(act).select_related("person", "reading__by").filter(pk=note_id).first()
    if note is None:
        raise NotFound
    return _view(note)


def card(act: Act, person_id: UUID) -> list[NoteView]:
    """The latest notes of a person, for their page."""
    notes = notes_visible_to(act).filter(person=person_id).select_related("person", "reading__by")
    return [_view(note) for note in notes.order_by("-left_at")[:5]]


def _view(note: Note) -> NoteView:
    reading = getattr(note, "reading", None)
    return NoteView(
        id=note.pk,
        person_id=note.person_id,
        person=note.person.name,
        words=note.words,
        left_at=note.left_at,
        arrived_at=note.arrived_at,
        read_by=reading.by.name if reading else "",
        read_at=reading.at if reading else None,
    )
