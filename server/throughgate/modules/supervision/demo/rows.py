"""Everything that is about to be written, table by table, and the acts behind it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models

from throughgate.kernel.people.models import CareRole
from throughgate.kernel.policy.act import Act
from throughgate.kernel.registry.demo import Happened, Showing
from throughgate.kernel.tasks.models import Task
from throughgate.modules.supervision.demo.plans import Agreed
from throughgate.modules.supervision.models import (
    Answer,
    Approval,
    Cancellation,
    Checkin,
    Concern,
    ConcernEnd,
    FollowUp,
    Plan,
    PlanEnd,
    Question,
    Review,
    Submission,
)

# Parents before children, so that every row finds what it points at.
TABLES: tuple[type[models.Model], ...] = (
    Plan, Question, Approval, PlanEnd, Checkin, Cancellation, Submission, Answer, Review, Concern, ConcernEnd, FollowUp, Task,
)  # fmt: skip


@dataclass
class Rows:
    """Rows by table; `happened` holds those acts that are recent enough for the trail. `away` is an officer who left work waiting."""

    showing: Showing
    away: UUID | None = None
    tables: dict[type[models.Model], list[models.Model]] = field(default_factory=lambda: {table: [] for table in TABLES})
    happened: list[Happened] = field(default_factory=list)

    def left_waiting(self, officer: UUID, since: datetime, odds: float) -> bool:
        """Whether something that came in then is still waiting now, though it should have been looked at."""
        gap = self.showing.now - since
        if officer == self.away:
            odds = 1.0 if gap < timedelta(days=3) else 0.3
        return gap < timedelta(days=8) and self.showing.chance.happens(odds)

    def add(self, *rows: models.Model | None) -> None:
        for row in rows:
            if row is not None:
                self.tables[type(row)].append(row)

    def task(
        self, kind: str, about: UUID, person: UUID, opened: datetime, days: float, done: tuple[datetime, UUID] | None, signs: str = ""
    ) -> None:
        """What it put into an inbox, and who took it out again."""
        role = CareRole.SENIOR if kind == "supervision.approve" else CareRole.SUPERVISING
        task = Task(id=self.showing.chance.id_at(opened), kind=kind, about=about, person_id=person, role=role, opened_at=opened)
        task.due_at, task.signs = opened + timedelta(days=days), signs
        if done:
            task.done_at, task.done_by_id = done
        self.add(task)

    def tell(self, act: Act, command: str, person: UUID, because: str, changed: Iterable[models.Model]) -> None:
        """That an act was carried out."""
        if self.showing.is_on_the_trail(act.arrived):
            detail: dict[str, Any] = {"because": [because], "changed": [[row._meta.label, str(row.pk)] for row in changed]}
            self.happened.append(Happened(act, command, person, detail))

    def save(self) -> None:
        for table, rows in self.tables.items():
            table._default_manager.bulk_create(rows, batch_size=500)


def because_of(agreed: Agreed) -> str:
    """Why the policy handed it out to the officer."""
    return f"supervising since {agreed.who.since:%Y-%m-%d}"
