"""How a caseload is doing: the list, the chart, the card on a person's page."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count

from throughgate.basics.clock import london_day
from throughgate.kernel.policy.act import Act
from throughgate.modules.supervision.models import Checkin, Plan
from throughgate.modules.supervision.policy import checkins_visible_to, plans_visible_to
from throughgate.modules.supervision.queries.checkins import CheckinLine, checkin_line, checkins_of_person
from throughgate.modules.supervision.queries.plans import PlanView, plans_of_person


@dataclass(frozen=True)
class Month:
    """How a caseload's check-ins went in a month."""

    month: str
    sent: int
    missed: int

    @property
    def all(self) -> int:
        return self.sent + self.missed


def months(act: Act, now: datetime, back: int = 6) -> list[Month]:
    """The last months of this worker's people, for the chart: oldest first."""
    since = london_day(now) - timedelta(days=31 * back)
    rows = (
        checkins_visible_to(act)
        .filter(due_on__gte=since, closes_at__lte=now, cancellation=None, plan__isnull=False)
        .values("due_on__year", "due_on__month")
        .annotate(all=Count("pk"), sent=Count("submission"))
        .order_by("due_on__year", "due_on__month")
    )
    return [Month(f"{row['due_on__year']}-{row['due_on__month']:02}", row["sent"], row["all"] - row["sent"]) for row in rows]


@dataclass(frozen=True)
class CaseloadLine:
    """One person on a worker's list: how often, what is next, how the last one went."""

    person_id: UUID
    person: str
    every: str
    next_due: date | None
    last: CheckinLine | None


def caseload(act: Act, now: datetime, limit: int = 100) -> list[CaseloadLine]:
    """Those of this worker's people who have a plan, by name."""
    plans = plans_visible_to(act).filter(end=None).exclude(approval__approved=False).select_related("person")
    rows = list(plans.order_by("person__family_name", "person__given_name")[:limit])
    near = checkins_visible_to(act).filter(
        plan__in=rows, due_on__gte=london_day(now) - timedelta(days=70), due_on__lte=london_day(now) + timedelta(days=60)
    )
    by_plan: dict[UUID, list[Checkin]] = {}
    for row in near.select_related("submission__review", "cancellation", "follow_up").order_by("due_on"):
        if row.plan_id:
            by_plan.setdefault(row.plan_id, []).append(row)
    return [_caseload_line(plan, by_plan.get(plan.pk, []), now) for plan in rows]


def _caseload_line(plan: Plan, checkins: list[Checkin], now: datetime) -> CaseloadLine:
    coming = next((row for row in checkins if row.closes_at > now and not hasattr(row, "submission")), None)
    past = next((row for row in reversed(checkins) if row.opens_at <= now), None)
    return CaseloadLine(
        person_id=plan.person_id,
        person=plan.person.name,
        every=plan.get_every_display(),
        next_due=coming.due_on if coming else None,
        last=checkin_line(past, now) if past else None,
    )


@dataclass(frozen=True)
class CardView:
    """What the person page shows of supervision."""

    person_id: UUID
    plans: tuple[PlanView, ...]
    lines: tuple[CheckinLine, ...]


def card(act: Act, person_id: UUID) -> CardView:
    """Plans and latest check-ins of a person, for their page."""
    lines = checkins_of_person(act, person_id, act.arrived)
    return CardView(person_id, tuple(plans_of_person(act, person_id)), tuple(lines))
