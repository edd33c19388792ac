"""Open a task, finish it, list what waits."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from throughgate.kernel.people.models import Care, CareRole, Person
from throughgate.kernel.policy.act import Act
from throughgate.kernel.tasks.models import Task


def open_task(act: Act, kind: str, about: UUID, person: Person, due_at: datetime, role: CareRole = CareRole.SUPERVISING) -> Task:
    """Put something into the inbox of whoever has that role of care; the same thing only once."""
    task, _new = Task.objects.get_or_create(
        kind=kind, about=about, defaults={"person": person, "role": role, "opened_at": act.arrived, "due_at": due_at}
    )
    return task


def finish_task(act: Act, kind: str, about: UUID) -> None:
    """Take it out of the inbox. Finishing twice is finishing once."""
    Task.objects.filter(kind=kind, about=about, done_at=None).update(done_at=act.arrived, done_by_id=act.worker_id)


def waiting_for(act: Act) -> QuerySet[Task]:
    """What waits for this worker, by their open roles of care, the most overdue first."""
    mine = Care.objects.filter(worker=act.worker_id, person=OuterRef("person"), role=OuterRef("role"), to_at=None)
    return Task.objects.filter(Exists(mine), done_at=None).select_related("person").order_by("due_at", "id")
