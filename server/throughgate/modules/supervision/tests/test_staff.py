"""The pages of supervision, through a signed-in browser."""

import hashlib
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.make import DAY, HOUR, as_person, as_worker, browser_of, care, pair, worker
from tests.make import person as make_person
from throughgate.basics.clock import london_day, now
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.gateways import file_store
from throughgate.kernel.people.models import Person, Worker, WorkerRole
from throughgate.kernel.policy.scope import scope
from throughgate.modules.supervision import commands, jobs
from throughgate.modules.supervision.commands import plans, submissions
from throughgate.modules.supervision.models import Checkin, Plan, Review
from throughgate.modules.supervision.tests import make


@pytest.fixture
def sent():
    """A worker, and a check-in of someone they supervise that waits for them."""
    officer, person = make.supervised()
    where = plans.Where("Library", 51.48, -3.18, 200)
    make.plan(officer, person, questions=[plans.Ask("How is work?")], where=where)
    checkin = make.checkin_due(person)
    place = submissions.Position(51.4805, -3.18, 25.0, make.NOON)
    details = submissions.Details(phone="07700 900123")
    act = make.submit(person, checkin, place=place, no_place="", details=details, help=["HOUSING"], help_words="The roof leaks.")
    return officer, person, act


def test_a_worker_finds_it_in_the_inbox_reviews_it_and_it_leaves(sent):
    officer, person, act = sent
    browser = browser_of(officer)
    page = reverse("supervision:review", args=[act.id])
    assert page in browser.get(reverse("inbox")).content.decode()

    shown = browser.get(page).content.decode()
    for words in ("The roof leaks.", "07700 900123", "At the agreed place", person.name):
        assert words in shown
    given = {"outcome": "MATCH", "reply": "I will call about the roof.", "keep_details": "on"}
    assert browser.post(page, given).status_code == 302
    assert page not in browser.get(reverse("inbox")).content.decode()
    assert TrailEntry.objects.filter(what="look:supervision:review", person_id=person.pk, outcome="looked").exists()


def test_a_concern_without_a_note_comes_back_with_the_reason(sent):
    officer, _, act = sent
    shown = browser_of(officer).post(reverse("supervision:review", args=[act.id]), {"outcome": "NO_MATCH"})
    assert "Write what you saw" in shown.content.decode()
    with scope(act):
        assert not Review.objects.exists()


def test_files_of_a_checkin_open_only_through_it(sent):
    officer, _, act = sent
    content = b"\x89PNG signature"
    sha = file_store.put(content)
    browser = browser_of(officer)
    with scope(act):
        submission = make.submission_of(act)
        submission.signature = sha
        submission.save()
    opened = browser.get(reverse("supervision:file", args=[act.id, sha]))
    assert hashlib.sha256(opened.getvalue()).hexdigest() == sha
    assert browser.get(reverse("supervision:file", args=[act.id, "e" * 64])).status_code == 404


def test_a_stranger_finds_nothing(sent):
    _, person, act = sent
    stranger = browser_of(worker(WorkerRole.PROBATION_OFFICER))
    for name, key in (("review", act.id), ("set_plan", person.pk)):
        assert stranger.get(reverse(f"supervision:{name}", args=[key])).status_code == 404


def test_a_plan_is_set_shown_and_ended():
    officer, person = make.supervised()
    browser = browser_of(officer)
    given = {
        "every": "WEEKLY", "first_due_0": "1", "first_due_1": "1", "first_due_2": "2031", "purpose": "SUPPLEMENT_F2F",
        "rationale": "She works nights.", "question_1": "How is work or learning going?", "where": "near",
        "where_name": "Home", "position": "51.48, -3.18", "radius_m": "200",
    }  # fmt: skip
    page = reverse("supervision:set_plan", args=[person.pk])
    assert "Type two numbers" in browser.post(page, given | {"position": "somewhere"}).content.decode()
    assert browser.post(page, given).status_code == 302
    with scope(as_person(person)):
        plan = Plan.objects.get(person=person)
        assert plan.questions.get().text_cy == "Sut mae gwaith neu ddysgu yn mynd?"
    assert "She works nights." in browser.get(reverse("supervision:plan", args=[plan.pk])).content.decode()
    assert browser.post(reverse("supervision:end_plan", args=[plan.pk]), {"why": "Moved away."}).status_code == 302
    assert browser.get(reverse("supervision:overview")).status_code == 200
    assert browser.get(reverse("person", args=[person.pk])).status_code == 200


