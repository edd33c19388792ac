"""What follows where a worker was concerned, and how people felt lately."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from throughgate.basics.errors import NotFound
from throughgate.basics.text import Says
from throughgate.kernel.policy.act import Act
from throughgate.kernel.tasks.models import Task
from throughgate.modules.supervision.models import Concern
from throughgate.modules.supervision.policy import concerns_visible_to, submissions_visible_to, workers_to_follow_up
from throughgate.modules.supervision.rules.choices import Feeling

FELT_LATELY, FELT_AT_MOST = timedelta(days=180), 5


@dataclass(frozen=True)
class ConcernView:
    """What was to follow, by which day and by whom; and, once it is done, what came of it. `id` is the check-in's own."""

    id: UUID
    person_id: UUID
    person: str
    note: str
    what: str
    due_on: date
    to: str
    by: str
    at: datetime
    done_by: str
    done_at: datetime | None
    came_of_it: str


@dataclass(frozen=True)
class Felt:
    """How somebody felt one day. `height`: 5 for very well, 1 for struggling."""

    day: datetime
    says: Says
    height: int


def concern_view(act: Act, concern_id: UUID) -> ConcernView:
    """One concern. Raises: NotFound."""
    row = (
        concerns_visible_to(act)
        .select_related("submission__review", "submission__person", "to", "by", "end__by")
        .filter(pk=concern_id)
        .first()
    )
    if row is None:
        raise NotFound
    return _view(row)


def concerns_of_person(act: Act, person_id: UUID) -> list[ConcernView]:
    """The latest concerns about a person, what is still to do first."""
    rows = concerns_visible_to(act).filter(person_id=person_id)
    found = rows.select_related("submission__review", "submission__person", "to", "by", "end__by").order_by("-at")[:5]
    return sorted((_view(row) for row in found), key=lambda view: view.done_at is not None)


def workers_to_choose(person_id: UUID) -> list[tuple[str, str]]:
    """Who could follow a concern up: id, and name with role."""
    return [(str(worker.pk), f"{worker.name}, {worker.get_role_display()}") for worker in workers_to_follow_up(person_id)]


def feelings(act: Act, tasks: Sequence[Task]) -> dict[UUID, list[Felt]]:
    """For each of these tasks how its person felt lately, the newest first."""
    people = {task.person_id for task in tasks}
    since = act.arrived - FELT_LATELY
    rows = submissions_visible_to(act).filter(person__in=people, arrived_at__gte=since).order_by("-taken_at")
    felt: dict[UUID, list[Felt]] = defaultdict(list)
    for person, at, feeling in rows.values_list("person", "taken_at", "feeling"):
        if len(felt[person]) < FELT_AT_MOST:
            felt[person].append(_felt(at, Feeling(feeling)))
    return {task.pk: felt[task.person_id] for task in tasks if felt[task.person_id]}


def _felt(at: datetime, feeling: Feeling) -> Felt:
    return Felt(at, feeling.label, len(Feeling) - list(Feeling).index(feeling))


def _view(row: Concern) -> ConcernView:
    end, person = getattr(row, "end", None), row.submission.person
    return ConcernView(
        id=row.pk,
        person_id=row.person_id,
        person=person.name,
        note=row.submission.review.note,
        what=row.what,
        due_on=row.due_on,
        to=row.to.name,
        by=row.by.name,
        at=row.at,
        done_by=end.by.name if end else "",
        done_at=end.at if end else None,
        came_of_it=end.came_of_it if end else "",
    )
