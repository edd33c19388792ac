"""What waits for whom: nothing waits for no one."""

from tests.make import DAY, NOON, as_person, as_worker, pair, person, wing, worker
from throughgate.basics.ids import uuid7
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.tasks.work import finish_task, open_task, waiting_for


def waits(for_whom):
    return [task.kind for task in waiting_for(as_worker(for_whom))]


def test_a_task_waits_for_who_cares_and_for_nobody_else():
    officer, cared_for = pair()
    about = uuid7()
    open_task(as_person(cared_for), "test.look", about, cared_for, NOON + DAY)
    open_task(as_person(cared_for), "test.look", about, cared_for, NOON + DAY)
    assert waits(officer) == ["test.look"]
    assert waits(worker()) == []
    finish_task(as_worker(officer), "test.look", about)
    assert waits(officer) == []


def test_where_nobody_cares_it_waits_for_those_who_work_there():
    resident = person(lives=wing())
    on_the_wing, elsewhere = worker(WorkerRole.PRISON_OFFICER, at=wing()), worker(WorkerRole.PRISON_OFFICER, at=wing("A"))
    open_task(as_person(resident), "test.look", uuid7(), resident, NOON + DAY)
    assert waits(on_the_wing) == ["test.look"]
    assert waits(elsewhere) == []
