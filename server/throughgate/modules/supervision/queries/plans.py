"""What was agreed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Max, Prefetch, Q, QuerySet

from throughgate.basics.errors import NotFound
from throughgate.kernel.policy.act import Act
from throughgate.modules.supervision.models import Plan, Question
from throughgate.modules.supervision.policy import plans_visible_to
from throughgate.modules.supervision.rules.choices import Purpose
from throughgate.modules.supervision.rules.windows import DAYS_AHEAD, due_days


@dataclass(frozen=True)
class PlanView:
    """A plan as its page shows it."""

    id: UUID
    person_id: UUID
    person: str
    every: str
    first_due: date
    last_due: date | None
    purpose: str
    rationale: str
    where: str
    questions: tuple[str, ...]
    set_by: str
    set_at: datetime
    waits_for_senior: bool
    declined: str
    ended: str


def plan_view(act: Act, plan_id: UUID) -> PlanView:
    """One plan. Raises: NotFound."""
    plan = _whole(plans_visible_to(act)).filter(pk=plan_id).first()
    if plan is None:
        raise NotFound
    return _plan(plan)


def plans_of_person(act: Act, person_id: UUID) -> list[PlanView]:
    """The plans of a person, the newest first."""
    rows = _whole(plans_visible_to(act).filter(person=person_id))
    return [_plan(plan) for plan in rows.order_by("-set_at")[:5]]


def plans_to_open(act: Act, day: date) -> list[UUID]:
    """Plans in force that lack a check-in in the weeks ahead: approved where they must be, and not over."""
    approved = Q(purpose=Purpose.SUPPLEMENT) | Q(approval__approved=True)
    rows = Plan.objects.filter(approved, end=None).exclude(last_due__lt=day).annotate(opened_to=Max("checkins__due_on"))
    return [plan.pk for plan in rows if _lacks(plan, day)]


def _lacks(plan: Plan, day: date) -> bool:
    opened_to = getattr(plan, "opened_to", None)
    since = max(day, opened_to + timedelta(days=1)) if opened_to else day
    return any(True for _day in due_days(plan.every, plan.first_due, plan.last_due, since, day + timedelta(days=DAYS_AHEAD)))


def _whole(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    asked = Prefetch("questions", Question.objects.filter(retired_at=None).order_by("order"), to_attr="asked")
    return plans.select_related("person", "set_by", "approval", "end").prefetch_related(asked)


def _plan(plan: Plan) -> PlanView:
    approval, end = getattr(plan, "approval", None), getattr(plan, "end", None)
    return PlanView(
        id=plan.pk,
        person_id=plan.person_id,
        person=plan.person.name,
        every=plan.get_every_display(),
        first_due=plan.first_due,
        last_due=plan.last_due,
        purpose=plan.get_purpose_display(),
        rationale=plan.rationale,
        where=f"{plan.where_name} ({plan.radius_m} m)" if plan.where_name else "",
        questions=tuple(question.text for question in getattr(plan, "asked", ())),
        set_by=plan.set_by.name,
        set_at=plan.set_at,
        waits_for_senior=plan.purpose == Purpose.REPLACE and approval is None and end is None,
        declined=(approval.note or "-") if approval and not approval.approved else "",
        ended=end.why if end else "",
    )
