"""Who may do what with whose notes: role × relation."""

import pytest

from tests.make import as_contact, as_person, as_visitor, as_worker, care, contact, pair, worker
from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import CareRole, WorkerRole
from throughgate.kernel.policy.scope import NobodyIsAsking, scope
from throughgate.modules.capability_name import commands, policy, queries
from throughgate.modules.capability_name.models import Note
from throughgate.modules.capability_name.tests import make

PROBATION, PRISON, NURSE = WorkerRole.PROBATION_OFFICER, WorkerRole.PRISON_OFFICER, WorkerRole.NURSE


@pytest.mark.parametrize(
    ("role", "relation", "may"),
    [
        (PRISON, CareRole.KEYWORKER, True),
        (NURSE, CareRole.KEYWORKER, False),
        (PRISON, None, False),
        (PROBATION, None, False),
    ],
)
def test_who_may_read(role, relation, may):
    _, person = make.cared_for()
    left, who = make.leave(person), worker(role)
    if relation:
        care(who, person, relation)
    if may:
        commands.mark_read(as_worker(who), note=left.id)
    else:
        with pytest.raises(NotFound):
            commands.mark_read(as_worker(who), note=left.id)


def test_strangers_see_nothing():
    _, person = make.cared_for()
    left, (officer, other) = make.leave(person), pair()
    for act in (as_worker(officer), as_person(other), as_contact(contact(person)), as_visitor()):
        with scope(act):
            assert not policy.notes_visible_to(act).exists()
            with pytest.raises(NotFound):
                queries.note_view(act, left.id)


def test_a_query_outside_any_act_fails():
    with pytest.raises(NobodyIsAsking):
        Note.objects.count()
