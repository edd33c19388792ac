"""A check-in that is a cry for help, what a worker must do about it, and a concern that is not filed away."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.make import DAY, HOUR, NOON, as_person, as_worker, browser_of, care, pair, place, typed, worker
from throughgate.basics.clock import london_day, now
from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import CareRole, WorkerRole
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.tasks.models import Task
from throughgate.kernel.tasks.work import calm, hand_to, waiting_for
from throughgate.modules.supervision import commands, queries
from throughgate.modules.supervision.commands.concerns import AlreadyFollowed, FollowsInThePast, SayWhatFollows
from throughgate.modules.supervision.commands.reviews import AnswerThem
from throughgate.modules.supervision.feed import checkin_row
from throughgate.modules.supervision.models import Concern, Review
from throughgate.modules.supervision.tests import make


def task_of(sent):
    return Task.objects.get(about=sent.id, kind="supervision.review")


def kinds(who, at=NOON):
    return [task.kind for task in waiting_for(as_worker(who, at))]


@pytest.mark.parametrize(
    ("said", "signs"),
    [
        ({"feeling": "STRUGGLING"}, "struggling"),
        ({"feeling": "STRUGGLING", "callback": True}, "struggling call"),
        ({"feeling": "NOT_GREAT", "help": ["MENTAL_HEALTH"]}, "mind"),
        ({"feeling": "WELL", "callback": True}, "call"),
        ({"feeling": "NOT_GREAT"}, ""),
        ({"feeling": "OK", "help": ["MENTAL_HEALTH"]}, ""),
    ],
)
def test_what_makes_a_checkin_urgent(said, signs):
    _officer, person = make.supervised()
    task = task_of(make.submit(person, None, **said))
    assert task.signs == signs
    assert task.due_at == NOON + (8 * HOUR if signs else 2 * DAY)


def test_who_asked_for_help_is_not_waved_through():
    officer, person = make.supervised()
    sent = make.submit(person, None, feeling="STRUGGLING")
    with pytest.raises(AnswerThem):
        commands.review_checkin(as_worker(officer), submission=sent.id, outcome="MATCH", reply=" ")
    calm(as_worker(officer), task_of(sent))
    commands.review_checkin(as_worker(officer), submission=sent.id, outcome="MATCH")
    assert kinds(officer) == []


def test_who_has_it_in_hand_may_review_it_and_nobody_else_of_the_office():
    officer, person = make.supervised()
    sent = make.submit(person, None)
    home = person.stays.get().place
    colleague = worker(at=home)
    with pytest.raises(NotFound):
        commands.review_checkin(as_worker(colleague), submission=sent.id, outcome="MATCH")
    hand_to(task_of(sent), colleague)
    commands.review_checkin(as_worker(colleague), submission=sent.id, outcome="MATCH")
    assert kinds(officer) == []


def test_a_note_is_for_staff_unless_it_is_shared():
    officer, person = make.supervised()
    for shared in (False, True):
        sent = make.submit(person, None, at=NOON + shared * HOUR)
        commands.review_checkin(as_worker(officer), submission=sent.id, outcome="MATCH", note="Looked tired.", share_note=shared)
        with scope(as_person(person)):
            seen = checkin_row(Review.objects.get(submission=sent.id).submission.checkin).seen
        assert seen
        assert (seen.note, seen.reply) == ("Looked tired." if shared else "", "")


def test_a_concern_says_what_follows_and_waits_until_it_is_done():
    officer, person = make.supervised()
    sent = make.submit(person, None)
    said = {"submission": sent.id, "outcome": "MATCH_WITH_CONCERN", "note": "Very quiet."}
    with pytest.raises(SayWhatFollows):
        commands.review_checkin(as_worker(officer), **said)
    with pytest.raises(FollowsInThePast):
        commands.review_checkin(as_worker(officer), **said, follows=make.follows(officer, due_on=make.TODAY - DAY))
    commands.review_checkin(as_worker(officer), **said, follows=make.follows(officer))
    assert kinds(officer) == ["supervision.concern"]
    assert Task.objects.get(kind="supervision.concern").due_at == NOON + timedelta(hours=5) + DAY
    stranger, _other = pair()
    for nobody in (as_worker(stranger), as_person(person)):
        with pytest.raises(NotFound):
            commands.finish_concern(nobody, concern=sent.id, came_of_it="Nothing")
    act = as_worker(officer)
    for _time in range(2):
        commands.finish_concern(act, concern=sent.id, came_of_it="We spoke. Their mother is ill.")
    assert kinds(officer) == []
    with pytest.raises(AlreadyFollowed):
        commands.finish_concern(as_worker(officer), concern=sent.id, came_of_it="Again")


def test_a_concern_goes_to_the_colleague_who_is_named():
    officer, person = make.supervised()
    colleague, stranger = worker(at=person.stays.get().place), worker(at=place("FAR"))
    sent = make.submit(person, None)
    said = {"submission": sent.id, "outcome": "MATCH_WITH_CONCERN", "note": "Very quiet."}
    for nobody in (stranger.pk, uuid4(), worker(WorkerRole.CHARITY, at=person.stays.get().place).pk):
        with pytest.raises(NotFound):
            commands.review_checkin(as_worker(officer), **said, follows=make.follows(officer, worker=nobody))
    commands.review_checkin(as_worker(officer), **said, follows=make.follows(colleague))
    assert (kinds(officer), kinds(colleague)) == ([], ["supervision.concern"])
    commands.finish_concern(as_worker(colleague), concern=sent.id, came_of_it="We spoke.")
    with scope(as_worker(officer)):
        assert Concern.objects.get().end.by == colleague


def test_while_the_officer_is_away_their_cover_reviews_and_approves_nothing():
    officer, person = make.supervised()
    make.plan(officer, person, purpose="REPLACE_F2F")
    senior = make.senior_to(person)
    cover = worker(WorkerRole.SENIOR_PROBATION_OFFICER)
    for who in (officer, senior):
        make.away(who, cover)
    sent = make.submit(person, None, feeling="STRUGGLING")
    assert kinds(cover) == ["supervision.review"]
    commands.review_checkin(as_worker(cover), submission=sent.id, outcome="MATCH", reply="I ring you at three.")
    with scope(as_worker(cover)) as act:
        plan = queries.plans_to_open(act, make.TODAY)
    assert plan == []
    with pytest.raises(NotFound):
        commands.approve_plan(as_worker(cover), plan=make.plan_of(person).pk, approved=True)


def test_the_inbox_shows_how_they_felt_lately():
    officer, person = make.supervised()
    for days, feeling in ((9, "WELL"), (5, "NOT_GREAT"), (0, "STRUGGLING")):
        make.submit(person, None, at=now() - days * DAY - HOUR, feeling=feeling)
    page = browser_of(officer).get("/")
    [urgent] = page.context["urgent"]
    felt = next(one.glance for one in urgent.glances if one.template == "supervision/glance.html")
    assert [(str(one.says), one.height) for one in felt] == [("struggling", 1), ("not great", 2), ("well", 4)]
    assert "Struggling</strong>" in page.content.decode()


def test_the_review_page_asks_what_follows_and_says_who_reads_what():
    officer, person = make.supervised()
    sent = make.submit(person, None, at=now() - HOUR)
    browser, page = browser_of(officer), reverse("supervision:review", args=[sent.id])
    assert f"{person.known_as} will read this" in browser.get(page).content.decode()
    said = {"outcome": "MATCH_WITH_CONCERN", "note": "Very quiet.", "follows_what": "Ring them."}
    assert b"Say by which day." in browser.post(page, said).content
    said |= {"follows_worker": str(officer.pk), **typed("follows_on", london_day(now()) + DAY)}
    assert browser.post(page, said).status_code == 302
    shown = browser.get(reverse("person", args=[person.pk])).content.decode()
    assert "Ring them." in shown
    concern = reverse("supervision:concern", args=[sent.id])
    assert browser.post(concern, {"came_of_it": "We spoke."}).status_code == 302
    assert "We spoke." in browser.get(concern).content.decode()
    assert b"Done" in browser.get(reverse("person", args=[person.pk])).content


def test_seniors_see_a_concern_and_a_keyworker_cannot_end_it():
    officer, person = make.supervised()
    sent = make.submit(person, None)
    make.concern(officer, sent)
    keyworker = worker(WorkerRole.PRISON_OFFICER)
    care(keyworker, person, CareRole.KEYWORKER)
    with pytest.raises(NotFound):
        commands.finish_concern(as_worker(keyworker), concern=sent.id, came_of_it="We spoke.")
    commands.finish_concern(as_worker(make.senior_to(person)), concern=sent.id, came_of_it="We spoke.")