def test_a_senior_approves_on_their_own_page():
    officer, person = make.supervised()
    senior = make.senior_to(person)
    # Pages act at the real time.
    tomorrow = london_day(now()) + DAY
    plan = make.plan(officer, person, purpose="REPLACE_F2F", first_due=tomorrow)
    page = reverse("supervision:approve", args=[plan.pk])
    assert browser_of(senior).post(page, {"approved": "yes"}).status_code == 302
    assert make.checkin_due(person, tomorrow).plan_id == plan.pk


def test_a_miss_is_followed_up():
    officer, person = make.supervised()
    make.plan(officer, person, first_due=make.TODAY)
    checkin = make.checkin_due(person)
    jobs.note_misses(checkin.closes_at + HOUR)
    browser = browser_of(officer)
    with scope(as_person(person)):
        checkin.opens_at, checkin.closes_at = checkin.opens_at - 90 * DAY, checkin.closes_at - 90 * DAY
        checkin.save()
    page = reverse("supervision:missed", args=[checkin.pk])
    assert "not a breach" in browser.get(page).content.decode()
    assert browser.post(page, {"steps": ["called"], "reason": "Lost phone."}).status_code == 302


def test_every_page_about_a_plan_or_a_checkin_is_on_the_trail():
    officer, person = make.supervised()
    plan = make.plan(officer, person, first_due=make.TODAY)
    checkin = make.checkin_due(person)
    browser = browser_of(officer)
    for name, about in (("cancel", checkin), ("plan", plan), ("end_plan", plan), ("approve", plan)):
        assert browser.get(reverse(f"supervision:{name}", args=[about.pk])).status_code == 200
        assert TrailEntry.objects.filter(what=f"look:supervision:{name}", person_id=person.pk, outcome="looked").count() == 1


def test_the_overview_says_what_is_next_and_how_the_last_one_went():
    officer, person = make.supervised()
    moment, other = now(), another_with_a_plan(officer)
    make.plan(officer, person, first_due=london_day(moment))
    sent, _second = coming_of(person)
    missed, cancelled, coming = coming_of(other, 3)
    window(sent, moment - HOUR, moment + HOUR)
    window(missed, moment - 2 * DAY, moment - DAY)
    make.submit(person, sent, at=moment)
    commands.cancel_checkin(as_worker(officer), checkin=cancelled.pk, why="A bank holiday.")
    page = browser_of(officer).get(reverse("supervision:overview"))
    lines = {line.person_id: line for line in page.context["listing"].shown}
    assert lines[other.pk].next_due == coming.due_on
    assert (lines[person.pk].last.says, lines[other.pk].last.says) == ("Sent, not yet seen", "Missed")
    assert [(month.first.day, month.sent, month.missed) for month in page.context["months"]] == [(1, 0, 1)]


def test_the_overview_has_everyone_and_can_be_taken_away():
    officer, person = make.supervised()
    make.plan(officer, person, first_due=london_day(now()))
    browser, page = browser_of(officer), reverse("supervision:overview")
    browser.get(page)
    with CaptureQueriesContext(connection) as few:
        browser.get(page)
    for _n in range(60):
        another_with_a_plan(officer)
    with CaptureQueriesContext(connection) as many:
        shown = browser.get(page)
    assert shown.context["listing"].page.paginator.num_pages == 2
    assert len(many) == len(few)
    assert len(many) <= 12
    assert len(browser.get(page, {"as": "csv"}).content.decode().splitlines()) == 62


def another_with_a_plan(officer: Worker) -> Person:
    who = make_person()
    care(officer, who)
    make.plan(officer, who, first_due=london_day(now()))
    return who


def coming_of(who: Person, most: int = 2) -> list[Checkin]:
    with scope(as_person(who)):
        return list(Checkin.objects.filter(person=who).order_by("due_on")[:most])


def window(checkin: Checkin, opens: datetime, closes: datetime) -> None:
    """Move a check-in: pages act at the real time, whatever the hour is."""
    with scope(as_person(checkin.person)):
        Checkin.objects.filter(pk=checkin.pk).update(opens_at=opens, closes_at=closes)


def test_somebody_elses_worker_cannot_guess():
    _officer, person = pair()
    assert browser_of(worker()).get(reverse("person", args=[person.pk])).status_code == 404


def test_a_worker_reads_that_they_would_rather_not_say():
    officer, person = make.supervised()
    plan = make.plan(officer, person, questions=[plans.Ask("How is work?")])
    checkin = make.checkin_due(person)
    with scope(as_person(person)):
        question = plan.questions.get()
    act = make.submit(person, checkin, answers=[submissions.Answered(question.pk)])
    shown = browser_of(officer).get(reverse("supervision:review", args=[act.id])).content.decode()
    assert "How is work?" in shown
    assert "They would rather not say" in shown
