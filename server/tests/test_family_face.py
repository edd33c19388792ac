"""The families' face: how contacts come in, and that nobody learns there whom we know."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import set_urlconf

from tests import make
from tests.faces import family_browser
from throughgate.basics.clock import now
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.gateways.models import Letter
from throughgate.kernel.gateways.post import send_letters
from throughgate.kernel.identity.contact_links import GOOD_FOR, keep_code, make_link
from throughgate.kernel.people.contacts import approved
from throughgate.kernel.people.models import NoContact


@pytest.fixture
def mother():
    return make.contact(of=make.person(given="Jordan"), kind="MOT", email="carol@home.example")


def links():
    send_letters(now())
    return [line for letter in mail.outbox for line in letter.body.splitlines() if "/sign-in/" in line]


def test_a_contact_comes_in_by_a_link_that_works_once(mother):
    browser = family_browser()
    assert browser.get("/").headers["Location"] == "/sign-in/"
    assert browser.post("/sign-in/", {"email": "Carol@home.example"}).headers["Location"] == "/sign-in/asked/"
    (link,) = links()
    path = link.partition("localhost:8005")[2]
    # Programs that look for malware fetch it first.
    assert "Come in" in browser.get(path).content.decode()
    assert browser.post(path).headers["Location"] == "/"
    assert browser.get("/").status_code == 200
    assert "does not work any more" in family_browser().post(path).content.decode()
    browser.post("/sign-out/")
    assert browser.get("/").status_code == 302
    told = TrailEntry.objects.filter(what__startswith="family.sign").order_by("n", "pk").values_list("what", "outcome")
    assert {("family.sign_in", "accepted"), ("family.sign_in", "refused"), ("family.sign_out", "accepted")} <= set(told)


def test_nobody_learns_from_the_sign_in_whom_we_know(mother):
    known, unknown = (family_browser().post("/sign-in/", {"email": email}) for email in ("carol@home.example", "nobody@home.example"))
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert Letter.objects.count() == 1
    for _n in range(5):
        family_browser().post("/sign-in/", {"email": "carol@home.example"})
    assert Letter.objects.count() == 3


def test_a_mail_says_nothing_of_a_prison_and_forgets_its_words_once_it_has_gone(mother):
    family_browser().post("/sign-in/", {"email": mother.email})
    links()
    (letter,) = mail.outbox
    said = f"{letter.subject} {letter.body} {letter.from_email}".lower()
    assert not [word for word in ("prison", "hmp", "jordan", "throughgate", "wing", "officer") if word in said]
    assert Letter.objects.get().text == ""
    assert send_letters(now()) == 0


def test_a_link_runs_out_and_a_code_comes_in_as_it_is_typed(mother):
    assert "does not work any more" in family_browser().get(f"/sign-in/{make_link(mother, now() - GOOD_FOR)}/").content.decode()
    keep_code(mother, "ACDEFGHJ", now())
    browser = family_browser()
    assert "Check it letter by letter" in browser.post("/sign-in/code/", {"code": "ACDEFGHK"}).content.decode()
    assert browser.post("/sign-in/code/", {"code": "acde fghj"}).headers["Location"] == "/"
    assert browser.get("/").status_code == 200


def test_the_face_has_no_address_of_staff_and_the_other_way_round(mother):
    browser = family_browser(mother)
    for address in ("/people/", "/inbox/", "/account/password/", "/sync/v1/ping", "/nothing/"):
        assert browser.get(address).status_code == 404
    set_urlconf(None)
    assert make.browser_of(make.worker()).get("/sign-in/asked/").status_code == 404


def test_a_page_lets_nothing_in_from_elsewhere(mother):
    policy = family_browser(mother).get("/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_who_may_be_in_touch_is_asked_of_the_moment_and_a_wish_of_no_contact_wins():
    who, friend = make.person(), make.contact()
    approval = make.approval(who, friend, "FRI", "text_only monitored")
    found = approved(who.pk, friend.pk, make.NOON)
    assert found
    assert (found.kind, found.official, found.may(pictures=True), found.may(begin=True)) == ("FRI", False, False, True)
    assert approved(who.pk, friend.pk, make.LONG_AGO - timedelta(days=1)) is None
    assert approved(make.person().pk, friend.pk, make.NOON) is None
    wish = NoContact.objects.create(person=who, contact=friend, name=friend.name, from_at=make.NOON)
    assert approved(who.pk, friend.pk, make.NOON - make.DAY)
    assert approved(who.pk, friend.pk, make.NOON) is None
    wish.delete()
    approval.to_at = make.NOON
    approval.save()
    assert approved(who.pk, friend.pk, make.NOON) is None
