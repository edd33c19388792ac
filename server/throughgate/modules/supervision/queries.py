"""Every read that a page needs, as small frozen shapes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q

from throughgate.basics.clock import london_day
from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import ContactDetail, DetailKind, ReferencePhoto
from throughgate.kernel.policy.act import Act
from throughgate.modules.supervision.models import Answer, Checkin, Help, Plan, Purpose, Step, Submission
from throughgate.modules.supervision.policy import checkins_visible_to, plans_visible_to, submissions_visible_to
from throughgate.modules.supervision.rules.distance import Nearness, PlaceCheck, metres_between, nearness
from throughgate.modules.supervision.rules.windows import State, Window, state_at

MISSES_LOOKED_BACK = timedelta(days=7)


@dataclass(frozen=True)
class CheckinLine:
    """A check-in in a list."""

    id: UUID
    due_on: date
    closes_at: datetime
    own: bool
    state: State
    late: bool
    submission: UUID | None
    outcome: str
    followed_up: bool


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


@dataclass(frozen=True)
class AnswerView:
    question: str
    words: str
    voice: str


@dataclass(frozen=True)
class DetailView:
    """A change in how to reach them, beside what we have now."""

    label: str
    now: str
    new: str


@dataclass(frozen=True)
class Times:
    """The three times of an act, and how wrong the device's clock was (server minus device, seconds)."""

    made: datetime
    taken: datetime
    arrived: datetime
    clock_off_s: float
    late: bool


@dataclass(frozen=True)
class ReviewPage:
    """Everything a worker needs to decide about one check-in, on one page."""

    id: UUID
    person_id: UUID
    person: str
    due_on: date
    own: bool
    feeling: str
    help: tuple[str, ...]
    help_words: str
    callback: bool
    details: tuple[DetailView, ...]
    answers: tuple[AnswerView, ...]
    photo: str
    photo_from_file: bool
    no_photo: str
    reference: str
    reference_taken: datetime | None
    place: PlaceCheck
    where_name: str
    no_place: str
    signature: str
    device: str
    times: Times
    review: "ReviewView | None"


@dataclass(frozen=True)
class ReviewView:
    by: str
    at: datetime
    outcome: str
    note: str
    sensitive: bool
    reply: str


def review_page(act: Act, submission_id: UUID) -> ReviewPage:
    """One check-in as sent. Raises: NotFound, also for those whose caseload it is not in."""
    sent = (
        submissions_visible_to(act)
        .select_related("checkin__plan", "person", "device", "review__by")
        .filter(pk=submission_id)
        .first()
    )
    if sent is None:
        raise NotFound
    reference = ReferencePhoto.objects.filter(person=sent.person_id).order_by("-taken_at").first()
    return ReviewPage(
        id=sent.pk,
        person_id=sent.person_id,
        person=sent.person.name,
        due_on=sent.checkin.due_on,
        own=sent.checkin.plan_id is None,
        feeling=sent.feeling,
        help=tuple(str(Help(kind).label) for kind in sent.help),
        help_words=sent.help_words,
        callback=sent.callback,
        details=tuple(_details(sent)),
        answers=tuple(_answers(sent)),
        photo=sent.photo,
        photo_from_file=sent.photo_source == "file",
        no_photo=sent.get_no_photo_display(),
        reference=reference.sha256 if reference else "",
        reference_taken=reference.taken_at if reference else None,
        place=place_check(sent),
        where_name=sent.checkin.plan.where_name if sent.checkin.plan else "",
        no_place=sent.get_no_place_display(),
        signature=sent.signature,
        device=f"{sent.device.label} ({sent.device.get_kind_display()})" if sent.device else "",
        times=_times(sent),
        review=_review(sent),
    )


def files_of(act: Act, submission_id: UUID) -> frozenset[str]:
    """The hashes of the files that hang on one check-in, and of the photo it is compared with."""
    page = review_page(act, submission_id)
    voices = (answer.voice for answer in page.answers)
    return frozenset(sha for sha in (page.photo, page.reference, page.signature, *voices) if sha)


def place_check(sent: Submission) -> PlaceCheck:
    """How far from the agreed place, in metres, and what can be said of it."""
    plan = sent.checkin.plan
    if sent.lat is None or sent.lon is None or sent.accuracy_m is None:
        return PlaceCheck(Nearness.NO_POSITION)
    if plan is None or plan.lat is None or plan.lon is None or plan.radius_m is None:
        return PlaceCheck(Nearness.NO_PLACE_AGREED, accuracy_m=sent.accuracy_m)
    away = metres_between(sent.lat, sent.lon, plan.lat, plan.lon)
    return PlaceCheck(nearness(away, sent.accuracy_m, plan.radius_m), away, sent.accuracy_m, plan.radius_m)


def checkins_of_person(act: Act, person_id: UUID, now: datetime, limit: int = 12) -> list[CheckinLine]:
    """The latest check-ins of a person, newest first, with what is coming."""
    rows = (
        checkins_visible_to(act)
        .filter(person=person_id, opens_at__lte=now + timedelta(days=28))
        .select_related("submission__review", "cancellation", "follow_up")
        .order_by("-due_on")
    )
    return [checkin_line(row, now) for row in rows[:limit]]


