"""The only file that turns an id into a thing of supervision. Not yours and not there are one answer."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import Care, CareRole, Person, Worker, WorkerRole
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.decide import worker_may
from throughgate.kernel.policy.relations import covered_by, people_in_care_of, workers_who_know
from throughgate.kernel.tasks.work import waits_for
from throughgate.modules.supervision.models import Checkin, Concern, Plan, Question, Submission
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
    return act.grant(plan, because=_responsibility(act, plan.person_id, (CareRole.SENIOR,), covers=False))


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
    """What was sent by someone this worker supervises, or what was handed or has gone to them to look at."""
    submission = Submission.objects.filter(pk=submission_id).select_related("checkin__plan", "person").first()
    if submission is None:
        raise NotFound
    if waits_for(act, "supervision.review", submission.pk):
        return act.grant(submission, because="in their inbox")
    return act.grant(submission, because=_responsibility(act, submission.person_id, SUPERVISING))


def concerns_visible_to(act: Act) -> QuerySet[Concern]:
    """Concerns about the people in this actor's care, whoever had them. Never for the person themself: staff write here to staff."""
    return Concern.objects.filter(person_id__in=people_in_care_of(act).values("pk")) if act.worker_id else Concern.objects.none()


def concern_to_finish(act: Act, concern_id: UUID) -> Concern:
    """A concern about someone this worker supervises, or one that waits for them by name."""
    concern = concerns_visible_to(act).filter(pk=concern_id).first()
    if concern is None:
        raise NotFound
    if waits_for(act, "supervision.concern", concern.pk):
        return act.grant(concern, because="in their inbox")
    return act.grant(concern, because=_responsibility(act, concern.person_id, SUPERVISING))


def workers_to_follow_up(person_id: UUID) -> list[Worker]:
    """Who may know of that person, and decides about check-ins. By name."""
    return [worker for worker in workers_who_know(person_id) if worker_may(worker, "supervision.checkin")]


def worker_to_follow_up(act: Act, person_id: UUID, worker_id: UUID) -> Worker:
    """One of those."""
    worker = next((one for one in workers_to_follow_up(person_id) if one.pk == worker_id), None)
    if worker is None:
        raise NotFound
    return act.grant(worker, because="may see the person, and decides about check-ins")


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


def _responsibility(act: Act, person_id: UUID, roles: tuple[CareRole, ...], *, covers: bool = True) -> str:
    """Because of what they are responsible: their own care, or, while they cover, a colleague's. Raises: NotFound."""
    carers = [act.worker, *(covered_by(act) if covers else ())]
    standing = Care.objects.filter(worker__in=carers, person=person_id, role__in=roles, to_at=None)
    care = next(iter(sorted(standing, key=lambda care: care.worker_id != act.worker)), None)
    if care is None:
        raise NotFound
    own = care.worker_id == act.worker
    return f"{care.role} since {care.from_at:%Y-%m-%d}" if own else f"covers for their {care.role}"
