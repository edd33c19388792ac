"""Staff pages of contacts, as a worker walks them."""

from tests import make as world
from tests.make import DAY, NOON, browser_of, pair
from throughgate.basics.clock import now
from throughgate.kernel.people.contacts import approved
from throughgate.kernel.people.models import Care, CareRole, NoContact, Relationship, WorkerRole
from throughgate.kernel.policy.models import Marker
from throughgate.modules.family.tests import make

YES = {"name": "Carol Thornwick", "email": "carol@home.example", "child": "no", "act": ""}


def test_a_worker_sees_what_stands_beside_and_says_yes():
    officer, who = pair()
    Marker.objects.create(person=who, code="RKS", why="Risk to known adult", from_at=NOON - DAY)
    asked, browser = make.asked(who), browser_of(officer)
    page = f"/family/requests/{asked.pk}/"
    said = browser.get(page).content.decode()
    assert "Risk to known adult" in said
    assert "Nobody on the record has this address" in said
    assert browser.post(page, YES).headers["Location"] == page
    said = browser.get(page).content.decode()
    assert "Waits for another worker" in said
    second = f"/family/second/{make.seen(world.as_worker(officer), asked.pk).decision.pk}/"
    assert "You decided this yourself" in browser.post(second, {"agrees": "yes", "act": ""}).content.decode()
    other = world.worker(WorkerRole.SENIOR_PROBATION_OFFICER)
    Care.objects.create(worker=other, person=who, role=CareRole.SENIOR, from_at=NOON - DAY)
    browser = browser_of(other)
    assert "Say why" in browser.post(second, {"agrees": "no", "act": ""}).content.decode()
    assert browser.post(second, {"agrees": "yes", "act": ""}).status_code == 302
    assert "was asked on" in browser.get(page).content.decode()


def test_a_code_to_read_out_is_the_same_each_time_it_is_looked_at():
    officer, who = pair()
    asked, browser = make.asked(who, "Dean", "BRO", email="", phone="07700 900731"), browser_of(officer)
    page = f"/family/requests/{asked.pk}/"
    browser.post(page, {"name": "Dean", "phone": "07700 900731", "child": "no", "act": ""})
    first, again = (browser.get(page).content.decode().split('<p class="govuk-heading-l">')[1][:9] for _n in range(2))
    assert first == again


def test_a_no_a_wish_an_end_and_a_restriction_are_written_down():
    officer, who, mother, row = make.in_touch()
    browser = browser_of(officer)
    asked = make.asked(who, "Dean", "BRO", email="dean@home.example")
    assert browser.post(f"/family/requests/{asked.pk}/refuse/", {"reason": "Not now.", "act": ""}).status_code == 302
    assert "Not now." in browser.get(f"/family/requests/{asked.pk}/").content.decode()
    assert browser.post(f"/family/with/{row.pk}/bar/", {"code": "PREINF", "why": "Look first", "act": ""}).status_code == 302
    assert "Earlier concern: Look first" in browser.get(f"/family/with/{row.pk}/").content.decode()
    assert approved(who.pk, mother.pk, NOON)
    assert browser.post(f"/family/with/{row.pk}/", {"reason": "A court order.", "act": ""}).status_code == 302
    assert approved(who.pk, mother.pk, now()) is None
    assert browser.post(f"/family/people/{who.pk}/wish/", {"name": "Tess", "act": ""}).status_code == 302
    assert NoContact.objects.get().noted_by == officer
    card = browser.get(f"/people/{who.pk}/").content.decode()
    assert "Not in touch" in card
    assert Relationship.objects.count() == 1
