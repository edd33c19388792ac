"""Supervision, told as stories through its commands."""

from datetime import date, timedelta

import pytest

from tests.make import DAY, HOUR, NOON, as_clock, as_person, as_worker, care, pair, worker
from throughgate.basics.errors import Again, NotFound
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.commands.models import Receipt
from throughgate.kernel.commands.perform import NotForYou
from throughgate.kernel.people.models import CareRole, ContactDetail
from throughgate.kernel.policy.models import Rollout
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.registry.installed import sweep
from throughgate.kernel.tasks.work import waiting_for
from throughgate.modules.supervision import commands, jobs
from throughgate.modules.supervision.commands import plans, reviews, submissions
from throughgate.modules.supervision.models import Checkin, Plan, Review, Submission
from throughgate.modules.supervision.rules.windows import due_window
from throughgate.modules.supervision.tests import make


def inbox(worker, at=NOON):
    return [task.kind for task in waiting_for(as_worker(worker, at))]


def test_a_checkin_reaches_the_worker_and_the_answer_closes_it():
    officer, person = make.supervised()
    make.plan(officer, person)
    sent = make.submit(person, make.checkin_due(person))
    assert inbox(officer) == ["supervision.review"]

    commands.review_checkin(as_worker(officer), submission=sent.id, outcome="MATCH", reply="Good to hear.")
    assert inbox(officer) == []
    with scope(sent):
        assert Review.objects.get(submission=sent.id).reply == "Good to hear."


def test_a_checkin_taken_in_time_counts_even_if_it_syncs_late():
    officer, person = make.supervised()
    make.plan(officer, person)
    checkin = make.checkin_due(person)
    sent = make.submit(person, checkin, at=checkin.closes_at - HOUR, arrives=checkin.closes_at + 5 * DAY)
    assert make.submission_of(sent).taken_at < checkin.closes_at


def test_one_taken_after_the_window_is_late_and_one_far_later_is_refused_in_words():
    officer, person = make.supervised()
    make.plan(officer, person)
    checkin = make.checkin_due(person)
    with pytest.raises(submissions.CheckinClosed):
        make.submit(person, checkin, at=checkin.closes_at + 8 * DAY)
    make.submit(person, checkin, at=checkin.closes_at + DAY)
    closed = Receipt.objects.get(code="checkin_closed")
    assert "Your worker can see that you tried" in closed.says
    assert TrailEntry.objects.filter(act=closed.act, outcome="refused", person_id=person.pk).exists()


def test_the_same_act_twice_is_one_checkin_and_another_act_is_told_so():
    officer, person = make.supervised()
    make.plan(officer, person)
    checkin = make.checkin_due(person)
    first = make.submit(person, checkin)
    again = as_person(person)
    again.id, again.files = first.id, first.files
    commands.submit_checkin(again, **make.said(checkin))
    with pytest.raises(submissions.AlreadySent):
        make.submit(person, checkin)
    with scope(first):
        assert Submission.objects.count() == 1
    assert TrailEntry.objects.filter(act=first.id).count() == 1


def test_a_refusal_told_again_has_the_same_words():
    officer, person = make.supervised()
    make.plan(officer, person)
    act = as_person(person)
    with pytest.raises(submissions.NotConfirmed):
        commands.submit_checkin(act, **make.said(make.checkin_due(person), confirmed=False))
    again = as_person(person)
    again.id = act.id
    with pytest.raises(Again) as told:
        commands.submit_checkin(again, **make.said(make.checkin_due(person)))
    assert told.value.code == "not_confirmed"


def test_a_person_may_start_a_checkin_themself():
    officer, person = make.supervised()
    sent = make.submit(person, None)
    assert make.submission_of(sent).checkin.plan is None
    assert inbox(officer) == ["supervision.review"]


def test_nobody_sends_for_another():
    officer, person = make.supervised()
    make.plan(officer, person)
    _, stranger = pair()
    with pytest.raises(NotFound):
        make.submit(stranger, make.checkin_due(person))


