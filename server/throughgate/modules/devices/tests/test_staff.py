"""The pages of devices, through a signed-in browser."""

import json
import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from tests.device import code_for, raw_of, tablet_of
from tests.make import browser_of, device, pair, person, rollout, wing, worker
from throughgate.basics.clock import now
from throughgate.basics.ids import uuid7
from throughgate.kernel.identity import codes
from throughgate.kernel.identity.devices import note_state
from throughgate.kernel.identity.models import DeviceKind, EnrolmentCode, Revocation
from throughgate.modules.devices.staff import qr

# What a page with nothing but a button sends.
CONFIRMED = {"act": ""}


@pytest.fixture
def officer_and_person():
    return pair(at=wing())


def test_the_list_says_who_holds_it_when_it_was_seen_and_what_waits_on_it(officer_and_person):
    officer, holder = officer_and_person
    tablet = device(held_by=holder, kind=DeviceKind.TABLET)
    said = {"version": "0.1.0", "persisted": False, "usage": 12_000_000, "quota": 3_000_000_000, "waiting_acts": 3, "waiting_files": 1}
    note_state(tablet, now() - timedelta(days=3), {**said, "clock_off_ms": 250_000, "oldest_waiting": now() - timedelta(days=4)})
    shown = browser_of(officer).get(reverse("devices:list")).content.decode()
    for words in (holder.name, "3 days ago", "3 acts, 1 file", "Holds unsent acts"):
        assert words in shown
    for page in (reverse("devices:list") + "?as=csv", reverse("devices:device", args=[tablet.pk])):
        told = browser_of(officer).get(page).content.decode()
        for words in ("3 acts, 1 file", "0.1.0", "the browser may clear it", "4 minutes slow"):
            assert words in told


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("status=waiting", "Waits"),
        ("status=silent", "Quiet"),
        ("status=revoked", "Gone"),
        ("kind=kiosk", "Stands"),
        ("words=quiet", "Quiet"),
    ],
)
def test_the_list_is_narrowed(officer_and_person, asked, found):
    officer, holder = officer_and_person
    waits, quiet, gone, fresh = (device(held_by=holder) for _n in range(4))
    stands = device(kind=DeviceKind.KIOSK, at=wing())
    for one, label in ((waits, "Waits"), (quiet, "Quiet"), (gone, "Gone"), (stands, "Stands"), (fresh, "Fresh")):
        one.label = label
        one.save()
        note_state(one, now() - timedelta(days=8 if one == quiet else 0), {"waiting_acts": 2 if one == waits else 0})
    Revocation.objects.create(device=gone, by=officer, at=now(), why="Lost")
    shown = browser_of(officer).get(reverse("devices:list") + "?" + asked).content.decode()
    assert re.findall(r"/\">(Waits|Quiet|Gone|Stands|Fresh)</a>", shown) == [found]


def test_names_of_people_who_are_not_ones_own_are_only_counted(officer_and_person):
    officer, holder = officer_and_person
    shared, stranger = device(held_by=holder), person(given="Zebedee", lives=wing("C"))
    shared.holdings.create(person=stranger, from_at=now())
    browser = browser_of(officer)
    for page in (reverse("devices:list"), reverse("devices:device", args=[shared.pk])):
        shown = browser.get(page).content.decode()
        assert holder.name in shown
        assert "Zebedee" not in shown
    assert "1 other" in browser.get(reverse("devices:list")).content.decode()


def test_enrolling_one_shows_the_code_big_and_as_a_square(officer_and_person):
    officer, holder = officer_and_person
    browser, act_id = browser_of(officer), uuid7()
    assert reverse("devices:enrol", args=[holder.pk]) in browser.get(reverse("person", args=[holder.pk])).content.decode()
    page = browser.post(reverse("devices:enrol", args=[holder.pk]), {"kind": "phone", "act": str(act_id)}).headers["Location"]
    code = codes.code_for(act_id)
    shown = browser.get(page).content.decode()
    assert f"{code[:4]} {code[4:]}" in shown
    assert "<svg" in shown
    assert qr.address(code).endswith(f"/#{code}")

    codes.use_up(EnrolmentCode.objects.get(), device(held_by=holder), now())
    shown = browser.get(page).content.decode()
    assert "This code was used on" in shown
    assert code[4:] not in shown


def test_a_code_is_shown_only_to_whoever_made_it(officer_and_person):
    officer, holder = officer_and_person
    page = browser_of(officer).post(reverse("devices:enrol", args=[holder.pk]), {"kind": "phone"}).headers["Location"]
    assert browser_of(worker(at=wing())).get(page).status_code == 404


