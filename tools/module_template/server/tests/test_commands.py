"""capability_name, told as stories through its commands."""

import pytest

from tests.make import as_person, as_worker, pair
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.commands.models import Receipt
from throughgate.kernel.commands.perform import NotForYou
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.tasks.work import waiting_for
from throughgate.modules.capability_name import commands
from throughgate.modules.capability_name.models import Note, Reading
from throughgate.modules.capability_name.tests import make


def inbox(worker):
    return [task.kind for task in waiting_for(as_worker(worker))]


def test_a_note_reaches_the_worker_and_reading_it_closes_the_task():
    officer, person = make.cared_for()
    left = make.leave(person)
    assert inbox(officer) == ["capability_name.read"]

    commands.mark_read(as_worker(officer), note=left.id)
    assert inbox(officer) == []
    with scope(left):
        assert Reading.objects.get(note=left.id).by == officer
    assert TrailEntry.objects.filter(act=left.id, outcome="accepted", person_id=person.pk).exists()


def test_the_same_act_twice_is_one_note():
    _, person = make.cared_for()
    left = make.leave(person)
    commands.leave_note(left, words="Something else.")
    with scope(left):
        assert Note.objects.get(person=person).words == "My shift has changed."


def test_who_reads_second_is_told_who_was_first():
    officer, person = make.cared_for()
    left = make.leave(person)
    commands.mark_read(as_worker(officer), note=left.id)
    with pytest.raises(commands.AlreadyRead):
        commands.mark_read(as_worker(officer), note=left.id)
    assert officer.name in Receipt.objects.get(code="already_read").says


def test_where_it_is_not_switched_on_it_is_refused_in_words():
    _, person = pair()
    with pytest.raises(NotForYou):
        commands.leave_note(as_person(person), words="Hello.")
    assert "not switched on where you live" in Receipt.objects.get(code="not_for_you").says
