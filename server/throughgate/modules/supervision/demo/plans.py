"""Plans of the estate: who has one, how often, and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from throughgate.basics.clock import london_day
from throughgate.kernel.identity.models import Holding
from throughgate.kernel.people.models import Care, CareRole
from throughgate.kernel.places.models import Stay
from throughgate.kernel.policy.models import Rollout
from throughgate.kernel.registry.demo import Showing
from throughgate.modules.supervision.demo import words
from throughgate.modules.supervision.models import Approval, Plan, PlanEnd, Question
from throughgate.modules.supervision.rules.choices import Interval, Purpose
from throughgate.modules.supervision.rules.questions import TEMPLATES

INTERVALS = {Interval.WEEKLY: 44, Interval.TWO_WEEKS: 32, Interval.FOUR_WEEKS: 13, Interval.EIGHT_WEEKS: 5, Interval.ONCE: 6}
FATES = {"in_force": 74, "approved": 13, "waiting": 3, "declined": 2, "ended": 5, "ran_out": 3}
REPLACING = ("approved", "waiting", "declined")
# A stretch of open sea, so that no position is anybody's home.
SEA_LAT, SEA_LON = 53.36, 0.86


@dataclass(frozen=True)
class Supervised:
    """Someone who may check in: who they are, who looks after them, from when, and on which device."""

    person: UUID
    known_as: str
    officer: UUID
    senior: UUID
    since: datetime
    device: UUID | None
    device_since: datetime | None

    def device_at(self, moment: datetime) -> UUID | None:
        """The device they had by then; before it they used one of the office's, which is not on our record."""
        return self.device if self.device_since and moment >= self.device_since else None


@dataclass(frozen=True)
class Agreed:
    """A plan and all that hangs on it. `fate` is one of FATES."""

    who: Supervised
    plan: Plan
    fate: str
    questions: tuple[Question, ...] = ()
    approval: Approval | None = None
    end: PlanEnd | None = None

    @property
    def opens_checkins(self) -> bool:
        return self.fate not in ("waiting", "declined")


def supervised(showing: Showing) -> Iterator[Supervised]:
    """The guest, and everyone with an officer and a device of their own who lives where check-ins are switched on."""
    seniors = dict(Care.objects.filter(to_at=None, role=CareRole.SENIOR).values_list("person", "worker"))
    held = {holding.person_id: holding for holding in Holding.objects.filter(to_at=None).order_by("from_at")}
    paths = tuple(Rollout.objects.filter(capability="supervision.checkin", to_at=None).values_list("place__path", flat=True))
    here = {stay.person_id for stay in Stay.objects.filter(to_at=None).select_related("place") if stay.place.path.startswith(paths)}
    for care in Care.objects.filter(to_at=None, role=CareRole.SUPERVISING).select_related("person").order_by("person"):
        who = care.person_id
        if who in here and (who in held or who == showing.guest):
            holding = held.get(who)
            device, device_since = (holding.device_id, holding.from_at) if holding else (None, None)
            yield Supervised(who, care.person.known_as, care.worker_id, seniors[who], care.from_at, device, device_since)


def agree(showing: Showing, who: Supervised, turn: int) -> Agreed:
    """A plan for them, with its questions and with what a senior or its end made of it.

    The first few take the fates and intervals in turn, so that the smallest estate has one of each.
    """
    chance = showing.chance
    fate = list(FATES)[turn] if turn < len(FATES) else chance.weighted(FATES)
    every = list(INTERVALS)[turn] if turn < len(INTERVALS) else chance.weighted(INTERVALS)
    set_at = _set_at(showing, who, fate)
    plan = Plan(id=chance.id_at(set_at), person_id=who.person, every=every, set_by_id=who.officer, set_at=set_at)
    plan.first_due = london_day(set_at) + timedelta(days=chance.randint(1, 9))
    plan.purpose = Purpose.REPLACE if fate in REPLACING else Purpose.SUPPLEMENT
    plan.rationale = chance.choice(words.RATIONALES)
    if fate == "ran_out":
        plan.last_due = london_day(chance.between(set_at, showing.now)) + timedelta(days=10)
    if chance.happens(0.4):
        _agree_place(showing, plan)
    return Agreed(who, plan, fate, _questions(showing, plan), _approval(showing, who, plan, fate), _end(showing, who, plan, fate))


def agree_with_guest(showing: Showing, who: Supervised) -> Agreed:
    """Weekly, so that one is due now, with two questions."""
    # Until nine in the morning the newest window that is open began yesterday.
    newest = london_day(showing.now - timedelta(hours=9))
    first = newest - timedelta(weeks=min(showing.weeks, (showing.now - who.since).days // 7 - 1))
    set_at = showing.now - timedelta(days=(london_day(showing.now) - first).days + 1)
    plan = Plan(id=showing.chance.id_at(set_at), person_id=who.person, every=Interval.WEEKLY, set_by_id=who.officer, set_at=set_at)
    plan.first_due, plan.purpose, plan.rationale = first, Purpose.SUPPLEMENT, words.RATIONALES[1]
    return Agreed(who, plan, "in_force", _ask(showing, plan, 2))


def _set_at(showing: Showing, who: Supervised, fate: str) -> datetime:
    """Mostly soon after they came; plans that wait for a senior are new."""
    if fate == "waiting":
        return showing.chance.between(showing.now - timedelta(days=8), showing.now - timedelta(hours=3))
    earliest = max(who.since, showing.now - timedelta(weeks=showing.weeks))
    return earliest + (showing.now - timedelta(days=1) - earliest) * showing.chance.random() ** 4


def _agree_place(showing: Showing, plan: Plan) -> None:
    chance = showing.chance
    plan.where_name, plan.radius_m = chance.choice(words.PLACES), chance.choice([150, 300, 500, 2_000])
    plan.lat, plan.lon = round(SEA_LAT + chance.uniform(-0.1, 0.1), 5), round(SEA_LON + chance.uniform(-0.15, 0.15), 5)


def _questions(showing: Showing, plan: Plan) -> tuple[Question, ...]:
    return _ask(showing, plan, showing.chance.weighted({0: 35, 1: 30, 2: 20, 3: 15}))


def _ask(showing: Showing, plan: Plan, number: int) -> tuple[Question, ...]:
    asked = showing.chance.sample(list(TEMPLATES), number)
    return tuple(
        Question(id=showing.chance.id_at(plan.set_at), plan=plan, person_id=plan.person_id, order=n, text=text, text_cy=TEMPLATES[text])
        for n, text in enumerate(asked, 1)
    )


def _approval(showing: Showing, who: Supervised, plan: Plan, fate: str) -> Approval | None:
    if fate not in ("approved", "declined"):
        return None
    at = showing.chance.between(plan.set_at, min(plan.set_at + timedelta(days=4), showing.now))
    note = words.DECLINED if fate == "declined" else ""
    return Approval(plan=plan, person_id=plan.person_id, by_id=who.senior, at=at, approved=fate == "approved", note=note)


def _end(showing: Showing, who: Supervised, plan: Plan, fate: str) -> PlanEnd | None:
    if fate != "ended":
        return None
    at = showing.chance.between(plan.set_at + timedelta(hours=12), showing.now)
    return PlanEnd(plan=plan, person_id=plan.person_id, by_id=who.officer, at=at, why=showing.chance.choice(words.ENDED))
