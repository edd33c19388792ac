"""The pages of those outside, as a browser without scripts uses them."""

from uuid import uuid4

from django.utils.html import escape

from tests.faces import family_browser
from tests.make import as_contact, as_person, contact
from throughgate.basics.clock import now
from throughgate.kernel.policy.scope import scope
from throughgate.modules.touch.models import Message, Reading
from throughgate.modules.touch.tests import make


def test_a_mother_finds_him_writes_once_however_often_it_is_sent_and_reads_his_answer():
    who, mother = make.two(kind="MOT")
    browser, address = family_browser(mother), f"/touch/{make.thread(who, mother)}/"
    assert address in browser.get("/touch/").content.decode()
    page = browser.get(address).content.decode()
    assert page.index("Staff may read") < page.index("<textarea")
    act = str(uuid4())
    for _n in range(2):
        assert browser.post(address, {"act": act, "words": "Good night, love"}).headers["Location"] == address
    with scope(as_contact(mother)):
        assert str(Message.objects.get().pk) == act
    make.says(as_person(who, now()), who, mother, "Night, <b>mum</b>")
    assert "1 new" in browser.get("/touch/").content.decode()
    page = browser.get(address).content.decode()
    assert escape("Night, <b>mum</b>") in page
    assert "arrived" in page
    with scope(as_contact(mother)):
        assert Reading.objects.get().by == mother
    assert "1 new" not in browser.get("/touch/").content.decode()


def test_a_no_comes_back_to_the_form_with_what_was_written_and_a_strangers_thread_is_not_there():
    who, mother = make.two()
    browser, address = family_browser(mother), f"/touch/{make.thread(who, mother)}/"
    refused = browser.post(address, {"act": str(uuid4()), "words": "x" * 2_001}).content.decode()
    assert "2001 letters of 2000" in refused
    assert "x" * 2_001 in refused
    assert family_browser(contact(of=who)).get(address).status_code == 404