def test_a_photo_and_a_place_or_why_there_is_none():
    officer, person = make.supervised()
    make.plan(officer, person)
    checkin = make.checkin_due(person)
    with pytest.raises(submissions.PhotoOrReason):
        make.submit(person, checkin, photo=None)
    with pytest.raises(submissions.PlaceOrReason):
        make.submit(person, checkin, no_place="")
    with pytest.raises(submissions.FileMissing):
        make.submit(person, checkin, signature="c" * 64)
    make.submit(person, checkin, photo=None, no_photo="no_camera")


def test_answers_belong_to_the_questions_that_were_asked():
    officer, person = make.supervised()
    make.plan(officer, person, questions=[plans.Ask("How is the new job?"), plans.Ask("Did you see your sister?")])
    checkin = make.checkin_due(person)
    with scope(as_person(person)):
        assert checkin.plan is not None
        job, sister = checkin.plan.questions.order_by("order")
    voice = "d" * 64
    answers = [submissions.Answered(job.pk, "Going well."), submissions.Answered(sister.pk, voice=voice)]
    twice = [submissions.Answered(job.pk, "Not yet known."), *answers]
    sent = make.submit(person, checkin, answers=twice, files={voice})
    with scope(sent):
        told = make.submission_of(sent).answers.order_by("question__order")
        assert [(answer.words, answer.voice) for answer in told] == [("Going well.", ""), ("", voice)]


def test_a_plan_that_replaces_meeting_waits_for_a_senior():
    officer, person = make.supervised()
    senior = make.senior_to(person)
    plan = make.plan(officer, person, purpose="REPLACE_F2F")
    with pytest.raises(Checkin.DoesNotExist):
        make.checkin_due(person)
    assert inbox(senior) == ["supervision.approve"]

    with pytest.raises(NotFound):
        commands.approve_plan(as_worker(officer), plan=plan.pk, approved=True)
    commands.approve_plan(as_worker(senior), plan=plan.pk, approved=True)
    assert make.checkin_due(person).plan_id == plan.pk
    assert inbox(senior) == []


def test_a_plan_for_one_checkin_is_over_when_its_day_is():
    officer, person = make.supervised()
    make.plan(officer, person, every="ONCE")
    with pytest.raises(plans.AlreadyPlanned):
        make.plan(officer, person)
    later = as_worker(officer, NOON + 4 * DAY)
    said = {"every": "WEEKLY", "first_due": later.at.date(), "purpose": "SUPPLEMENT_F2F", "rationale": "It went well."}
    commands.set_plan(later, person=person.pk, **said)


def test_a_colleague_who_was_written_down_as_senior_approves_nothing():
    officer, person = make.supervised()
    colleague = worker()
    care(colleague, person, CareRole.SENIOR)
    plan = make.plan(officer, person, purpose="REPLACE_F2F")
    with pytest.raises(NotFound):
        commands.approve_plan(as_worker(colleague), plan=plan.pk, approved=True)


def test_a_plan_needs_a_reason_a_future_and_no_twin():
    officer, person = make.supervised()
    with pytest.raises(plans.SayWhy):
        make.plan(officer, person, rationale="  ")
    with pytest.raises(plans.BeginsInThePast):
        make.plan(officer, person, first_due=make.TODAY - DAY)
    with pytest.raises(plans.EndsBeforeItBegins):
        make.plan(officer, person, last_due=make.TODAY - DAY)
    make.plan(officer, person)
    with pytest.raises(plans.AlreadyPlanned):
        make.plan(officer, person)


def test_ending_a_plan_cancels_what_is_open_and_says_why():
    officer, person = make.supervised()
    plan = make.plan(officer, person)
    commands.end_plan(as_worker(officer), plan=plan.pk, why="The order has ended.")
    checkin = make.checkin_due(person)
    with pytest.raises(submissions.CheckinCancelled):
        make.submit(person, checkin)
    with scope(as_worker(officer)):
        assert checkin.cancellation.why == "The order has ended."