def checkin_line(row: Checkin, now: datetime) -> CheckinLine:
    """One check-in in a list, its state derived at `now`."""
    sent = getattr(row, "submission", None)
    review = getattr(sent, "review", None)
    window = Window(row.opens_at, row.closes_at)
    cancelled = hasattr(row, "cancellation")
    return CheckinLine(
        id=row.pk,
        due_on=row.due_on,
        closes_at=row.closes_at,
        own=row.plan_id is None,
        state=state_at(now, window, cancelled=cancelled, submitted=sent is not None, seen=review is not None),
        late=sent is not None and sent.taken_at >= row.closes_at,
        submission=sent.pk if sent else None,
        outcome=review.get_outcome_display() if review else "",
        followed_up=hasattr(row, "follow_up"),
    )


@dataclass(frozen=True)
class MissedPage:
    """What a worker sees about a miss. `second`: the one before it was missed too."""

    id: UUID
    person_id: UUID
    person: str
    due_on: date
    closes_at: datetime
    phone: str
    second: bool
    follow_up: str


def missed_page(act: Act, checkin_id: UUID, now: datetime) -> MissedPage:
    """One missed check-in. Raises: NotFound."""
    row = checkins_visible_to(act).select_related("person", "follow_up").filter(pk=checkin_id, closes_at__lte=now).first()
    if row is None:
        raise NotFound
    phone = ContactDetail.objects.filter(person=row.person_id, kind=DetailKind.PHONE, to_at=None).first()
    before = checkins_visible_to(act).filter(plan=row.plan_id, due_on__lt=row.due_on, cancellation=None).order_by("-due_on").first()
    done = getattr(row, "follow_up", None)
    return MissedPage(
        id=row.pk,
        person_id=row.person_id,
        person=row.person.name,
        due_on=row.due_on,
        closes_at=row.closes_at,
        phone=phone.value if phone else "",
        second=before is not None and not hasattr(before, "submission"),
        follow_up=", ".join(str(Step(step).label) for step in done.steps) + f" ({done.reason})" if done else "",
    )


def plan_view(act: Act, plan_id: UUID) -> PlanView:
    """One plan. Raises: NotFound."""
    plan = plans_visible_to(act).select_related("person", "set_by", "approval", "end").filter(pk=plan_id).first()
    if plan is None:
        raise NotFound
    return _plan(plan)


def plans_of_person(act: Act, person_id: UUID) -> list[PlanView]:
    """The plans of a person, the newest first."""
    rows = plans_visible_to(act).filter(person=person_id).select_related("person", "set_by", "approval", "end")
    return [_plan(plan) for plan in rows.order_by("-set_at")[:5]]


def plans_in_force(act: Act, day: date) -> list[UUID]:
    """Plans whose check-ins should be open: approved where they must be, and not over."""
    approved = Q(purpose=Purpose.SUPPLEMENT) | Q(approval__approved=True)
    rows = Plan.objects.filter(approved, end=None).exclude(last_due__lt=day)
    return list(rows.values_list("pk", flat=True))


def newly_missed(act: Act, now: datetime) -> list[UUID]:
    """Planned check-ins that closed lately with nothing sent, followed up or cancelled."""
    closed = Checkin.objects.filter(closes_at__lte=now, closes_at__gt=now - MISSES_LOOKED_BACK, plan__isnull=False)
    return list(closed.filter(submission=None, cancellation=None, follow_up=None).values_list("pk", flat=True))


@dataclass(frozen=True)
class Month:
    """How a caseload's check-ins went in a month."""

    month: str
    sent: int
    missed: int


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


def _details(sent: Submission) -> Iterable[DetailView]:
    now = dict(ContactDetail.objects.filter(person=sent.person_id, to_at=None).values_list("kind", "value"))
    for kind, value in sent.details.items():
        yield DetailView(str(DetailKind(kind).label), now.get(kind, ""), value)


def _answers(sent: Submission) -> Iterable[AnswerView]:
    for answer in Answer.objects.filter(submission=sent).select_related("question").order_by("question__order"):
        yield AnswerView(answer.question.text, answer.words, answer.voice)


def _times(sent: Submission) -> Times:
    late = sent.checkin.plan_id is not None and sent.taken_at >= sent.checkin.closes_at
    return Times(sent.made_at, sent.taken_at, sent.arrived_at, sent.clock_off_ms / 1000, late)


def _review(sent: Submission) -> ReviewView | None:
    row = getattr(sent, "review", None)
    return ReviewView(row.by.name, row.at, row.get_outcome_display(), row.note, row.sensitive, row.reply) if row else None


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
        questions=tuple(plan.questions.filter(retired_at=None).order_by("order").values_list("text", flat=True)),
        set_by=plan.set_by.name,
        set_at=plan.set_at,
        waits_for_senior=plan.purpose == Purpose.REPLACE and approval is None and end is None,
        declined=(approval.note or "-") if approval and not approval.approved else "",
        ended=end.why if end else "",
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
