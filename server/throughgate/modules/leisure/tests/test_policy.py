"""Who sees whose games: role × relation."""

import pytest

from tests.make import as_contact, as_person, as_visitor, as_worker, browser_of, care, contact, person, worker
from throughgate.kernel.people.models import CareRole, WorkerRole
from throughgate.kernel.policy.scope import NobodyIsAsking, scope
from throughgate.modules.leisure import policy, queries
from throughgate.modules.leisure.models import Game
from throughgate.modules.leisure.tests import make


def test_the_two_who_play_and_those_who_care_see_a_game_and_nobody_else():
    who, child = make.two()
    make.game(who, child)
    carer, stranger = worker(WorkerRole.PRISON_OFFICER), worker(WorkerRole.SECURITY)
    care(carer, who, CareRole.KEYWORKER)
    for act, sees in (
        (as_person(who), True),
        (as_contact(child), True),
        (as_worker(carer), True),
        (as_person(person()), False),
        (as_contact(contact(of=who)), False),
        (as_worker(stranger), False),
        (as_visitor(), False),
    ):
        with scope(act):
            assert policy.games_visible_to(act).exists() == sees, act.actor
            assert bool(queries.card(act, who.pk)) == sees


def test_staff_read_the_moves_on_the_page_of_the_person():
    who, child = make.two()
    make.play(make.game(who, child), who, child, make.FOOLS_MATE)
    carer = worker(WorkerRole.PRISON_OFFICER)
    care(carer, who, CareRole.KEYWORKER)
    shown = browser_of(carer).get(f"/people/{who.pk}/").content.decode()
    assert child.name in shown
    assert "d8h4" in shown
    assert "checkmate" in shown


def test_a_query_outside_any_act_fails():
    with pytest.raises(NobodyIsAsking):
        Game.objects.count()
