"""What waits for whom: nothing waits for no one."""

from tests.make import DAY, NOON, as_person, as_worker, pair, person, wing, worker
from throughgate.basics.ids import uuid7
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.policy.act import Act
from throughgate.kernel.tasks.models import Task
from throughgate.kernel.tasks.work import finish_task, open_task, waiting_for, write_all


def waits(for_whom):
    return [task.kind for task in waiting_for(as_worker(for_whom))]


def opens(act: Act, *what):
    open_task(act, "test.look", *what)
    write_all([act])


def test_a_task_waits_for_who_cares_and_for_nobody_else():
    officer, cared_for = pair()
    about = uuid7()
    opens(as_person(cared_for), about, cared_for, NOON + DAY)
    opens(as_person(cared_for), about, cared_for, NOON + DAY)
    assert waits(officer) == ["test.look"]
    assert waits(worker()) == []
    finishing = as_worker(officer)
    finish_task(finishing, "test.look", about)
    write_all([finishing])
    assert waits(officer) == []
    assert Task.objects.get(about=about).done_by == officer


def test_what_many_acts_open_and_finish_together_ends_as_if_one_had_followed_the_other():
    _officer, cared_for = pair()
    opened, closed, new = uuid7(), uuid7(), uuid7()
    opens(as_person(cared_for), closed, cared_for, NOON + DAY)
    first, second = as_person(cared_for), as_person(cared_for)
    open_task(first, "test.look", opened, cared_for, NOON + DAY)
    finish_task(first, "test.look", closed)
    finish_task(first, "test.look", new)
    open_task(second, "test.look", new, cared_for, NOON + DAY)
    finish_task(second, "test.look", opened)
    open_task(second, "test.look", closed, cared_for, NOON + DAY)
    write_all([first, second])
    assert [task.about for task in Task.objects.filter(done_at=None)] == [new]
    assert Task.objects.count() == 3


def test_where_nobody_cares_it_waits_for_those_who_work_there():
    resident = person(lives=wing())
    on_the_wing, elsewhere = worker(WorkerRole.PRISON_OFFICER, at=wing()), worker(WorkerRole.PRISON_OFFICER, at=wing("A"))
    opens(as_person(resident), uuid7(), resident, NOON + DAY)
    assert waits(on_the_wing) == ["test.look"]
    assert waits(elsewhere) == []
