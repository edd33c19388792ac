"""Who may do what with whose check-ins: role × relation."""

import pytest

from tests.make import as_contact, as_person, as_visitor, as_worker, care, contact, pair, worker
from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import CareRole, WorkerRole
from throughgate.kernel.policy.scope import NobodyIsAsking, scope
from throughgate.modules.supervision import commands, policy, queries
from throughgate.modules.supervision.models import Checkin
from throughgate.modules.supervision.tests import make

PO, SPO, OFFICER = WorkerRole.PROBATION_OFFICER, WorkerRole.SENIOR_PROBATION_OFFICER, WorkerRole.PRISON_OFFICER


@pytest.mark.parametrize(
    ("role", "relation", "may"),
    [
        (PO, CareRole.SUPERVISING, True),
        (SPO, CareRole.SENIOR, True),
        (PO, CareRole.KEYWORKER, False),
        (OFFICER, CareRole.KEYWORKER, False),
        (PO, None, False),
        (SPO, None, False),
    ],
)
def test_who_may_review(role, relation, may):
    officer, person = make.supervised()
    sent = make.submit(person, None)
    if relation == CareRole.SUPERVISING:
        who = officer
    else:
        who = worker(role)
        if relation:
            care(who, person, relation)
    if may:
        commands.review_checkin(as_worker(who), submission=sent.id, outcome="MATCH")
    else:
        with pytest.raises(NotFound):
            commands.review_checkin(as_worker(who), submission=sent.id, outcome="MATCH")


def test_strangers_see_nothing():
    officer, person = make.supervised()
    make.plan(officer, person)
    _, other = pair()
    for act in (as_worker(worker(PO)), as_person(other), as_contact(contact(person)), as_visitor()):
        with scope(act):
            assert not policy.checkins_visible_to(act).exists()
            with pytest.raises(NotFound):
                queries.review_page(act, make.submit(person, None).id)


def test_a_query_outside_any_act_fails():
    with pytest.raises(NobodyIsAsking):
        Checkin.objects.count()
