"""The only file that turns an id into a thing of supervision. Not yours and not there are one answer."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import Care, CareRole, Person, Worker, WorkerRole
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.relations import people_in_care_of
from throughgate.modules.supervision.models import Checkin, Plan, Question, Submission
from throughgate.modules.supervision.rules.choices import Purpose

SUPERVISING = (CareRole.SUPERVISING, CareRole.SENIOR)


def plans_visible_to(act: Act) -> QuerySet[Plan]:
    """Plans of the people in this actor's care."""
    return Plan.objects.filter(person__in=people_in_care_of(act))


def checkins_visible_to(act: Act) -> QuerySet[Checkin]:
    """Check-ins of the people in this actor's care."""
    return Checkin.objects.filter(person__in=people_in_care_of(act))


def checkins_of(people: Collection[UUID]) -> QuerySet[Checkin]:
    """What these people see on their own devices: every check-in of theirs whose plan is in force, and those they began themselves."""
    needs_none = Q(plan__approval=None) & ~Q(plan__purpose=Purpose.REPLACE)
    return Checkin.objects.filter(Q(plan=None) | Q(plan__approval__approved=True) | needs_none, person__in=people)


def submissions_visible_to(act: Act) -> QuerySet[Submission]:
    """What was sent by the people in this actor's care."""
    return Submission.objects.filter(person__in=people_in_care_of(act))


def person_to_supervise(act: Act, person_id: UUID) -> Person:
    """A person whom this worker supervises, or whose supervising officer they are senior to."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise NotFound
    return act.grant(person, because=_responsibility(act, person_id, SUPERVISING))


def plan_to_change(act: Act, plan_id: UUID) -> Plan:
    """A plan that has not ended, of someone this worker supervises."""
    plan = Plan.objects.filter(pk=plan_id, end=None).select_related("person").first()
    if plan is None:
        raise NotFound
    return act.grant(plan, because=_responsibility(act, plan.person_id, SUPERVISING))


def plan_to_approve(act: Act, plan_id: UUID) -> Plan:
    """A plan that waits for a senior, by role and towards this person; never one's own."""
    plan = Plan.objects.filter(pk=plan_id, approval=None, end=None).exclude(set_by=act.worker_id).select_related("person").first()
    # Officers keep the record of who is senior to whom: that alone must not let a colleague approve.
    if plan is None or not Worker.objects.filter(pk=act.worker, role=WorkerRole.SENIOR_PROBATION_OFFICER).exists():
        raise NotFound
    return act.grant(plan, because=_responsibility(act, plan.person_id, (CareRole.SENIOR,)))


def checkin_to_submit(act: Act, checkin_id: UUID) -> Checkin:
    """A check-in of one's own."""
    if (Checkin, checkin_id) not in act.ahead:
        read_checkins_to_submit([(act, {"checkin": checkin_id})])
    checkin = act.ahead.pop((Checkin, checkin_id), None)
    if not isinstance(checkin, Checkin):
        raise NotFound
    return act.grant(checkin, because="own check-in")


def read_checkins_to_submit(asked: Sequence[tuple[Act, Mapping[str, Any]]]) -> None:
    """Read the check-ins that these acts name, each for the person whose it is."""
    people = {act.person_id for act, _given in asked if act.person_id}
    found = checkins_of(people).select_related("submission", "cancellation").in_bulk({given["checkin"] for _act, given in asked})
    for act, given in asked:
        checkin = found.get(given["checkin"])
        if checkin and checkin.person_id == act.person_id:
            act.ahead[Checkin, checkin.pk] = checkin


def checkin_to_manage(act: Act, checkin_id: UUID) -> Checkin:
    """A check-in of someone this worker supervises."""
    checkin = Checkin.objects.filter(pk=checkin_id).select_related("person", "plan").first()
    if checkin is None:
        raise NotFound
    return act.grant(checkin, because=_responsibility(act, checkin.person_id, SUPERVISING))


def submission_to_review(act: Act, submission_id: UUID) -> Submission:
    """What was sent by someone this worker supervises."""
    submission = Submission.objects.filter(pk=submission_id).select_related("checkin__plan", "person").first()
    if submission is None:
        raise NotFound
    return act.grant(submission, because=_responsibility(act, submission.person_id, SUPERVISING))


def question_to_answer(act: Act, checkin: Checkin, question_id: UUID) -> Question:
    """A question of that check-in's plan, retired ones too: the device may not have heard."""
    question = Question.objects.filter(pk=question_id, plan=checkin.plan_id).first() if checkin.plan_id else None
    if question is None:
        raise NotFound
    return act.grant(question, because="asked in this check-in")


def on_the_clock(act: Act, plan_or_checkin_id: UUID, table: type[Plan] | type[Checkin]) -> Plan | Checkin:
    """A plan or check-in for the clock, which acts for everyone."""
    thing = table.objects.filter(pk=plan_or_checkin_id).select_related("person").first()
    if act.actor.kind is not ActorKind.CLOCK or thing is None:
        raise NotFound
    return act.grant(thing, because="the clock")


def _responsibility(act: Act, person_id: UUID, roles: tuple[CareRole, ...]) -> str:
    care = Care.objects.filter(worker=act.worker_id, person=person_id, role__in=roles, to_at=None).first() if act.worker_id else None
    if care is None:
        raise NotFound
    return f"{care.role} since {care.from_at:%Y-%m-%d}"
