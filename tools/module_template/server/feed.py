"""What a device gets: one's own notes, and who read them."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from throughgate.kernel.sync.feeds import Feed
from throughgate.modules.capability_name.models import Note
from throughgate.modules.capability_name.policy import notes_of


class Read(msgspec.Struct, frozen=True):
    at: datetime
    by: str


class NoteRow(msgspec.Struct, frozen=True):
    """A note, as the person's app shows it."""

    id: UUID
    words: str
    left_at: datetime
    read: Read | None


def note_row(note: Note) -> NoteRow:
    """The row for one note."""
    reading = getattr(note, "reading", None)
    return NoteRow(note.pk, note.words, note.left_at, Read(reading.at, reading.by.name) if reading else None)


NOTES = Feed(
    name="capability_name.notes",
    watches=Note,
    visible=lambda people: notes_of(people).select_related("reading__by"),
    whose=lambda note: [note.person_id],
    shape=note_row,
    value=NoteRow,
    keep=timedelta(days=365),
    capability="capability_name.note",
)
