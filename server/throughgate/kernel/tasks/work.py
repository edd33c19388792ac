"""Open a task, finish it, list what waits.

What an act opens and finishes is kept in `act.tasks` and written with its batch: a hundred acts take as many statements as one.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from throughgate.kernel.people.models import Care, CareRole, Person, Worker, WorkerRole
from throughgate.kernel.places.models import Posting, Stay
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.relations import is_posted, residents_of_postings
from throughgate.kernel.tasks.models import Task

Role = CareRole | WorkerRole


def open_task(act: Act, kind: str, about: UUID, person: Person, due_at: datetime, role: Role = CareRole.SUPERVISING) -> None:
    """Put something into the inbox of whoever has that role of care, or is that where the person lives; the same thing only once."""
    act.tasks.append(Task(kind=kind, about=about, person=person, role=role, opened_at=act.arrived, due_at=due_at))


def finish_task(act: Act, kind: str, about: UUID) -> None:
    """Take it out of the inbox. Finishing twice is finishing once."""
    act.tasks.append(Task(kind=kind, about=about, done_at=act.arrived, done_by_id=act.worker_id))


def write_all(acts: Iterable[Act]) -> None:
    """What these acts opened and finished, in their order; in the caller's transaction."""
    for tasks in _in_rounds(task for act in acts for task in act.tasks):
        # Always in the same order, so that two batches never wait for each other.
        Task.objects.bulk_create(sorted((task for task in tasks if task.done_at is None), key=_thing), ignore_conflicts=True)
        _finish([task for task in tasks if task.done_at])


def waiting_for(act: Act) -> QuerySet[Task]:
    """What waits for this worker, the most overdue first.

    That is: for people towards whom they have that role of care, or who live where they work in that role; and where nobody has
    it, for those who live where they work, so that nothing ever waits for no one.
    """
    care = Care.objects.filter(person=OuterRef("person"), role=OuterRef("role"), to_at=None)
    whose = Q(Exists(care.filter(worker=act.worker_id)))
    if is_posted(act):
        whose |= ~Exists(care) & Q(person__in=residents_of_postings(act)) & _may_be_mine(act)
    return Task.objects.filter(whose, done_at=None).select_related("person").order_by("due_at", "id")


def _may_be_mine(act: Act) -> Q:
    """Of a role of care; or of this worker's own role; or of a role that nobody has where the person lives."""
    mine = Worker.objects.filter(pk=act.worker).values("role")
    home = Stay.objects.filter(person=OuterRef(OuterRef("person")), to_at=None, place__path__startswith=OuterRef("place__path"))
    there = Posting.objects.filter(Exists(home), worker__role=OuterRef("role"), worker__left_at=None, to_at=None)
    return Q(role__in=CareRole.values) | Q(role__in=mine) | ~Q(Exists(there))


def _in_rounds(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    """Each round names a thing once, so that within it the order does not count."""
    named: dict[tuple[str, UUID], Task] = {}
    for task in tasks:
        if _thing(task) in named:
            yield list(named.values())
            named = {}
        named[_thing(task)] = task
    if named:
        yield list(named.values())


def _finish(finished: Sequence[Task]) -> None:
    if not finished:
        return
    by_thing = {_thing(task): task for task in finished}
    kinds, things = {kind for kind, _about in by_thing}, {about for _kind, about in by_thing}
    found = Task.objects.select_for_update().filter(kind__in=kinds, about__in=things, done_at=None).order_by("id")
    waiting = [task for task in found if _thing(task) in by_thing]
    for task in waiting:
        task.done_at, task.done_by_id = by_thing[_thing(task)].done_at, by_thing[_thing(task)].done_by_id
    Task.objects.bulk_update(waiting, ["done_at", "done_by"], batch_size=100)


def _thing(task: Task) -> tuple[str, UUID]:
    return task.kind, task.about
