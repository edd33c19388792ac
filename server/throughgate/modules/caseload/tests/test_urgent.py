"""What is urgent comes to the top, and to somebody who is there: calls, handing over, cover, seniors."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.make import DAY, HOUR, NOON, as_person, as_worker, browser_of, care, person, wing, worker
from throughgate.basics.clock import london_day, now
from throughgate.basics.errors import NotFound
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.people.details import change_detail
from throughgate.kernel.people.models import CareRole, DetailKind, WorkerRole
from throughgate.kernel.policy.relations import people_in_care_of
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.tasks.work import waiting_for
from throughgate.modules.caseload import commands, queries
from throughgate.modules.caseload.commands.leave import AwayAlready, BackBeforeLeaving, LeaveHasPassed
from throughgate.modules.caseload.commands.urgent import ColleagueIsAway
from throughgate.modules.caseload.models import Call, HandOver
from throughgate.modules.caseload.tests import make

LATER = NOON + 9 * HOUR


def waits(who, at=NOON):
    return [task.about for task in waiting_for(as_worker(who, at))]


def calls_of(who):
    with scope(as_worker(who)):
        return list(Call.objects.values_list("outcome", flat=True))


# --- Calling ---


def test_the_urgent_comes_first_until_somebody_has_spoken_to_them():
    officer, _colleague, cared_for = make.colleagues()
    calm = make.urgent(cared_for, opened=NOON - 9 * HOUR, signs=())
    urgent = make.urgent(cared_for)
    assert waits(officer) == [urgent.about, calm.about]
    commands.record_call(as_worker(officer), task=urgent.pk, outcome="no_answer", note="Rang twice.")
    assert waits(officer) == [urgent.about, calm.about]
    commands.record_call(as_worker(officer), task=urgent.pk, outcome="spoke")
    assert waits(officer) == [calm.about, urgent.about]
    assert sorted(calls_of(officer)) == ["no_answer", "spoke"]


def test_a_call_sent_twice_is_one_call_and_on_the_trail():
    officer, _colleague, cared_for = make.colleagues()
    act, task = as_worker(officer), make.urgent(cared_for)
    for _time in range(2):
        commands.record_call(act, task=task.pk, outcome="left_word")
    assert calls_of(officer) == ["left_word"]
    assert TrailEntry.objects.filter(what="caseload.record_call@1", outcome="accepted", person_id=cared_for.pk).count() == 1


def test_only_who_has_it_in_their_inbox_may_call_about_it_or_hand_it_over():
    officer, colleague, cared_for = make.colleagues()
    task, stranger = make.urgent(cared_for), worker(at=wing())
    for act in (as_worker(colleague), as_worker(stranger), as_person(cared_for)):
        with pytest.raises(NotFound):
            commands.record_call(act, task=task.pk, outcome="spoke")
    with pytest.raises(NotFound):
        commands.hand_over(as_worker(stranger), task=task.pk, worker=colleague.pk, reason="I cannot")
    with pytest.raises(NotFound):
        commands.record_call(as_worker(officer), task=uuid4(), outcome="spoke")


# --- Handing over ---


def test_what_is_handed_over_waits_for_the_colleague_alone():
    officer, colleague, cared_for = make.colleagues()
    task = make.urgent(cared_for)
    commands.hand_over(as_worker(officer), task=task.pk, worker=colleague.pk, reason="I am in court until four.")
    assert (waits(officer), waits(colleague)) == ([], [task.about])
    with scope(as_worker(officer)):
        assert HandOver.objects.get().reason == "I am in court until four."
    with pytest.raises(NotFound):
        commands.hand_over(as_worker(officer), task=task.pk, worker=colleague.pk, reason="Once more")


def test_it_is_handed_only_to_somebody_who_may_see_the_person():
    officer, _colleague, cared_for = make.colleagues()
    task = make.urgent(cared_for)
    for nobody in (worker(at=wing()).pk, officer.pk, uuid4()):
        with pytest.raises(NotFound):
            commands.hand_over(as_worker(officer), task=task.pk, worker=nobody, reason="I cannot")


def test_it_is_not_handed_to_somebody_who_is_away():
    officer, colleague, cared_for = make.colleagues()
    make.away(colleague, officer)
    with pytest.raises(ColleagueIsAway):
        commands.hand_over(as_worker(officer), task=make.urgent(cared_for).pk, worker=colleague.pk, reason="I cannot")


def test_what_a_colleague_holds_who_has_left_or_whose_person_moved_waits_for_the_officer_again():
    officer, colleague, cared_for = make.colleagues()
    task = make.urgent(cared_for, held_by=colleague)
    assert waits(officer) == []
    colleague.left_at = NOON
    colleague.save()
    assert waits(officer) == [task.about]
    colleague.left_at = None
    colleague.save()
    chief = worker(WorkerRole.ADMINISTRATOR, at=make.office())
    commands.move_person(as_worker(chief), person=cared_for.pk, place=wing().pk, setting="closed", at=NOON - HOUR)
    assert (waits(officer), waits(colleague)) == ([task.about], [])


# --- Away ---


def test_while_somebody_is_away_their_cover_has_what_is_urgent_and_sees_their_people():
    officer, colleague, _cared_for = make.colleagues()
    elsewhere = person(lives=wing())
    care(officer, elsewhere)
    urgent, _calm = make.urgent(elsewhere), make.urgent(elsewhere, signs=())
    assert elsewhere not in people_in_care_of(as_worker(colleague))
    make.away(officer, colleague)
    assert waits(colleague) == [urgent.about]
    assert elsewhere in people_in_care_of(as_worker(colleague))
    commands.record_call(as_worker(colleague), task=urgent.pk, outcome="spoke")
    back = NOON + 3 * DAY
    assert waits(colleague, back) == []
    assert elsewhere not in people_in_care_of(as_worker(colleague, back))


def test_leave_that_is_ended_is_covered_no_more():
    officer, colleague, cared_for = make.colleagues()
    leave = make.away(officer, colleague)
    with pytest.raises(NotFound):
        commands.end_leave(as_worker(colleague), leave=leave.pk)
    make.urgent(cared_for)
    commands.end_leave(as_worker(officer), leave=leave.pk)
    assert waits(colleague) == []
    with pytest.raises(NotFound):
        commands.end_leave(as_worker(officer), leave=leave.pk)


def test_a_senior_may_write_down_that_somebody_is_ill_and_a_colleague_may_not():
    officer, colleague, _cared_for = make.colleagues()
    senior = worker(WorkerRole.SENIOR_PROBATION_OFFICER, at=make.office())
    today = london_day(NOON)
    said = {"worker": officer.pk, "first_day": today, "last_day": today, "cover": senior.pk}
    with pytest.raises(NotFound):
        commands.plan_leave(as_worker(colleague), **said)
    commands.plan_leave(as_worker(senior), **said)
    with pytest.raises(AwayAlready):
        commands.plan_leave(as_worker(senior), **said)


@pytest.mark.parametrize(("first", "last", "refusal"), [(0, -1, BackBeforeLeaving), (-5, -3, LeaveHasPassed)])
def test_leave_has_days_in_their_order_that_are_still_to_come(first, last, refusal):
    officer, colleague, _cared_for = make.colleagues()
    days = {"first_day": london_day(NOON) + first * DAY, "last_day": london_day(NOON) + last * DAY}
    with pytest.raises(refusal):
        commands.plan_leave(as_worker(officer), worker=officer.pk, cover=colleague.pk, **days)


def test_nobody_covers_who_is_away_themself_or_does_other_work():
    officer, colleague, _cared_for = make.colleagues()
    guard = worker(WorkerRole.PRISON_OFFICER, at=make.office())
    make.away(colleague, officer)
    today = london_day(NOON)
    with pytest.raises(ColleagueIsAway):
        commands.plan_leave(as_worker(officer), worker=officer.pk, first_day=today, last_day=today, cover=colleague.pk)
    for nobody in (guard.pk, officer.pk):
        with pytest.raises(NotFound):
            commands.plan_leave(as_worker(officer), worker=officer.pk, first_day=today, last_day=today, cover=nobody)


# --- Seniors ---


def test_what_is_urgent_and_overdue_goes_to_seniors_too():
    officer, _colleague, cared_for = make.colleagues()
    posted = worker(WorkerRole.SENIOR_PROBATION_OFFICER, at=make.office())
    theirs, elsewhere = worker(WorkerRole.SENIOR_PROBATION_OFFICER), worker(WorkerRole.SENIOR_PROBATION_OFFICER, at=wing())
    care(theirs, cared_for, CareRole.SENIOR)
    urgent, _calm = make.urgent(cared_for), make.urgent(cared_for, signs=())
    assert [waits(who) for who in (posted, theirs, elsewhere)] == [[], [], []]
    assert [waits(who, LATER) for who in (posted, theirs, elsewhere)] == [[urgent.about], [urgent.about], []]
    commands.record_call(as_worker(posted, LATER), task=urgent.pk, outcome="spoke")
    assert waits(posted, LATER) == []
    assert urgent.about in waits(officer, LATER)


# --- Pages ---


def test_the_inbox_shows_what_helps_to_act_on_it():
    officer, _colleague, cared_for = make.colleagues()
    change_detail(cared_for, DetailKind.PHONE, "+44 7700 900123", NOON - DAY)
    task = make.urgent(cared_for, opened=now() - 2 * HOUR)
    commands.record_call(as_worker(officer, now()), task=task.pk, outcome="no_answer")
    page = browser_of(officer).get("/")
    shown = page.content.decode()
    assert [one.line.who for one in page.context["urgent"]] == [cared_for.name]
    assert page.context["listing"].shown == []
    for words in (
        "tel:07700900123",
        "has waited 2 hours",
        f"{officer.name} called on",
        "There was no answer",
        "1 person needs an answer now",
    ):
        assert words in shown
    assert "Nothing waits for you" not in shown


def test_the_pages_of_calling_and_handing_over():
    officer, colleague, cared_for = make.colleagues()
    task, browser = make.urgent(cared_for, opened=now()), browser_of(officer)
    called, hand_over = (reverse(f"caseload:{name}", args=[task.pk]) for name in ("called", "hand_over"))
    assert b"No phone on the record" in browser.get(called).content
    for nonsense in ({"outcome": "dreamt"}, {"outcome": "spoke", "note": "x" * 1001}):
        assert b"There is a problem" in browser.post(called, nonsense).content
    assert browser.post(called, {"outcome": "no_answer", "note": "Rang twice."}).status_code == 302
    assert b"Rang twice." in browser.get(hand_over).content
    for nonsense in ({"worker": str(colleague.pk), "reason": ""}, {"worker": str(officer.pk), "reason": "Mine."}):
        assert b"There is a problem" in browser.post(hand_over, nonsense).content
    assert browser.post(hand_over, {"worker": str(colleague.pk), "reason": "In court."}).status_code == 302
    assert browser.get(called).status_code == 404
    assert [one.line.who for one in browser_of(colleague).get("/").context["urgent"]] == [cared_for.name]
    assert b"There was no answer" in browser.get(reverse("person", args=[cared_for.pk])).content


def test_the_page_of_who_is_away():
    officer, colleague, _cared_for = make.colleagues()
    browser, today = browser_of(officer), london_day(now())
    page = reverse("caseload:leave")
    days = {f"{name}_{box}": part for name in ("first_day", "last_day") for box, part in enumerate((today.day, today.month, today.year))}
    assert browser.post(page, {"worker": str(officer.pk), "cover": str(colleague.pk), **days}).status_code == 302
    assert f"{colleague.name} covers" in browser.get(page).content.decode()
    with scope(as_worker(colleague, now())) as act:
        [leave] = queries.leaves(act)
    assert browser_of(colleague).get(reverse("caseload:end_leave", args=[leave.id])).status_code == 404
    assert browser.post(reverse("caseload:end_leave", args=[leave.id]), {"act": ""}).status_code == 302
    assert "Nobody is away." in browser.get(page).content.decode()


def test_the_inbox_asks_each_thing_once_however_much_is_urgent(django_assert_max_num_queries):
    officer, _colleague, _cared_for = make.colleagues()
    browser = browser_of(officer)
    browser.get("/")
    for _n in range(20):
        one = person(lives=make.office())
        care(officer, one)
        make.urgent(one, opened=now() - timedelta(minutes=5))
    with django_assert_max_num_queries(18):
        assert len(browser.get("/").context["urgent"]) == 20
