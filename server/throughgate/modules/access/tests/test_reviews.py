"""A restriction is looked at again: who is asked, when, and how that ends."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.make import DAY, HOUR, NOON, as_worker, browser_of, care, pair, person, prison, rollout, typed, wing, worker
from throughgate.basics.clock import now
from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import CareRole, WorkerRole
from throughgate.kernel.places.models import Setting
from throughgate.kernel.places.moves import move
from throughgate.kernel.policy.decide import explain
from throughgate.kernel.policy.models import Restriction
from throughgate.kernel.tasks.models import Task
from throughgate.kernel.tasks.work import waiting_for
from throughgate.modules.access import commands, jobs

CHECKIN = "supervision.checkin"
REVIEW_ON = (NOON + 7 * DAY).date()
DUE = NOON + 7 * DAY


@pytest.fixture
def resident():
    rollout(CHECKIN)
    return person(lives=wing())


@pytest.fixture
def security():
    return worker(WorkerRole.SECURITY, at=prison())


@pytest.fixture
def restriction(resident, security):
    return restrict(security, resident)


def restrict(by, whom, at=NOON, **changes):
    said = {"person": whom.pk, "capability": CHECKIN, "reason": "The tablet was broken open.", "review_on": REVIEW_ON}
    commands.restrict(as_worker(by, at), **(said | changes))
    return Restriction.objects.get(person=whom, lifted_at=None)


def the_clock_runs(*moments):
    for moment in moments:
        jobs.ask_for_reviews(moment)
        jobs.close_reviews(moment)


def waits(for_whom, at=DUE):
    return [task.about for task in waiting_for(as_worker(for_whom, at))]


def test_security_is_asked_on_the_day_and_once(restriction, security):
    the_clock_runs(DUE - DAY)
    assert waits(security) == []
    the_clock_runs(DUE, DUE + HOUR, DUE + DAY)
    assert waits(security) == [restriction.pk]
    task = Task.objects.get()
    assert (task.opened_at, task.person) == (DUE, restriction.person)
    assert task.due_at == DUE.replace(hour=0) + DAY, "by the end of the day on London's clocks, in winter those of UTC"


def test_nobody_else_is_asked_where_security_works(restriction, resident):
    officer, elsewhere = worker(WorkerRole.PRISON_OFFICER, at=wing()), worker(WorkerRole.SECURITY, at=prison("ZMI"))
    care(officer, resident)
    the_clock_runs(DUE)
    assert waits(officer) == waits(elsewhere) == []


def test_who_moves_takes_it_along_and_it_never_waits_for_no_one(restriction, resident, security):
    officer, there = worker(WorkerRole.PRISON_OFFICER, at=prison("ZMI")), prison("ZMI")
    the_clock_runs(DUE)
    move(resident, there, Setting.OPEN, DUE)
    assert (waits(security), waits(officer)) == ([], [restriction.pk])
    theirs = worker(WorkerRole.SECURITY, at=there)
    assert (waits(theirs), waits(officer)) == ([restriction.pk], [])


def test_outside_the_senior_is_asked():
    rollout(CHECKIN)
    senior, supervised = pair(WorkerRole.SENIOR_PROBATION_OFFICER)
    officer = worker()
    supervised.cared_for_by.all().delete()
    care(senior, supervised, CareRole.SENIOR)
    care(officer, supervised)
    restriction = restrict(senior, supervised)
    the_clock_runs(DUE)
    assert (waits(senior), waits(officer)) == ([restriction.pk], [])


def test_giving_it_back_closes_the_task(restriction, security):
    the_clock_runs(DUE)
    commands.lift_restriction(as_worker(security, DUE + HOUR), restriction=restriction.pk)
    assert waits(security) == []
    assert (Task.objects.get().done_by, Task.objects.get().done_at) == (security, DUE + HOUR)


def test_letting_it_stand_closes_the_task_and_names_a_new_day(restriction, resident, security):
    the_clock_runs(DUE)
    again = DUE + 14 * DAY
    act = as_worker(security, DUE + HOUR)
    commands.review_restriction(act, restriction=restriction.pk, reason="It happened again.", review_on=again.date())
    assert waits(security) == []
    old, new = Restriction.objects.order_by("from_at")
    assert (old.lifted_at, new.from_at) == (DUE + HOUR, DUE + HOUR), "no moment lies between the two"
    assert explain(resident.pk, CHECKIN, DUE + HOUR).says == "It happened again."
    the_clock_runs(again)
    assert waits(security, again) == [new.pk]


def test_it_closes_when_the_restriction_runs_out(resident, security):
    restrict(security, resident, until=DUE + DAY)
    the_clock_runs(DUE)
    assert len(waits(security)) == 1
    the_clock_runs(DUE + DAY)
    assert waits(security) == []
    assert Task.objects.get().done_by is None


def test_one_that_ended_or_has_no_such_day_is_never_asked_about(restriction, resident, security):
    commands.lift_restriction(as_worker(security, NOON + DAY), restriction=restriction.pk)
    restrict(security, resident, NOON + 2 * DAY, until=DUE + DAY, review_on=None)
    the_clock_runs(DUE, DUE + 2 * DAY)
    assert not Task.objects.exists()


def test_what_ended_or_is_somebody_elses_cannot_be_let_stand(restriction, security):
    said = {"restriction": restriction.pk, "reason": "Still.", "review_on": (DUE + DAY).date()}
    with pytest.raises(NotFound):
        commands.review_restriction(as_worker(worker(WorkerRole.SECURITY, at=prison("ZMI")), DUE), **said)
    with pytest.raises(commands.NeedsEnd):
        commands.review_restriction(as_worker(security, DUE), **(said | {"review_on": None}))
    commands.lift_restriction(as_worker(security, DUE), restriction=restriction.pk)
    with pytest.raises(NotFound):
        commands.review_restriction(as_worker(security, DUE), **said)


def test_from_the_inbox_to_the_decision(resident, security):
    yesterday = now() - DAY
    first = restrict(security, resident, yesterday - 7 * DAY, review_on=yesterday.date())
    the_clock_runs(now() - timedelta(minutes=1))
    browser, page = browser_of(security), reverse("access:review", args=[first.pk])
    inbox = browser.get(reverse("inbox")).content.decode()
    assert page in inbox
    assert "Restriction to look at again" in inbox

    shown = browser.get(page).content.decode()
    for words in ("The tablet was broken open.", security.name, reverse("access:lift", args=[resident.pk, first.pk])):
        assert words in shown
    assert page in browser.get(reverse("access:person", args=[resident.pk])).content.decode()
    said = {"reason": "Not yet.", **typed("review_on", (now() + 30 * DAY).date())}
    assert browser.post(page, said).headers["Location"] == reverse("access:person", args=[resident.pk])
    assert page not in browser.get(reverse("inbox")).content.decode()
    assert browser.get(page).status_code == 404
    assert "Not yet." in browser.get(reverse("access:person", args=[resident.pk])).content.decode()


def test_a_stranger_finds_no_review(restriction):
    stranger = browser_of(worker(WorkerRole.SECURITY, at=prison("ZMI")))
    assert stranger.get(reverse("access:review", args=[restriction.pk])).status_code == 404
