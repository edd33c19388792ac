"""Role × relation: who may keep whose record."""

import pytest

from tests.make import as_contact, as_person, as_visitor, as_worker, care, contact, person, place, wing, worker
from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.places.models import PlaceKind
from throughgate.kernel.policy.decide import may_decide
from throughgate.kernel.policy.relations import person_in_care
from throughgate.modules.caseload import policy
from throughgate.modules.caseload.tests import make

RECORDS = set(WorkerRole) - {WorkerRole.NURSE, WorkerRole.TUTOR, WorkerRole.CHARITY, WorkerRole.OPERATIONS}
MAY = {
    "caseload.see": set(WorkerRole),
    "caseload.record": RECORDS,
    "caseload.import": {WorkerRole.SENIOR_PROBATION_OFFICER, WorkerRole.CASE_MANAGER, WorkerRole.ADMINISTRATOR},
}


@pytest.mark.parametrize("role", sorted(WorkerRole))
@pytest.mark.parametrize("capability", MAY)
def test_roles(role, capability):
    assert may_decide(as_worker(worker(role)), capability) == (role in MAY[capability])


@pytest.mark.parametrize(
    ("posted", "cares", "found"), [("B", False, True), ("", True, True), ("C", False, False), ("", False, False), ("C", True, True)]
)
def test_relations_of_workers(posted, cares, found):
    lives_there = person(lives=wing("B"))
    asks = worker(at=wing(posted) if posted else place())
    if cares:
        care(asks, lives_there)
    if found:
        assert person_in_care(as_worker(asks), lives_there.pk) == lives_there
    else:
        with pytest.raises(NotFound):
            person_in_care(as_worker(asks), lives_there.pk)


def test_nobody_but_a_worker_keeps_records():
    lives_there = person(lives=wing("B"))
    for act in (as_person(lives_there), as_contact(contact(of=lives_there)), as_visitor()):
        with pytest.raises(NotFound):
            person_in_care(act, lives_there.pk)
        with pytest.raises(NotFound):
            policy.place_to_move_to(act, wing("C").pk)
        with pytest.raises(NotFound):
            policy.importer(act)


def test_one_brings_in_to_ones_own_places_and_moves_to_any():
    case_manager = make.case_manager()
    assert policy.place_to_bring_to(as_worker(case_manager), wing("B").pk) == wing("B")
    with pytest.raises(NotFound):
        policy.place_to_bring_to(as_worker(case_manager), wing("C").pk)
    assert policy.place_to_move_to(as_worker(case_manager), make.office().pk) == make.office()
    with pytest.raises(NotFound):
        policy.place_to_move_to(as_worker(case_manager), place("GYM", PlaceKind.PARTNER).pk)


def test_care_is_given_to_workers_of_the_same_prison_or_region():
    asks, beside, elsewhere = make.case_manager(), worker(at=wing("C")), make.administrator()
    assert policy.worker_to_give_care(as_worker(asks), beside.pk) == beside
    with pytest.raises(NotFound):
        policy.worker_to_give_care(as_worker(asks), elsewhere.pk)


def test_a_file_belongs_to_whoever_handed_it_in():
    administrator, other = make.administrator(), make.administrator()
    file = make.hand_in(administrator, make.said())
    with pytest.raises(NotFound):
        make.commands.import_people(as_worker(other), file=file.id)
