"""Open a task, finish it, list what waits."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from throughgate.kernel.people.models import Care, CareRole, Person
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.relations import is_posted, residents_of_postings
from throughgate.kernel.tasks.models import Task


def open_task(act: Act, kind: str, about: UUID, person: Person, due_at: datetime, role: CareRole = CareRole.SUPERVISING) -> None:
    """Put something into the inbox of whoever has that role of care; the same thing only once."""
    task = Task(kind=kind, about=about, person=person, role=role, opened_at=act.arrived, due_at=due_at)
    Task.objects.bulk_create([task], ignore_conflicts=True)


def finish_task(act: Act, kind: str, about: UUID) -> None:
    """Take it out of the inbox. Finishing twice is finishing once."""
    Task.objects.filter(kind=kind, about=about, done_at=None).update(done_at=act.arrived, done_by_id=act.worker_id)


def waiting_for(act: Act) -> QuerySet[Task]:
    """What waits for this worker, the most overdue first.

    That is: for people towards whom they have that role of care; and where nobody has it, for those who live where they work,
    so that nothing ever waits for no one.
    """
    care = Care.objects.filter(person=OuterRef("person"), role=OuterRef("role"), to_at=None)
    whose = Q(Exists(care.filter(worker=act.worker_id)))
    if is_posted(act):
        whose |= ~Exists(care) & Q(person__in=residents_of_postings(act))
    return Task.objects.filter(whose, done_at=None).select_related("person").order_by("due_at", "id")
