"""The pages of access, through a signed-in browser."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.make import browser_of, pair, person, rollout, typed, wing, worker
from throughgate.basics.clock import now
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.policy.models import Marker, Restriction, Rollout

CHECKIN = "supervision.checkin"
LAST_DAY = typed("last_day", date(2099, 3, 1))
# What a page with nothing but a button sends.
CONFIRMED = {"act": ""}


@pytest.fixture
def senior_and_person():
    rollout(CHECKIN)
    return pair(WorkerRole.SENIOR_PROBATION_OFFICER)


def test_a_restriction_is_decided_shown_and_given_back(senior_and_person):
    senior, restricted = senior_and_person
    browser, page = browser_of(senior), reverse("access:person", args=[restricted.pk])
    said = {"capability": CHECKIN, "reason": "The tablet was broken open.", **LAST_DAY}
    assert browser.post(reverse("access:restrict", args=[restricted.pk]), said).status_code == 302

    shown = browser.get(page).content.decode()
    told = ("The tablet was broken open.", "Until the end of 1 March 2099", "not yet: their device has not been in touch", "restricted")
    for words in told:
        assert words in shown
    assert "The tablet was broken open." in browser.get(reverse("person", args=[restricted.pk])).content.decode()

    lift = reverse("access:lift", args=[restricted.pk, Restriction.objects.get().pk])
    assert lift in shown
    assert browser.post(lift, CONFIRMED).status_code == 302
    assert "ended on" in browser.get(page).content.decode()
    assert browser.get(lift).status_code == 404


def test_a_form_without_end_or_with_something_essential_comes_back(senior_and_person):
    senior, restricted = senior_and_person
    browser, page = browser_of(senior), reverse("access:restrict", args=[restricted.pk])
    assert "Nothing is taken away for ever" in browser.post(page, {"capability": CHECKIN, "reason": "Because."}).content.decode()
    assert "talk.ask" not in browser.get(page).content.decode()


def test_a_marker_is_set_and_ended(senior_and_person):
    senior, marked = senior_and_person
    browser = browser_of(senior)
    assert browser.post(reverse("access:mark", args=[marked.pk]), {"code": "XIT", "why": "Court order", **LAST_DAY}).status_code == 302
    assert "XIT: No access to IT" in browser.get(reverse("access:person", args=[marked.pk])).content.decode()
    assert browser.post(reverse("access:end_marker", args=[marked.pk, Marker.objects.get().pk]), CONFIRMED).status_code == 302
    assert Marker.objects.get().to_at


def test_an_officer_sees_why_but_decides_nothing(senior_and_person):
    _senior, restricted = senior_and_person
    officer, own = pair()
    browser = browser_of(officer)
    shown = browser.get(reverse("access:person", args=[own.pk]))
    assert shown.status_code == 200
    assert reverse("access:restrict", args=[own.pk]) not in shown.content.decode()
    assert browser.get(reverse("access:restrict", args=[own.pk])).status_code == 404
    assert browser.get(reverse("access:person", args=[restricted.pk])).status_code == 404


def test_a_tutor_has_no_card():
    tutor, own = pair(WorkerRole.TUTOR)
    assert "What they may use" not in browser_of(tutor).get(reverse("person", args=[own.pk])).content.decode()


def test_something_is_switched_on_and_off():
    browser, page = browser_of(worker(WorkerRole.ADMINISTRATOR, at=wing())), reverse("access:rollouts")
    assert "Nothing is switched on here yet" in browser.get(page).content.decode()
    assert browser.post(page, {"capability": CHECKIN, "place": str(wing().pk), "note": "Wing B first"}).status_code == 302
    assert "Wing B first" in browser.get(page).content.decode()
    assert "is switched on there already" in browser.post(page, {"capability": CHECKIN, "place": str(wing().pk)}).content.decode()
    assert browser.post(reverse("access:end_roll_out", args=[Rollout.objects.get().pk]), CONFIRMED).status_code == 302
    assert Rollout.objects.get().to_at


def test_only_who_decides_for_every_place_is_offered_everywhere():
    page = reverse("access:rollouts")
    assert "Everywhere" in browser_of(worker(WorkerRole.ADMINISTRATOR, at=wing())).get(page).content.decode()
    senior = browser_of(worker(WorkerRole.SENIOR_PROBATION_OFFICER, at=wing()))
    assert "Everywhere" not in senior.get(page).content.decode()
    assert senior.post(page, {"capability": CHECKIN}).status_code == 200


def test_security_sees_what_is_switched_on_and_switches_nothing():
    rollout(CHECKIN, wing())
    browser, page = browser_of(worker(WorkerRole.SECURITY, at=wing())), reverse("access:rollouts")
    shown = browser.get(page).content.decode()
    assert wing().name in shown
    assert "Switch something on" not in shown
    assert "Switch off" not in shown
    browser.post(page, {"capability": CHECKIN, "place": str(wing().pk)})
    assert Rollout.objects.count() == 1


def test_what_stands_is_a_list_with_what_is_looked_at_again_first():
    senior, own = pair(WorkerRole.SENIOR_PROBATION_OFFICER, at=wing())
    other, stranger = person(lives=wing()), person(lives=wing("C"))
    rows = [(own, None, 3), (other, 5, None), (stranger, None, 1)]
    for whose, days, review in rows:
        until = now() + timedelta(days=days) if days else None
        day = now().date() + timedelta(days=review) if review else None
        about = {"person": whose, "capability": CHECKIN, "reason": f"About {whose.name}", "by": senior}
        Restriction.objects.create(**about, from_at=now() - timedelta(days=1), until=until, review_on=day)
    shown = browser_of(senior).get(reverse("access:restrictions")).content.decode()
    assert shown.index(own.name) < shown.index(other.name)
    assert stranger.name not in shown
    assert reverse("access:restrictions") in browser_of(senior).get(reverse("inbox")).content.decode()


@pytest.mark.parametrize("page", ["person", "restrict", "mark"])
def test_a_stranger_finds_no_page(page):
    stranger, someone = worker(WorkerRole.ADMINISTRATOR, at=wing("C")), person(lives=wing("B"))
    assert browser_of(stranger).get(reverse(f"access:{page}", args=[someone.pk])).status_code == 404