def test_a_miss_opens_a_task_and_is_not_a_breach():
    officer, person = make.supervised()
    make.plan(officer, person)
    checkin = make.checkin_due(person)
    after = checkin.closes_at + HOUR
    jobs.note_misses(after)
    jobs.note_misses(after + HOUR)
    assert inbox(officer, after) == ["supervision.missed"]

    follow_up = {"checkin": checkin.pk, "steps": ["called", "spoke"], "reason": "His phone was broken."}
    commands.record_follow_up(as_worker(officer, after), **follow_up)
    assert inbox(officer, after) == []


def test_a_checkin_that_arrives_after_the_miss_was_noted_takes_the_task_away():
    officer, person = make.supervised()
    make.plan(officer, person)
    checkin = make.checkin_due(person)
    jobs.note_misses(checkin.closes_at + HOUR)
    make.submit(person, checkin, at=checkin.opens_at + HOUR, arrives=checkin.closes_at + DAY)
    assert inbox(officer, checkin.closes_at + DAY) == ["supervision.review"]


def test_the_clock_opens_what_falls_due_once():
    officer, person = make.supervised()
    make.plan(officer, person)
    with scope(as_clock()):
        before = Checkin.objects.count()
    later = NOON + 14 * DAY
    jobs.open_checkins(later)
    jobs.open_checkins(later)
    with scope(as_clock()):
        assert Checkin.objects.count() == before + 2


def test_a_concern_must_be_explained_and_a_decision_stands():
    officer, person = make.supervised()
    make.plan(officer, person)
    sent = make.submit(person, make.checkin_due(person))
    with pytest.raises(reviews.SayWhatConcerns):
        commands.review_checkin(as_worker(officer), submission=sent.id, outcome="NO_MATCH")
    commands.review_checkin(as_worker(officer), submission=sent.id, outcome="NO_MATCH", note="Another man.")
    with pytest.raises(reviews.AlreadyReviewed):
        commands.review_checkin(as_worker(officer), submission=sent.id, outcome="MATCH")


def test_new_contact_details_are_kept_when_the_worker_says_so():
    officer, person = make.supervised()
    sent = make.submit(person, None, details=submissions.Details(phone="07700 900123"))
    commands.review_checkin(as_worker(officer), submission=sent.id, outcome="MATCH", keep_details=True)
    assert ContactDetail.objects.get(person=person, to_at=None).value == "07700 900123"


def test_where_it_is_not_switched_on_the_person_is_told_and_nothing_is_kept():
    officer, person = make.supervised()
    Rollout.objects.all().delete()
    with pytest.raises(NotForYou) as told:
        make.submit(person, None)
    assert "not switched on where you live" in told.value.words
    with scope(as_worker(officer)):
        assert not Submission.objects.exists()


def test_access_is_judged_when_it_was_made():
    officer, person = make.supervised()
    Rollout.objects.update(to_at=NOON + HOUR)
    make.submit(person, None, at=NOON, arrives=NOON + 3 * DAY)
    with pytest.raises(NotForYou):
        make.submit(person, None, at=NOON + 2 * HOUR, arrives=NOON + 3 * DAY)
    with scope(as_worker(officer)):
        assert Plan.objects.count() == 0
        assert Submission.objects.count() == 1


def test_a_window_is_72_hours_across_the_change_of_the_clocks():
    window = due_window(date(2026, 10, 24))
    assert window.closes - window.opens == timedelta(hours=73)
    assert window.opens.hour == 8


def test_after_its_keeping_time_a_checkin_goes_with_all_that_hangs_on_it():
    officer, person = make.supervised()
    make.plan(officer, person)
    sent = make.submit(person, make.checkin_due(person))
    commands.review_checkin(as_worker(officer), submission=sent.id, outcome="MATCH")
    sweep(NOON + 2_000 * DAY)
    with scope(sent):
        assert Submission.objects.count() == 1
    sweep(NOON + 2_200 * DAY)
    with scope(sent):
        assert Submission.objects.count() == Review.objects.count() == 0
