"""The families' pages of contacts, on a phone: answer, stop, ask again; and nobody else's."""

from tests.faces import family_browser
from tests.make import as_worker, contact, pair
from throughgate.basics.clock import now
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.people.contacts import approved
from throughgate.kernel.people.models import Relationship
from throughgate.modules.family.tests import make


def test_a_mother_says_yes_stops_and_asks_again():
    officer, who = pair()
    row = make.decided(as_worker(officer, now()), make.asked(who, at=now()))
    browser = family_browser(row.contact)
    assert f"{who.known_as} would like to be in touch with you." in browser.get("/").content.decode()
    page = f"/family/answer/{row.pk}/"
    assert "Choose an answer" in browser.post(page, {"act": ""}).content.decode()
    assert browser.post(page, {"answer": "yes", "act": ""}).headers["Location"] == "/"
    assert approved(who.pk, row.contact.pk, now())
    pk = Relationship.objects.get(person=who).pk
    assert browser.get("/family/stop/").headers["Location"] == f"/family/stop/{pk}/"
    assert browser.post(f"/family/stop/{pk}/", {"act": ""}).headers["Location"] == "/"
    assert approved(who.pk, row.contact.pk, now()) is None
    assert "You have stopped this" in browser.get("/").content.decode()
    assert browser.post(f"/family/again/{pk}/", {"act": ""}).headers["Location"] == "/"
    assert "Somebody is looking at it" in browser.get("/").content.decode()


def test_every_page_can_stop_and_none_names_a_place_or_more_than_a_first_name():
    _officer, who, mother, row = make.in_touch()
    browser = family_browser(mother)
    for address in ("/", f"/family/stop/{row.pk}/", "/family/stop/"):
        said = browser.get(address, follow=True).content.decode()
        assert "/family/stop/" in said
        assert who.family_name not in said
    assert "/family/stop/" in family_browser().get("/sign-in/").content.decode()


def test_what_is_anothers_is_not_there():
    officer, who, _mother, row = make.in_touch()
    asked = make.decided(as_worker(officer), make.asked(who, "Dean", "BRO", email="dean@home.example"))
    stranger = contact(email="stranger@home.example")
    browser = family_browser(stranger)
    for address in (f"/family/stop/{row.pk}/", f"/family/again/{row.pk}/", f"/family/answer/{asked.pk}/", "/family/stop/999999/"):
        assert {browser.get(address).status_code, browser.post(address, {"act": "", "answer": "yes"}).status_code} == {404}
        assert family_browser().get(address).headers["Location"] == "/sign-in/"
    assert TrailEntry.objects.filter(actor=f"contact/{stranger.pk}", outcome="refused").exists()
