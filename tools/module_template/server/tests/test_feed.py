"""What reaches a device, and what does not."""

import json

from tests.make import as_worker
from throughgate.kernel.sync.models import StreamRow
from throughgate.modules.capability_name import commands
from throughgate.modules.capability_name.tests import make


def rows_of(person):
    rows = StreamRow.objects.filter(feed="capability_name.notes", owner=person.pk).exclude(value="")
    return [json.loads(row.value) for row in rows]


def test_a_note_travels_to_its_person_and_says_who_read_it():
    officer, person = make.cared_for()
    left = make.leave(person)
    (row,) = rows_of(person)
    assert (row["id"], row["words"], row["read"]) == (str(left.id), "My shift has changed.", None)

    commands.mark_read(as_worker(officer), note=left.id)
    (row,) = rows_of(person)
    assert row["read"]["by"] == officer.name


def test_nobody_else_gets_it():
    _, person = make.cared_for()
    _, other = make.cared_for()
    make.leave(person)
    assert rows_of(other) == []