def test_a_kiosk_gets_a_code_for_its_place(officer_and_person):
    officer, _holder = officer_and_person
    browser, page = browser_of(officer), reverse("devices:enrol_place")
    assert browser.post(page, {"kind": "kiosk", "place": str(wing("C").pk)}).status_code == 200
    assert browser.post(page, {"kind": "kiosk", "place": str(wing().pk)}).status_code == 302
    assert EnrolmentCode.objects.get().place == wing()


def test_a_sheet_holds_a_code_for_each_person_and_printing_again_prints_the_same(officer_and_person):
    officer, holder = officer_and_person
    mate = person(lives=wing())
    browser, page, act_id = browser_of(officer), reverse("devices:sheet"), uuid7()
    assert mate.family_name in browser.get(page, {"place": str(wing().pk)}).content.decode()
    said = {"kind": "tablet", "people": [str(holder.pk), str(mate.pk)], "act": str(act_id)}
    for _twice in range(2):
        answer = browser.post(page, said)
        assert (answer.headers["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert set(EnrolmentCode.objects.values_list("person", flat=True)) == {holder.pk, mate.pk}
    assert EnrolmentCode.objects.count() == 2


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Touch the circle once"), ("cy", "Cyffyrddwch â’r cylch"), ("pl", "Dotknij koła raz")]
)
def test_the_sheet_for_peer_mentors_is_one_page_that_says_what_the_device_says(officer_and_person, language, said):
    browser, address = browser_of(officer_and_person[0]), reverse("devices:mentors_sheet", args=[language])
    assert address in browser.get(reverse("devices:mentors")).content.decode()
    [page] = PdfReader(BytesIO(browser.get(address).content)).pages
    assert said in " ".join(page.extract_text().split())


def test_there_is_no_sheet_for_mentors_in_a_language_that_the_tour_lacks(officer_and_person):
    assert browser_of(officer_and_person[0]).get(reverse("devices:mentors_sheet", args=["fr"])).status_code == 404


def test_on_a_sheet_nobody_is_ticked_until_one_asks_and_namesakes_have_their_numbers(officer_and_person):
    officer, holder = officer_and_person
    namesake = person(given=holder.given_name, family=holder.family_name, lives=wing())
    holder.numbers.create(kind="prison", value="A1234BC")
    namesake.numbers.create(kind="prison", value="A1235BC")
    browser, page = browser_of(officer), reverse("devices:sheet")
    shown = browser.get(page, {"place": str(wing().pk)}).content.decode()
    for number in ("A1234BC", "A1235BC"):
        assert f"{holder.family_name}, {holder.given_name} · {number}" in shown
    assert ticked(shown) == set()
    shown = browser.get(page, {"place": str(wing().pk), "all": "on"}).content.decode()
    assert ticked(shown) == {str(holder.pk), str(namesake.pk)}


def test_a_sheet_holds_as_many_as_its_maker_can_wait_for(officer_and_person, monkeypatch):
    officer, holder = officer_and_person
    mate = person(lives=wing())
    monkeypatch.setattr("throughgate.modules.devices.staff.forms.MOST_ON_A_SHEET", 1)
    browser, page = browser_of(officer), reverse("devices:sheet")
    shown = browser.get(page, {"place": str(wing().pk), "all": "on"}).content.decode()
    assert "2 people live there, and 1 fit on one sheet" in shown
    assert ticked(shown) == set()
    answer = browser.post(page, {"kind": "tablet", "people": [str(holder.pk), str(mate.pk)]}).content.decode()
    assert "You ticked 2 people. 1 fit on one sheet" in answer
    assert not EnrolmentCode.objects.exists()


def ticked(page):
    """The people whose boxes are ticked."""
    return set(re.findall(r'govuk-checkboxes__input[^>]* value="([^"]+)"[^>]* checked>', page))


def test_nobody_prints_codes_for_people_who_are_not_theirs(officer_and_person):
    officer, _holder = officer_and_person
    stranger = person(lives=wing("C"))
    answer = browser_of(officer).post(reverse("devices:sheet"), {"kind": "tablet", "people": [str(stranger.pk)]})
    assert answer.headers["Content-Type"].startswith("text/html")
    assert not EnrolmentCode.objects.exists()


def test_a_device_is_renamed_given_a_new_pin_taken_back_and_turned_off(officer_and_person):
    officer, holder = officer_and_person
    held, browser = device(held_by=holder), browser_of(officer)

    def answer(name, *more, **said):
        return browser.post(reverse(f"devices:{name}", args=[held.pk, *more]), CONFIRMED | said).status_code

    assert answer("relabel", label="LIN-0042") == 302
    assert answer("reset_pin", holder.pk) == 302
    assert answer("revoke", why="") == 200
    assert answer("revoke", why="Lost on the bus") == 302
    assert answer("end_holding", holder.pk) == 302
    shown = browser.get(reverse("devices:device", args=[held.pk])).content.decode()
    for words in ("LIN-0042", "Lost on the bus", officer.name, "Turned off", "Nobody."):
        assert words in shown


def test_a_stranger_finds_no_page(officer_and_person):
    _officer, holder = officer_and_person
    held, browser = device(held_by=holder), browser_of(worker(at=wing("C")))
    pages = [reverse(f"devices:{name}", args=[held.pk]) for name in ("device", "relabel", "revoke")]
    pages += [reverse(f"devices:{name}", args=[held.pk, holder.pk]) for name in ("reset_pin", "end_holding")]
    for page in [*pages, reverse("devices:enrol", args=[holder.pk]), reverse("devices:code", args=[uuid7()])]:
        assert browser.get(page).status_code == 404


# What was set aside.

ASK = "talk.ask@1"


@pytest.fixture
def tablet(officer_and_person):
    rollout("talk.ask")
    return tablet_of(officer_and_person[1])


def send_same_id(tablet):
    """Something, and something else under its number."""
    act = tablet.say(ASK, about="worker", words="One")
    tablet.push()
    tablet.outbox.clear()
    tablet.add(json.loads(raw_of(tablet, act, {"id": str(act), "n": 2, "prev": tablet.head, "do": ASK})))
    assert tablet.push()[str(act)]["code"] == "same_id"
    return act


def send_damaged(tablet):
    tablet.say(ASK, about="worker", words="Two")
    tablet.outbox[-1]["ct"] = "AAAA" + tablet.outbox[-1]["ct"][4:]
    tablet.push()


def test_what_was_set_aside_stands_on_the_devices_page_with_what_to_do(officer_and_person, tablet):
    officer, holder = officer_and_person
    page, browser = reverse("devices:device", args=[tablet.id]), browser_of(officer)
    assert "Nothing." in browser.get(page).content.decode()
    send_same_id(tablet)
    send_damaged(tablet)
    shown = browser.get(page).content.decode()
    for words in (
        "Something else arrived before under the same number.",
        "Ask to talk to someone",
        "it may be a fault, or a forgery",
        "it was damaged and we could not open it",
        "cannot be read",
        "Ask the person to send it again, and answer this one",
    ):
        assert words in shown
    assert shown.count(f">{holder.name}</a></td>") == 1
    assert "One" not in shown


def test_a_refused_photo_is_set_aside_too(officer_and_person, tablet):
    officer, _holder = officer_and_person
    tablet.say(ASK, about="worker", words="Look", files=[tablet.keep_file(b"no picture at all", "image/webp")])
    tablet.push()
    shown = browser_of(officer).get(reverse("devices:device", args=[tablet.id])).content.decode()
    for words in ("A photo or recording for: Ask to talk to someone", "it is not a picture", "make the photo or recording again"):
        assert words in shown


def test_the_list_counts_what_was_set_aside_and_finds_it(officer_and_person, tablet):
    officer, holder = officer_and_person
    other, browser = device(held_by=holder), browser_of(officer)
    send_damaged(tablet)
    send_damaged(tablet)
    shown = browser.get(reverse("devices:list") + "?status=aside").content.decode()
    assert f'{reverse("devices:device", args=[tablet.id])}#aside">Set aside: 2<' in shown
    assert other.label not in shown


def test_whose_it_is_is_told_only_to_those_who_look_after_them(officer_and_person, tablet):
    officer, _holder = officer_and_person
    stranger = person(given="Zebedee", lives=wing("C"))
    tablet.enrol(code_for(stranger))
    send_same_id(tablet)
    shown = browser_of(officer).get(reverse("devices:device", args=[tablet.id])).content.decode()
    assert "somebody else’s" in shown
    assert "Zebedee" not in shown


# Kiosks.


def test_who_has_no_device_gets_a_code_for_a_kiosk_pin(officer_and_person):
    officer, holder = officer_and_person
    browser, page = browser_of(officer), reverse("devices:kiosk_pin", args=[holder.pk])
    assert page not in browser.get(reverse("person", args=[holder.pk])).content.decode(), "no kiosk stands here"
    kiosk, elsewhere = (device(kind=DeviceKind.KIOSK, at=wing(letter)) for letter in "BC")
    assert page in browser.get(reverse("person", args=[holder.pk])).content.decode()
    assert browser.post(page, {"device": str(elsewhere.pk)}).status_code == 200
    shown = browser.get(browser.post(page, {"device": str(kiosk.pk)}).headers["Location"]).content.decode()
    row = EnrolmentCode.objects.get()
    assert (row.person, row.for_device) == (holder, kiosk)
    for words in (f"only on {kiosk.label}", "they press “I have a code from staff”"):
        assert words in shown
    assert "<svg" not in shown
