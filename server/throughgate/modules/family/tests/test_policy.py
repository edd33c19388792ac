"""Who may do what with whose contacts: role × relation."""

import pytest

from tests.make import as_contact, as_person, as_worker, contact, pair, person, worker
from throughgate.basics.errors import NotFound, Refused
from throughgate.kernel.people.models import Relationship, WorkerRole
from throughgate.modules.family import commands
from throughgate.modules.family.module import DECIDES
from throughgate.modules.family.tests import make


@pytest.mark.parametrize("role", WorkerRole)
@pytest.mark.parametrize("in_care", [True, False])
def test_who_decides(role, in_care):
    officer, who = pair(role)
    act = as_worker(officer if in_care else worker(role))
    asked = make.asked(who)
    if in_care and role in DECIDES:
        assert make.decided(act, asked)
    else:
        with pytest.raises(NotFound):
            commands.approve(act, request=asked.pk, described=make.Described("X", False, "x@home.example"))


def test_only_the_contact_stops_and_only_with_what_is_theirs():
    officer, who, mother, row = make.in_touch()
    for act in (as_worker(officer), as_person(who), as_person(person()), as_contact(contact(of=who))):
        with pytest.raises(Refused):
            commands.stop_contact(act, relationship=row.pk)
    commands.stop_contact(as_contact(mother), relationship=row.pk)
    assert Relationship.objects.filter(pk=row.pk).exists()


def test_a_person_asks_for_themself_and_nobody_asks_in_their_name():
    officer, _who = pair()
    for act in (as_worker(officer), as_contact(contact())):
        with pytest.raises(NotFound):
            commands.ask_for_contact(act, name="Somebody", kind="FRI")
