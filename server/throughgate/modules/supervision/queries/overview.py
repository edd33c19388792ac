"""How a caseload is doing: the list, the chart, the card on a person's page."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery

from throughgate.basics.clock import london_day
from throughgate.kernel.policy.act import Act
from throughgate.modules.supervision.models import Checkin, Plan
from throughgate.modules.supervision.policy import checkins_visible_to, plans_visible_to
from throughgate.modules.supervision.queries.checkins import CheckinLine, checkin_line, checkins_of_person
from throughgate.modules.supervision.queries.concerns import ConcernView, concerns_of_person
from throughgate.modules.supervision.queries.plans import PlanView, plans_of_person


@dataclass(frozen=True)
class Month:
    """How a caseload's check-ins went in a month, which `first` begins."""

    first: date
    sent: int
    missed: int

    @property
    def all(self) -> int:
        return self.sent + self.missed


def months(act: Act, now: datetime, back: int = 6) -> list[Month]:
    """The last months of this worker's people, for the chart: oldest first."""
    since = london_day(now) - timedelta(days=31 * back)
    closed = checkins_visible_to(act).filter(due_on__gte=since, closes_at__lte=now, cancellation=None, plan__isnull=False)
    every: Counter[date] = Counter()
    sent: Counter[date] = Counter()
    # By day from the database, by month here: SQLite has no months of its own, and asks Python about each row.
    for day, of_day, sent_of_day in closed.values_list("due_on").annotate(Count("pk"), Count("submission")).order_by():
        every[day.replace(day=1)] += of_day
        sent[day.replace(day=1)] += sent_of_day
    return [Month(month, sent[month], every[month] - sent[month]) for month in sorted(every)]


@dataclass(frozen=True)
class CaseloadLine:
    """One person on a worker's list: how often, what is next, how the last one went."""

    person_id: UUID
    person: str
    every: str
    next_due: date | None
    last: CheckinLine | None


def caseload(act: Act) -> QuerySet[Plan]:
    """The plans of this worker's people that were not ended or declined, by name."""
    plans = plans_visible_to(act).filter(end=None).exclude(approval__approved=False).select_related("person")
    return plans.order_by("person__family_name", "person__given_name", "pk")


def caseload_lines(plans: Iterable[Plan], now: datetime) -> list[CaseloadLine]:
    """What the list shows of these plans: of each only two check-ins are read, however many it had."""
    plans = list(plans)
    theirs = Checkin.objects.filter(plan=OuterRef("pk"))
    coming = theirs.filter(closes_at__gt=now, submission=None, cancellation=None).order_by("due_on").values("pk")[:1]
    past = theirs.filter(opens_at__lte=now).order_by("-due_on").values("pk")[:1]
    near = Plan.objects.filter(pk__in=[plan.pk for plan in plans]).values_list("pk", Subquery(coming), Subquery(past))
    pairs = {plan: (next_one, last_one) for plan, next_one, last_one in near}
    found = _found({checkin for pair in pairs.values() for checkin in pair if checkin})
    return [_caseload_line(plan, found.get(pairs[plan.pk][0]), found.get(pairs[plan.pk][1]), now) for plan in plans]


def _found(checkins: Collection[UUID]) -> dict[UUID | None, Checkin]:
    return {**Checkin.objects.select_related("submission__review", "cancellation", "follow_up").in_bulk(checkins)}


def _caseload_line(plan: Plan, coming: Checkin | None, past: Checkin | None, now: datetime) -> CaseloadLine:
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
    concerns: tuple[ConcernView, ...]


def card(act: Act, person_id: UUID) -> CardView:
    """Plans, latest check-ins and concerns of a person, for their page."""
    lines = checkins_of_person(act, person_id, act.arrived)
    return CardView(person_id, tuple(plans_of_person(act, person_id)), tuple(lines), tuple(concerns_of_person(act, person_id)))
