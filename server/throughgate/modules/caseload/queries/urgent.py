"""What a worker needs at hand to act on something urgent: how to reach the person, what was tried, who else could take it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from throughgate.basics.clock import london_day
from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import ContactDetail, DetailKind, Worker
from throughgate.kernel.places.models import Stay
from throughgate.kernel.policy.act import Act
from throughgate.kernel.tasks.models import Task
from throughgate.modules.caseload import policy
from throughgate.modules.caseload.models import Call

Choice = tuple[str, str]


@dataclass(frozen=True)
class CallLine:
    """A call that was made: by whom, when, what came of it."""

    by: str
    at: datetime
    outcome: str
    note: str


@dataclass(frozen=True)
class AtHand:
    """Beside something urgent: the task, the person's number ("" where there is none), where they live, the last call about it."""

    task_id: UUID
    person: str
    phone: str
    lives: str
    called: CallLine | None

    @property
    def dial(self) -> str:
        """The number as a tel: link has it."""
        return "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")


@dataclass(frozen=True)
class InHand:
    """Something that waits for this worker, on the pages on which a call is written down or it is handed over."""

    at_hand: AtHand
    person_id: UUID
    calls: tuple[CallLine, ...]


@dataclass(frozen=True)
class LeaveLine:
    """Who is away from when to when (both days included), and who stands in. `may_end`: this worker may end it."""

    id: UUID
    worker: str
    cover: str
    first_day: date
    last_day: date
    may_end: bool


def glance(_act: Act, tasks: Sequence[Task]) -> dict[UUID, AtHand]:
    """For each of these tasks how to reach the person, and the last call about it."""
    people = {task.person_id for task in tasks}
    phones = dict(ContactDetail.objects.filter(person__in=people, kind=DetailKind.PHONE, to_at=None).values_list("person", "value"))
    homes = dict(Stay.objects.filter(person__in=people, to_at=None).values_list("person", "place__name"))
    # The last of each task stands: later ones overwrite earlier.
    calls = {call.task_id: _call(call) for call in Call.objects.filter(task__in=tasks).select_related("by").order_by("at", "pk")}
    return {
        task.pk: AtHand(task.pk, task.person.name, phones.get(task.person_id, ""), homes.get(task.person_id, ""), calls.get(task.pk))
        for task in tasks
    }


def in_hand(act: Act, task_id: UUID) -> InHand:
    """Something in this worker's inbox. Raises: NotFound."""
    task = policy.task_in_hand(act, task_id)
    calls = Call.objects.filter(task=task).select_related("by").order_by("-at", "-pk")
    return InHand(glance(act, [task])[task.pk], task.person_id, tuple(_call(call) for call in calls))


def calls_to(person_id: UUID, most: int = 3) -> list[CallLine]:
    """The last calls to a person, for their page."""
    rows = Call.objects.filter(person_id=person_id).select_related("by").order_by("-at", "-pk")
    return [_call(call) for call in rows[:most]]


def colleagues_to_choose(act: Act, task_id: UUID) -> list[Choice]:
    """To whom this may be handed. Raises: NotFound where it does not wait for this worker."""
    return _choices(policy.colleagues_for(act, policy.task_in_hand(act, task_id)))


def workers_who_may_be_away(act: Act) -> list[Choice]:
    """For whom this worker may plan leave."""
    return _choices(policy.workers_to_plan_leave_for(act))


def covers_to_choose(act: Act) -> list[Choice]:
    """Who may stand in for them."""
    return _choices(policy.colleagues_to_cover(act))


def leaves(act: Act) -> list[LeaveLine]:
    """Leave that is not over, of this worker, of whom they lead, and of whom they cover for; the soonest first."""
    mine = set(policy.workers_to_plan_leave_for(act).values_list("pk", flat=True))
    rows = policy.leaves_visible_to(act).select_related("worker", "cover")
    return [
        LeaveLine(
            row.pk,
            row.worker.name,
            row.cover.name,
            london_day(row.from_at),
            london_day(row.to_at - timedelta(seconds=1)),
            row.worker_id in mine,
        )
        for row in rows
    ]


def leave_line(act: Act, leave_id: UUID) -> LeaveLine:
    """One that this worker may end. Raises: NotFound."""
    line = next((line for line in leaves(act) if line.id == leave_id and line.may_end), None)
    if line is None:
        raise NotFound
    return line


def _call(call: Call) -> CallLine:
    return CallLine(call.by.name, call.at, call.get_outcome_display(), call.note)


def _choices(workers: Iterable[Worker]) -> list[Choice]:
    return [(str(worker.pk), f"{worker.name}, {worker.get_role_display()}") for worker in workers]
