"""Role × relation: who may decide about whose access."""

import pytest

from tests.make import as_worker, care, person, place, wing, worker
from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.policy.decide import may_decide
from throughgate.kernel.policy.relations import person_in_care

ALL = set(WorkerRole)
SEES = {
    WorkerRole.SECURITY,
    WorkerRole.SENIOR_PROBATION_OFFICER,
    WorkerRole.ADMINISTRATOR,
    WorkerRole.PROBATION_OFFICER,
    WorkerRole.PRISON_OFFICER,
    WorkerRole.CASE_MANAGER,
}
MAY = {
    "access.see": SEES,
    "access.decide": {WorkerRole.SECURITY, WorkerRole.SENIOR_PROBATION_OFFICER, WorkerRole.ADMINISTRATOR},
    "access.roll_out": {WorkerRole.SENIOR_PROBATION_OFFICER, WorkerRole.ADMINISTRATOR},
    "access.roll_out_everywhere": {WorkerRole.ADMINISTRATOR},
}


@pytest.mark.parametrize("role", sorted(ALL))
@pytest.mark.parametrize("capability", MAY)
def test_roles(role, capability):
    assert may_decide(as_worker(worker(role)), capability) == (role in MAY[capability])


@pytest.mark.parametrize(
    ("relation", "found"),
    [("caseload", True), ("posted to the wing", True), ("posted to the prison", True), ("another wing", False), ("none", False)],
)
def test_relations(relation, found):
    lives_there = person(lives=wing("B"))
    posted = {"posted to the wing": wing("B"), "posted to the prison": wing("B").parent, "another wing": wing("C")}
    decider = worker(WorkerRole.SECURITY, at=posted.get(relation, place()))
    if relation == "caseload":
        care(decider, lives_there)
    if found:
        assert person_in_care(as_worker(decider), lives_there.pk) == lives_there
    else:
        with pytest.raises(NotFound):
            person_in_care(as_worker(decider), lives_there.pk)
