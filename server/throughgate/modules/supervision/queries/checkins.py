"""Check-ins in lists, and the ones that were missed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import NotFound
from throughgate.basics.text import Says
from throughgate.kernel.people.models import ContactDetail, DetailKind
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.relations import people_in_care_of
from throughgate.modules.supervision.models import Checkin
from throughgate.modules.supervision.policy import checkins_visible_to
from throughgate.modules.supervision.rules.choices import Step
from throughgate.modules.supervision.rules.windows import State, Window, state_at

MISSES_LOOKED_BACK = timedelta(days=7)
STATES: dict[State, tuple[Says, str]] = {
    State.UPCOMING: (_("Coming"), "grey"),
    State.DUE: (_("Open now"), "yellow"),
    State.MISSED: (_("Missed"), "orange"),
    State.CANCELLED: (_("Cancelled"), "grey"),
    State.SENT: (_("Sent, not yet seen"), "blue"),
    State.SEEN: (_("Seen"), "green"),
}


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

    @property
    def says(self) -> Says:
        return STATES[self.state][0]

    @property
    def colour(self) -> str:
        """Of the tag that says it; never alone."""
        return STATES[self.state][1]


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


def newly_missed(act: Act, now: datetime) -> list[UUID]:
    """Planned check-ins that closed lately with nothing sent, followed up or cancelled."""
    closed = Checkin.objects.filter(closes_at__lte=now, closes_at__gt=now - MISSES_LOOKED_BACK, plan__isnull=False)
    return list(closed.filter(submission=None, cancellation=None, follow_up=None).values_list("pk", flat=True))


@dataclass(frozen=True)
class CancelPage:
    """The check-in that a worker is about to cancel."""

    id: UUID
    person_id: UUID
    person: str
    due_on: date


def cancel_page(act: Act, checkin_id: UUID) -> CancelPage:
    """One check-in. Raises: NotFound."""
    row = checkins_visible_to(act).select_related("person").filter(pk=checkin_id).first()
    if row is None:
        raise NotFound
    return CancelPage(row.pk, row.person_id, row.person.name, row.due_on)


def name_of(act: Act, person_id: UUID) -> str:
    """The name of someone in this worker's care. Raises: NotFound."""
    person = people_in_care_of(act).filter(pk=person_id).first()
    if person is None:
        raise NotFound
    return person.name
