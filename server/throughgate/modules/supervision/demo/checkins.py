"""How each check-in of a plan went: sent, sent late, missed, cancelled, or still to come."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from throughgate.basics.clock import london, london_day
from throughgate.basics.ids import uuid_from
from throughgate.kernel.registry.demo import by_clock, by_worker
from throughgate.modules.supervision.demo import words
from throughgate.modules.supervision.demo.plans import Agreed
from throughgate.modules.supervision.demo.rows import Rows, because_of
from throughgate.modules.supervision.demo.submissions import send
from throughgate.modules.supervision.models import Cancellation, Checkin, FollowUp
from throughgate.modules.supervision.rules.choices import Step
from throughgate.modules.supervision.rules.windows import due_days, due_window

DAYS_AHEAD = 60
STEPS = [[Step.CALLED, Step.SPOKE], [Step.CALLED], [Step.CALLED, Step.SPOKE, Step.WARNED], [Step.MET]]


@dataclass(frozen=True)
class Course:
    """How someone keeps to their plan: shares of check-ins, 0 to 1."""

    sent: float
    cancelled: float = 0.015
    late: float = 0.02
    offline: float = 0.12


def carry_through(rows: Rows, agreed: Agreed) -> None:
    """Every check-in of a plan up to those that devices hold ahead."""
    showing, plan = rows.showing, agreed.plan
    course = (
        Course(sent=1.0, cancelled=0.0, late=0.0) if _is_guest(rows, agreed) else Course(sent=showing.chance.triangular(0.55, 1.0, 0.93))
    )
    today = london_day(showing.now)
    for day in due_days(plan.every, plan.first_due, plan.last_due, plan.first_due, today + timedelta(days=DAYS_AHEAD)):
        checkin = _checkin(agreed, day)
        rows.add(checkin)
        _go(rows, agreed, checkin, course)


def start_own(rows: Rows, agreed: Agreed) -> None:
    """One that they began themself, because they wanted to."""
    at = rows.showing.chance.between(agreed.plan.set_at, rows.showing.now - timedelta(hours=1))
    act_id = rows.showing.chance.id_at(at)
    own = Checkin(id=act_id, person_id=agreed.who.person, due_on=london_day(at), opens_at=at, closes_at=at + timedelta(minutes=1))
    rows.add(own)
    send(rows, agreed, own, at, at + timedelta(seconds=4))


def _go(rows: Rows, agreed: Agreed, checkin: Checkin, course: Course) -> None:
    chance, now = rows.showing.chance, rows.showing.now
    if agreed.end and checkin.closes_at > agreed.end.at:
        rows.add(Cancellation(checkin=checkin, person_id=checkin.person_id, by_id=agreed.who.officer, at=agreed.end.at, why=agreed.end.why))
    elif checkin.opens_at > now:
        return
    elif chance.happens(course.cancelled):
        _cancel(rows, agreed, checkin)
    elif sent := _sent_at(rows, agreed, checkin, course):
        send(rows, agreed, checkin, *sent)
    elif checkin.closes_at <= now:
        _miss(rows, agreed, checkin)


def _checkin(agreed: Agreed, day: date) -> Checkin:
    window = due_window(day)
    made_once = uuid_from("supervision.checkin", agreed.plan.pk, day)
    return Checkin(id=made_once, person_id=agreed.who.person, plan=agreed.plan, due_on=day, opens_at=window.opens, closes_at=window.closes)


def _sent_at(rows: Rows, agreed: Agreed, checkin: Checkin, course: Course) -> tuple[datetime, datetime] | None:
    """When it was taken and when it arrived; None where nothing has come. Some are taken with no network and come days later."""
    chance, now = rows.showing.chance, rows.showing.now
    waiting_for_guest = _is_guest(rows, agreed) and checkin.closes_at > now
    if waiting_for_guest or not chance.happens(course.sent):
        return None
    taken = _waking_hour(rows, checkin.due_on + timedelta(days=chance.weighted({0: 60, 1: 25, 2: 15})))
    if chance.happens(course.late):
        taken = checkin.closes_at + timedelta(hours=chance.randint(2, 90))
    travels = timedelta(hours=chance.uniform(1, 70)) if chance.happens(course.offline) else timedelta(seconds=chance.randint(2, 40))
    return (taken, taken + travels) if taken + travels < now else None


def _waking_hour(rows: Rows, day: date) -> datetime:
    return london(day, 9) + timedelta(seconds=rows.showing.chance.randint(300, 12 * 3_600))


def _cancel(rows: Rows, agreed: Agreed, checkin: Checkin) -> None:
    chance = rows.showing.chance
    at = min(checkin.opens_at, rows.showing.now) - timedelta(hours=chance.randint(2, 60))
    row = Cancellation(checkin=checkin, person_id=checkin.person_id, by_id=agreed.who.officer, at=at, why=chance.choice(words.CANCELLED))
    rows.add(row)
    rows.tell(
        by_worker(agreed.who.officer, at, chance.id_at(at)),
        "supervision.cancel_checkin@1",
        agreed.who.person,
        because_of(agreed),
        [checkin],
    )


def _miss(rows: Rows, agreed: Agreed, checkin: Checkin) -> None:
    """A miss opens a task; most are followed up within two days, a few are still waiting."""
    chance, now, who = rows.showing.chance, rows.showing.now, agreed.who
    noted = min(checkin.closes_at + timedelta(minutes=4), now)
    # The id that the clock's own job gives it, so that the job finds it done.
    note_id = uuid_from("supervision.note_miss@1", checkin.pk, "miss")
    rows.tell(by_clock(noted, note_id), "supervision.note_miss@1", who.person, "the clock", [])
    at = noted + timedelta(hours=chance.uniform(1, 44))
    waits = at > now or rows.left_waiting(who.officer, noted, 0.15)
    rows.task("supervision.missed", checkin.pk, who.person, noted, 1, None if waits else (at, who.officer))
    if waits:
        return
    steps = [str(step) for step in chance.choice(STEPS)]
    row = FollowUp(
        checkin=checkin, person_id=checkin.person_id, by_id=who.officer, at=at, steps=steps, reason=chance.choice(words.MISS_REASONS)
    )
    rows.add(row)
    rows.tell(by_worker(who.officer, at, chance.id_at(at)), "supervision.record_follow_up@1", who.person, because_of(agreed), [row])


def _is_guest(rows: Rows, agreed: Agreed) -> bool:
    return agreed.who.person == rows.showing.guest
