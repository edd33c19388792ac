"""Role × relation: whose devices one may see and manage."""

import pytest

from tests.make import NOON, as_contact, as_person, as_visitor, as_worker, care, contact, device, person, place, wing, worker
from throughgate.basics.errors import NotFound
from throughgate.kernel.identity.devices import take_from
from throughgate.kernel.identity.models import DeviceKind
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.policy.decide import may_decide
from throughgate.kernel.policy.relations import person_in_care, place_of_work, worker_who_acts
from throughgate.modules.devices import policy

MANAGE = set(WorkerRole) - {WorkerRole.NURSE, WorkerRole.TUTOR, WorkerRole.CHARITY, WorkerRole.OPERATIONS}


@pytest.mark.parametrize("role", sorted(WorkerRole))
def test_roles(role):
    assert may_decide(as_worker(worker(role)), "devices.manage") == (role in MANAGE)


@pytest.mark.parametrize(("relation", "seen"), [("caseload", True), ("wing of the holder", True), ("another wing", False), ("none", False)])
def test_a_device_is_seen_through_its_holder(relation, seen):
    holder = person(lives=wing("B"))
    held = device(held_by=holder)
    asks = worker(at={"wing of the holder": wing("B"), "another wing": wing("C")}.get(relation, place()))
    if relation == "caseload":
        care(asks, holder)
    assert list(policy.devices_visible_to(as_worker(asks))) == ([held] if seen else [])


def test_a_kiosk_is_seen_where_it_stands():
    kiosk = device(kind=DeviceKind.KIOSK, at=wing("B"))
    assert list(policy.devices_visible_to(as_worker(worker(at=wing("B"))))) == [kiosk]
    assert not policy.devices_visible_to(as_worker(worker(at=wing("C")))).exists()


def test_a_device_that_went_to_somebody_else_is_no_longer_seen():
    before, after = person(lives=wing("B")), person(lives=wing("C"))
    tablet, asks = device(held_by=before), worker(at=wing("B"))
    take_from(tablet, before, NOON)
    assert policy.devices_visible_to(as_worker(asks)).exists(), "nobody has it now: whoever looked after it last still does"
    tablet.holdings.create(person=after, from_at=NOON)
    assert not policy.devices_visible_to(as_worker(asks)).exists()


def test_nobody_but_workers_manages_devices():
    holder = person(lives=wing())
    held = device(held_by=holder)
    for act in (as_person(holder), as_contact(contact(of=holder)), as_visitor()):
        for ask, thing in ((policy.device_to_manage, held), (person_in_care, holder), (place_of_work, wing())):
            with pytest.raises(NotFound):
                ask(act, thing.pk)
        with pytest.raises(NotFound):
            worker_who_acts(act)
