"""What is agreed: setting a plan, approving it, ending it, and opening its check-ins."""

from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

import msgspec
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.clock import london_day
from throughgate.basics.errors import NotFound, Refused
from throughgate.basics.ids import uuid_from
from throughgate.kernel import times
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.people.models import CareRole
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.tasks.work import finish_task, open_task
from throughgate.modules.supervision import policy
from throughgate.modules.supervision.models import Approval, Cancellation, Checkin, Plan, PlanEnd, Question
from throughgate.modules.supervision.rules.choices import Interval, Purpose
from throughgate.modules.supervision.rules.windows import DAYS_AHEAD, due_days, due_window

CAPABILITY = "supervision.checkin"
DAYS_TO_APPROVE = 5

Words = Annotated[str, Meta(max_length=1000)]


class Where(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An agreed place: degrees, and the radius in metres within which a person counts as there."""

    name: Annotated[str, Meta(min_length=1, max_length=120)]
    lat: Annotated[float, Meta(ge=-90, le=90)]
    lon: Annotated[float, Meta(ge=-180, le=180)]
    radius_m: Annotated[int, Meta(ge=50, le=50_000)]


class Ask(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question of the worker's own, with its Welsh where they have it."""

    text: Annotated[str, Meta(min_length=1, max_length=200)]
    text_cy: Annotated[str, Meta(max_length=200)] = ""


class AlreadyPlanned(Refused):
    says = _("{name} already has a check-in plan. End that one first, so that nothing is asked twice.")


class SayWhy(Refused):
    says = _("Write why this plan is right for them. The person and your senior may read it.")


class BeginsInThePast(Refused):
    says = _("The first check-in is due on {day}, which has passed. Choose today or later.")


class EndsBeforeItBegins(Refused):
    says = _("The plan would end before its first check-in.")


@command("supervision.set_plan", by=ActorKind.WORKER, needs=CAPABILITY)
def set_plan(
    act: Act,
    *,
    person: UUID,
    every: Interval,
    first_due: date,
    purpose: Purpose,
    rationale: Words,
    last_due: date | None = None,
    questions: Annotated[list[Ask], Meta(max_length=3)] = [],  # noqa: B006  read, never changed
    where: Where | None = None,
) -> Done:
    """Agree how often a person checks in, and why; where it replaces meeting in person a senior must approve it first."""
    supervised = policy.person_to_supervise(act, person)
    _check_plan(act, supervised.name, person, first_due, last_due, rationale)
    plan = Plan.objects.create(
        person=supervised,
        every=every,
        first_due=first_due,
        last_due=last_due,
        purpose=purpose,
        rationale=rationale.strip(),
        set_by_id=act.worker,
        set_at=act.arrived,
        **_where_columns(where),
    )
    Question.objects.bulk_create(
        Question(plan=plan, person_id=plan.person_id, order=n, text=ask.text, text_cy=ask.text_cy) for n, ask in enumerate(questions, 1)
    )
    if purpose == Purpose.REPLACE:
        due = act.arrived + timedelta(days=DAYS_TO_APPROVE)
        open_task(act, "supervision.approve", plan.pk, supervised, due, CareRole.SENIOR)
        return Done(person, (plan,))
    return Done(person, (plan, *_open_ahead(act, plan)))


class TooLateToApprove(Refused):
    says = _("The days of this plan have passed, so approving it would ask for nothing. Decline it, and let the officer set a new one.")


@command("supervision.approve_plan", by=ActorKind.WORKER, needs=CAPABILITY)
def approve_plan(act: Act, *, plan: UUID, approved: bool, note: Words = "") -> Done:
    """Approve or decline a plan that replaces meeting in person. Only a senior may, and never their own plan."""
    waiting = policy.plan_to_approve(act, plan)
    if approved and not _days_ahead(act, waiting):
        raise TooLateToApprove
    approval = Approval.objects.create(
        plan=waiting, person_id=waiting.person_id, by_id=act.worker, at=act.arrived, approved=approved, note=note
    )
    finish_task(act, "supervision.approve", plan)
    opened = _open_ahead(act, waiting) if approved else []
    return Done(waiting.person_id, (approval, *opened))


@command("supervision.end_plan", by=ActorKind.WORKER, needs=CAPABILITY)
def end_plan(act: Act, *, plan: UUID, why: Annotated[str, Meta(min_length=1, max_length=500)]) -> Done:
    """End a plan. What has not been sent is cancelled, so that nobody is asked for it any more."""
    ended = policy.plan_to_change(act, plan)
    return Done(ended.person_id, tuple(close_plan(act, ended, why)))


def close_plan(act: Act, plan: Plan, why: str) -> list[Checkin]:
    """That it ended, and every check-in of it that has not been sent is cancelled. Returns those; the person reads why."""
    PlanEnd.objects.create(plan=plan, person_id=plan.person_id, by_id=act.worker_id, at=act.arrived, why=why)
    finish_task(act, "supervision.approve", plan.pk)
    open_ones = Checkin.objects.filter(plan=plan, submission=None, cancellation=None, closes_at__gt=act.arrived)
    return [_cancel(act, checkin, why) for checkin in open_ones]


class NothingToCancel(Refused):
    says = _("This check-in was already sent or cancelled.")


@command("supervision.cancel_checkin", by=ActorKind.WORKER, needs=CAPABILITY)
def cancel_checkin(act: Act, *, checkin: UUID, why: Annotated[str, Meta(min_length=1, max_length=500)]) -> Done:
    """Say that one check-in need not be made; the person reads why."""
    unwanted = policy.checkin_to_manage(act, checkin)
    if hasattr(unwanted, "submission") or hasattr(unwanted, "cancellation"):
        raise NothingToCancel
    return Done(unwanted.person_id, (_cancel(act, unwanted, why),))


@command("supervision.open_checkins", by=ActorKind.CLOCK)
def open_checkins(act: Act, *, plan: UUID) -> Done:
    """Open the check-ins of a plan that fall due in the next weeks, so that devices hold them before they lose touch."""
    in_force = policy.on_the_clock(act, plan, Plan)
    if not isinstance(in_force, Plan):
        raise NotFound
    return Done(in_force.person_id, tuple(_open_ahead(act, in_force)))


def _check_plan(act: Act, name: str, person: UUID, first_due: date, last_due: date | None, rationale: str) -> None:
    today = london_day(act.arrived)
    over = Q(approval__approved=False) | Q(last_due__lt=today) | Q(every=Interval.ONCE, first_due__lt=today)
    if Plan.objects.filter(person=person, end=None).exclude(over).exists():
        raise AlreadyPlanned(name=name)
    if not rationale.strip():
        raise SayWhy
    if first_due < today:
        raise BeginsInThePast(day=times.day(first_due))
    if last_due and last_due < first_due:
        raise EndsBeforeItBegins


def _where_columns(where: Where | None) -> dict[str, object]:
    if where is None:
        return {}
    return {"where_name": where.name, "lat": where.lat, "lon": where.lon, "radius_m": where.radius_m}


def _open_ahead(act: Act, plan: Plan) -> list[Checkin]:
    days = _days_ahead(act, plan)
    known = set(Checkin.objects.filter(plan=plan, due_on__in=days).values_list("due_on", flat=True))
    return Checkin.objects.bulk_create(_checkin(plan, day) for day in days if day not in known)


def _days_ahead(act: Act, plan: Plan) -> list[date]:
    today = london_day(act.arrived)
    return list(due_days(plan.every, plan.first_due, plan.last_due, today, today + timedelta(days=DAYS_AHEAD)))


def _checkin(plan: Plan, day: date) -> Checkin:
    window = due_window(day)
    made_once = uuid_from("supervision.checkin", plan.pk, day)
    return Checkin(id=made_once, person_id=plan.person_id, plan=plan, due_on=day, opens_at=window.opens, closes_at=window.closes)


def _cancel(act: Act, checkin: Checkin, why: str) -> Checkin:
    Cancellation.objects.create(checkin=checkin, person_id=checkin.person_id, by_id=act.worker_id, at=act.arrived, why=why)
    finish_task(act, "supervision.missed", checkin.pk)
    return checkin
