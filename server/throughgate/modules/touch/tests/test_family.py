"""The pages of those outside, as a browser without scripts uses them."""

import io
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import escape
from PIL import Image

from tests.faces import family_browser
from tests.make import as_contact, as_person, contact
from throughgate.basics.clock import now
from throughgate.kernel.policy.scope import scope
from throughgate.modules.touch.models import Message, Piece, Reading
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


def jpeg():
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(picture, "JPEG", exif=b"Exif\0\0a place")
    return picture.getvalue()


def test_a_photo_goes_without_what_hides_in_it_and_what_is_no_picture_is_refused_in_words():
    who, mother = make.two()
    browser, address = family_browser(mother), f"/touch/{make.thread(who, mother)}/"
    photo = SimpleUploadedFile("me.jpg", jpeg(), "image/jpeg")
    assert browser.post(address, {"act": str(uuid4()), "words": "Look", "pieces": photo}).status_code == 302
    with scope(as_contact(mother)):
        piece = Piece.objects.select_related("message").get()
        assert piece.message.kind == "photo"
    seen = browser.get(f"/touch/message/{piece.message_id}/{piece.sha256}/")
    content = b"".join(seen.streaming_content)  # type: ignore[attr-defined]
    assert (seen.headers["Content-Type"], b"a place" in content) == ("image/jpeg", False)
    assert family_browser(contact(of=who)).get(f"/touch/message/{piece.message_id}/{piece.sha256}/").status_code == 404
    page = SimpleUploadedFile("me.png", b"<html>hello</html>", "image/png")
    assert "could not be opened" in browser.post(address, {"act": str(uuid4()), "words": "", "pieces": page}).content.decode()


def test_what_is_held_can_be_taken_back_on_a_page():
    who, mother = make.two()
    make.held_word()
    browser, address = family_browser(mother), f"/touch/{make.thread(who, mother)}/"
    act = str(uuid4())
    browser.post(address, {"act": act, "words": "By the harbour"})
    assert "being checked by staff since" in browser.get(address).content.decode()
    assert browser.post(f"/touch/message/{act}/take-back/", {"act": ""}).headers["Location"] == address
    assert "taken back" in browser.get(address).content.decode()
