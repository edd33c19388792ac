"""Puts the parts together."""

from itertools import count

from throughgate.kernel.registry.demo import Happened, Showing, by_worker
from throughgate.modules.supervision.demo.checkins import carry_through, start_own
from throughgate.modules.supervision.demo.plans import Agreed, agree, agree_with_guest, supervised
from throughgate.modules.supervision.demo.rows import Rows, because_of

PLANNED_SHARE = 0.93
OWN_SHARE = 0.06


def show(showing: Showing) -> list[Happened]:
    """Plans and check-ins of everyone who may check in. Returns what the trail should say of the last weeks."""
    people, turns = list(supervised(showing)), count()
    # The officer whom the demo signs in as was away for some days, so that there is something in the inbox.
    away = next((who.officer for who in people if who.person == showing.guest), None)
    rows = Rows(showing, away)
    for who in people:
        if who.person == showing.guest:
            _carry_out(rows, agree_with_guest(showing, who))
        elif showing.chance.happens(PLANNED_SHARE):
            _carry_out(rows, agree(showing, who, next(turns)))
    rows.save()
    return rows.happened


def _carry_out(rows: Rows, agreed: Agreed) -> None:
    rows.add(agreed.plan, *agreed.questions, agreed.approval, agreed.end)
    _decide(rows, agreed)
    if agreed.opens_checkins:
        carry_through(rows, agreed)
    if agreed.who.person == rows.showing.guest or rows.showing.chance.happens(OWN_SHARE):
        start_own(rows, agreed)


def _decide(rows: Rows, agreed: Agreed) -> None:
    """The acts of setting, approving and ending it, and the task that waits for a senior where one must decide."""
    who, plan, chance = agreed.who, agreed.plan, rows.showing.chance
    rows.tell(
        by_worker(who.officer, plan.set_at, chance.id_at(plan.set_at)), "supervision.set_plan@1", who.person, because_of(agreed), [plan]
    )
    if agreed.approval or agreed.fate == "waiting":
        done = (agreed.approval.at, who.senior) if agreed.approval else None
        rows.task("supervision.approve", plan.pk, who.person, plan.set_at, 5, done)
    if approval := agreed.approval:
        act = by_worker(who.senior, approval.at, chance.id_at(approval.at))
        rows.tell(act, "supervision.approve_plan@1", who.person, because_of(agreed), [approval])
    if end := agreed.end:
        rows.tell(by_worker(who.officer, end.at, chance.id_at(end.at)), "supervision.end_plan@1", who.person, because_of(agreed), [])
