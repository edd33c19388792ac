"""Asking to talk: what is about feelings or health is urgent; everything else waits its two days."""

import pytest

from tests.make import DAY, HOUR, NOON, as_person, as_worker, pair
from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.tasks.models import Task
from throughgate.modules.talk import commands


@pytest.mark.parametrize(
    ("about", "signs", "within"),
    [("feelings", "feelings", 8 * HOUR), ("health", "health", 8 * HOUR), ("worker", "", 2 * DAY), ("app", "", 2 * DAY)],
)
def test_what_is_about_feelings_or_health_is_urgent(about, signs, within):
    _officer, person = pair()
    commands.ask(as_person(person), about=about)
    task = Task.objects.get()
    assert (task.signs, task.due_at) == (signs, NOON + within)


def test_whoever_it_was_handed_to_answers_and_nobody_answers_twice():
    officer, person = pair(WorkerRole.PROBATION_OFFICER)
    asked = as_person(person)
    commands.ask(asked, about="feelings", words="I cannot sleep.")
    commands.answer(as_worker(officer), request=asked.id, reply="I ring you at three.")
    assert Task.objects.get().done_by == officer
    with pytest.raises(commands.AlreadyAnswered):
        commands.answer(as_worker(officer), request=asked.id, reply="Hello?")
    stranger, _other = pair()
    with pytest.raises(NotFound):
        commands.answer(as_worker(stranger), request=asked.id, reply="Hello?")
