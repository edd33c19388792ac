"""What a worker needs to decide about one check-in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from throughgate.basics.errors import NotFound
from throughgate.basics.text import Says
from throughgate.kernel.people.models import ContactDetail, DetailKind, ReferencePhoto
from throughgate.kernel.policy.act import Act
from throughgate.modules.supervision.models import Answer, Submission
from throughgate.modules.supervision.policy import submissions_visible_to
from throughgate.modules.supervision.rules.choices import Feeling, Help
from throughgate.modules.supervision.rules.distance import Nearness, PlaceCheck, metres_between, nearness
from throughgate.modules.supervision.rules.urgency import SIGNS, signs_of


@dataclass(frozen=True)
class ReviewPage:
    """Everything a worker needs to decide about one check-in, on one page."""

    id: UUID
    person_id: UUID
    person: str
    known_as: str
    due_on: date
    own: bool
    feeling: str
    help: tuple[str, ...]
    help_words: str
    callback: bool
    urgent: "tuple[Says, ...]"
    details: "tuple[DetailView, ...]"
    answers: "tuple[AnswerView, ...]"
    photos: "Photos"
    place: PlaceCheck
    where_name: str
    no_place: str
    signature: str
    device: str
    times: "Times"
    review: "ReviewView | None"


@dataclass(frozen=True)
class ReviewView:
    by: str
    at: datetime
    outcome: str
    note: str
    sensitive: bool
    reply: str


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
    """The three times of an act, and how many seconds the device's clock was behind ours."""

    made: datetime
    taken: datetime
    arrived: datetime
    behind_s: float
    late: bool

    @property
    def ahead_s(self) -> float:
        return -self.behind_s


def review_page(act: Act, submission_id: UUID) -> ReviewPage:
    """One check-in as sent. Raises: NotFound, also for those whose caseload it is not in."""
    sent = _sent(act, submission_id)
    return ReviewPage(
        id=sent.pk,
        person_id=sent.person_id,
        person=sent.person.name,
        known_as=sent.person.known_as,
        due_on=sent.checkin.due_on,
        own=sent.checkin.plan_id is None,
        feeling=sent.get_feeling_display(),
        help=tuple(str(Help(kind).label) for kind in sent.help),
        help_words=sent.help_words,
        callback=sent.callback,
        urgent=tuple(SIGNS[sign] for sign in signs_of(Feeling(sent.feeling), sent.help, sent.callback)),
        details=tuple(_details(sent)),
        answers=tuple(_answers(sent)),
        photos=_photos(sent),
        place=place_check(sent),
        where_name=sent.checkin.plan.where_name if sent.checkin.plan else "",
        no_place=sent.get_no_place_display(),
        signature=sent.signature,
        device=f"{sent.device.label} ({sent.device.get_kind_display()})" if sent.device else "",
        times=_times(sent),
        review=_review(sent),
    )


def _sent(act: Act, submission_id: UUID) -> Submission:
    around = ("checkin__plan", "person", "device", "review__by")
    sent = submissions_visible_to(act).select_related(*around).filter(pk=submission_id).first()
    if sent is None:
        raise NotFound
    return sent


def files_of(act: Act, submission_id: UUID) -> frozenset[str]:
    """The hashes of the files that hang on one check-in, and of the photo it is compared with."""
    page = review_page(act, submission_id)
    voices = (answer.voice for answer in page.answers)
    return frozenset(sha for sha in (page.photos.taken, page.photos.on_record, page.signature, *voices) if sha)


@dataclass(frozen=True)
class Photos:
    """The photo they took (or why there is none), and the one on the record to compare it with. Empty hashes: there is none."""

    taken: str
    from_file: bool
    why_none: str
    on_record: str
    on_record_since: datetime | None


def place_check(sent: Submission) -> PlaceCheck:
    """How far from the agreed place, in metres, and what can be said of it."""
    plan = sent.checkin.plan
    if sent.lat is None or sent.lon is None or sent.accuracy_m is None:
        return PlaceCheck(Nearness.NO_POSITION)
    if plan is None or plan.lat is None or plan.lon is None or plan.radius_m is None:
        return PlaceCheck(Nearness.NO_PLACE_AGREED, accuracy_m=sent.accuracy_m)
    away = metres_between(sent.lat, sent.lon, plan.lat, plan.lon)
    return PlaceCheck(nearness(away, sent.accuracy_m, plan.radius_m), away, sent.accuracy_m, plan.radius_m)


def _photos(sent: Submission) -> Photos:
    record = ReferencePhoto.objects.filter(person=sent.person_id).order_by("-taken_at").first()
    return Photos(
        taken=sent.photo,
        from_file=sent.photo_source == "file",
        why_none=sent.get_no_photo_display(),
        on_record=record.sha256 if record else "",
        on_record_since=record.taken_at if record else None,
    )


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
