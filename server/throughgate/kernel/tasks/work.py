"""Open a task, hand it over, finish it, list what waits.

What an act opens and finishes is kept in `act.tasks` and written with its batch: a hundred acts take as many statements as one.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from throughgate.kernel.people.models import Care, CareRole, Person, Worker, WorkerRole
from throughgate.kernel.places.models import Posting, Stay
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.relations import covered_by, is_posted, residents_of_postings
from throughgate.kernel.tasks.desks import desks_of
from throughgate.kernel.tasks.models import Task

Role = CareRole | WorkerRole
# Source: docs/field.md, "Urgent".
URGENT_WITHIN = timedelta(hours=8)
URGENT = ~Q(signs="") & Q(calm_at=None)
# Who is asked where they work when something urgent is overdue.
SENIORS = (WorkerRole.SENIOR_PROBATION_OFFICER, WorkerRole.CASE_MANAGER)


def open_task(
    act: Act,
    kind: str,
    about: UUID,
    person: Person,
    due_at: datetime,
    role: Role = CareRole.SUPERVISING,
    *,
    signs: Sequence[str] = (),
    held_by: UUID | None = None,
    desk: UUID | None = None,
    kept_from: UUID | None = None,
) -> None:
    """Put something into the inbox of whoever has that role of care, or is that where the person lives; the same thing only once.

    `signs`: why it is urgent, words that the module's inbox line knows. `held_by`: it waits for that worker, and for nobody else.
    `desk`: it waits for whoever sits there. `kept_from`: that worker does not see it, whoever else does.
    """
    task = Task(kind=kind, about=about, person=person, role=role, opened_at=act.arrived, due_at=due_at)
    task.signs, task.held_by_id, task.desk, task.kept_from_id = " ".join(signs), held_by, desk, kept_from
    act.tasks.append(task)


def finish_task(act: Act, kind: str, about: UUID) -> None:
    """Take it out of the inbox. Finishing twice is finishing once."""
    act.tasks.append(Task(kind=kind, about=about, done_at=act.arrived, done_by_id=act.worker_id))


def hand_to(task: Task, worker: Worker) -> None:
    """It waits for that worker from now on."""
    Task.objects.filter(pk=task.pk).update(held_by=worker)


def calm(act: Act, task: Task) -> None:
    """Somebody spoke to the person: it waits on, and is urgent no more."""
    Task.objects.filter(pk=task.pk).update(calm_at=act.arrived)


def let_go(person: Person) -> None:
    """Nobody has by name what waits about this person: it waits again for whoever looks after them."""
    Task.objects.filter(person=person, done_at=None).update(held_by=None)


def write_all(acts: Iterable[Act]) -> None:
    """What these acts opened and finished, in their order; in the caller's transaction."""
    for tasks in _in_rounds(task for act in acts for task in act.tasks):
        # Always in the same order, so that two batches never wait for each other.
        Task.objects.bulk_create(sorted((task for task in tasks if task.done_at is None), key=_thing), ignore_conflicts=True)
        _finish([task for task in tasks if task.done_at])


def waiting_for(act: Act) -> QuerySet[Task]:
    """What waits for this worker, the urgent first, then the most overdue.

    That is: what waits at a desk where they sit; what was handed to them; what is about people towards whom they have that role of
    care, or who live where they work in that role; and where nobody has it, about those who live where they work, so that nothing ever
    waits for no one. What is urgent waits also for whoever covers for a worker who is away, and once overdue for seniors.
    """
    care = Care.objects.filter(person=OuterRef("person"), role=OuterRef("role"), to_at=None)
    whose = Q(held_by=act.worker_id) | _free() & Q(Exists(care.filter(worker=act.worker_id))) | _overdue(act) & _senior_to(act)
    if covered := covered_by(act):
        whose |= URGENT & (Q(held_by__in=covered) | _free() & Q(Exists(care.filter(worker__in=covered))))
    if is_posted(act):
        lives_here = Q(person__in=residents_of_postings(act))
        whose |= lives_here & (_free() & ~Q(Exists(care)) & _may_be_mine(act) | _overdue(act) & _is_senior(act))
    known = Q(kept_from=None) | ~Q(kept_from=act.worker_id)
    whose = known & (Q(desk=None) & whose | Q(desk__in=desks_of(act)))
    urgent_first = Case(When(URGENT, then=0), default=1)
    return Task.objects.filter(whose, done_at=None).select_related("person").order_by(urgent_first, "due_at", "id")


def waits_for(act: Act, kind: str, about: UUID) -> bool:
    """Is this in the inbox of this worker? Whoever has it there may answer it."""
    return act.worker_id is not None and waiting_for(act).filter(kind=kind, about=about).exists()


def is_urgent(kind: str, about: UUID) -> bool:
    """Does it wait, as urgent?"""
    return Task.objects.filter(URGENT, kind=kind, about=about, done_at=None).exists()


def _free() -> Q:
    """Nobody has it by name, or whoever had it has left."""
    return Q(held_by=None) | Q(held_by__in=Worker.objects.filter(left_at__isnull=False))


def _overdue(act: Act) -> Q:
    return URGENT & Q(due_at__lte=act.arrived)


def _senior_to(act: Act) -> Q:
    """The worker is senior to who looks after the person."""
    care = Care.objects.filter(person=OuterRef("person"), role=CareRole.SENIOR, worker=act.worker_id, to_at=None)
    return Q(Exists(care))


def _is_senior(act: Act) -> Q:
    return Q(Exists(Worker.objects.filter(pk=act.worker, role__in=SENIORS)))


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
