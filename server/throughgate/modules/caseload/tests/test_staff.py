"""The pages of the caseload, through a signed-in browser."""

import io
from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook
from PIL import Image

from tests.make import browser_of, pair, person, typed, wing, worker
from throughgate.kernel import sheets
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.gateways import file_store
from throughgate.kernel.people.models import Care, ContactDetail, Person, ReferencePhoto
from throughgate.kernel.places.models import Stay
from throughgate.modules.caseload.commands.importing import MOST_LINES
from throughgate.modules.caseload.rules.people_line import PEOPLE
from throughgate.modules.caseload.staff import forms
from throughgate.modules.caseload.tests import make

HEADINGS = ["Given name", "Family name", "DOB", "CRN", "Place code", "Setting", "There since"]
INES = ["Ines", "Ferrant", "02/04/1990", "X900001", "ZEM-1", "community", "02/11/2026"]
BAD = ["=1+1", "Nobody", "31/02/1990", "nonsense", "ZEM-1", "community", "02/11/2026"]

# What a page with nothing but a button sends.
CONFIRMED = {"act": ""}


def sheet(*rows, delimiter=","):
    return "\n".join(delimiter.join(row) for row in rows).encode()


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def hand_in(browser, content, name="people.csv"):
    return browser.post(reverse("caseload:bring"), {"file": SimpleUploadedFile(name, content)})


def photo(size=(2400, 1200), **changes):
    content = io.BytesIO()
    Image.new("RGB", size, "teal").save(content, "JPEG", **changes)
    return SimpleUploadedFile("me.jpg", content.getvalue())


@pytest.fixture
def importer():
    """A browser of somebody who brings people in at Eastmere's first office."""
    return browser_of(make.administrator())


@pytest.mark.parametrize("content", [sheet(HEADINGS, INES, BAD), sheet(HEADINGS, INES, BAD, delimiter=";"), workbook(HEADINGS, INES, BAD)])
def test_a_file_shows_what_is_wrong_and_imports_the_rest_when_confirmed(importer, content):
    page = hand_in(importer, content).headers["Location"]
    shown = importer.get(page).content.decode()
    for words in ("1 line can be imported", "1 line has something wrong", "“31/02/1990” is not a date", "Import 1 person"):
        assert words in shown
    assert not Person.objects.exists()

    assert importer.post(page, CONFIRMED).status_code == 302
    assert Person.objects.get().name == "Ines Ferrant"
    assert "1 person was imported" in importer.get(page).content.decode()


def test_bad_lines_come_back_as_a_file_that_no_spreadsheet_runs(importer):
    page = hand_in(importer, sheet(HEADINGS, INES, BAD)).headers["Location"]
    lines = importer.get(page + "?as=csv").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Line,Given name,Family name")
    assert lines[0].endswith("What is wrong")
    assert lines[1].startswith("3,'=1+1,Nobody,")
    assert len(lines) == 2


def test_a_sheet_as_excel_saves_it_is_understood(importer):
    content = workbook(HEADINGS, [*INES[:2], date(1990, 4, 2), *INES[3:6], date(2026, 11, 2)], [None] * 7)
    page = hand_in(importer, content, "people.xlsx").headers["Location"]
    assert "1 line can be imported" in importer.get(page).content.decode()
    accents = sheet(HEADINGS, ["Inès", *INES[1:]]).decode().encode("cp1252")
    assert "Inès" in importer.get(hand_in(importer, accents).headers["Location"]).content.decode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0", "This is not a file that we can read"),
        (b"%PDF-1.7 hello", "This is not a file that we can read"),
        (b"PK\x03\x04 cut off", "This workbook is damaged"),
        (b"a,b,c\n1,2,3", "We do not know the heading “a”"),
        (b"Given name,Family name\nA,B", "These are missing: Place code, Setting, There since"),
        (b"Given name,Given name\nA,B", "The heading “Given name” stands there twice"),
        (b"", "empty"),
        (b"\n\n\n", "These are missing"),
        (sheet(HEADINGS), "There is nobody in this file"),
        (sheet(HEADINGS, *[INES] * (MOST_LINES + 1)), "more than 2000 lines"),
        (b"x" * (sheets.MOST_BYTES + 1), "At most 5 MB"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(importer, content, words):
    answer = hand_in(importer, content)
    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_a_workbook_that_unpacks_to_a_mountain_is_refused(importer, monkeypatch):
    monkeypatch.setattr(forms.FileForm, "sheet", replace(PEOPLE, most_unpacked=1_000))
    assert "MB can be handed in" in hand_in(importer, workbook(HEADINGS, INES), "people.xlsx").content.decode()


def test_somebody_elses_file_is_not_there(importer):
    page = hand_in(importer, sheet(HEADINGS, INES)).headers["Location"]
    other = browser_of(make.administrator())
    asked = [other.get(page), other.post(page, CONFIRMED), other.get(page + "?as=csv")]
    assert [answer.status_code for answer in asked] == [404, 404, 404]


def test_the_example_has_the_headings_that_are_read(importer):
    content = importer.get(reverse("caseload:example")).content
    answer = hand_in(importer, content)
    assert "no place “ZLI-B-2-014” where you work" in importer.get(answer.headers["Location"]).content.decode()


def test_adding_one_person_shows_errors_beside_their_boxes_and_then_adds(importer):
    page = reverse("caseload:add")
    said = {"given_name": "Ines", "family_name": "Ferrant", "crn": "12", "place": "zem-1", "setting": "community", "language": "en"}
    said |= typed("since", date(2026, 11, 2))
    assert "It should look like X123456" in importer.post(page, said).content.decode()
    assert "no place with the code" in importer.post(page, said | {"place": "ZLI-B"}).content.decode()
    assert importer.post(page, said | {"crn": "X900001"}).status_code == 302
    assert Person.objects.get().numbers.get().value == "X900001"


def test_the_same_form_sent_twice_adds_one_person(importer):
    said = {"given_name": "Ines", "family_name": "Ferrant", "crn": "X900001", "place": "ZEM-1", "setting": "community", "language": "en"}
    said |= typed("since", date(2026, 11, 2)) | {"act": "0190a1b2-0000-7000-8000-000000000001"}
    assert [importer.post(reverse("caseload:add"), said).status_code for _twice in range(2)] == [302, 302]
    assert Person.objects.count() == 1


def test_a_move_is_recorded_from_the_person_page():
    officer, moved = pair()
    browser = browser_of(officer)
    assert reverse("caseload:move", args=[moved.pk]) in browser.get(reverse("person", args=[moved.pk])).content.decode()
    said = {"place": wing().code, "setting": "closed", "time": "09:30", **typed("on", date(2025, 11, 20))}
    assert browser.post(reverse("caseload:move", args=[moved.pk]), said).status_code == 302
    now = Stay.objects.get(person=moved, to_at=None)
    assert (now.place.code, f"{now.from_at:%Y-%m-%d %H:%M}") == ("ZLI-B", "2025-11-20 09:30")


def test_details_show_what_stands_and_change():
    officer, reached = pair()
    browser, page = browser_of(officer), reverse("caseload:details", args=[reached.pk])
    assert f'value="{reached.known_as}"' in browser.get(page).content.decode()
    assert browser.post(page, {"known_as": "Red", "phone": "0770"}).status_code == 200
    assert browser.post(page, {"known_as": "Red", "phone": "07700900123"}).status_code == 302
    assert ContactDetail.objects.get(person=reached).value == "07700 900123"
    assert "07700 900123" in browser.get(reverse("person", args=[reached.pk])).content.decode()


def test_care_is_given_and_ended():
    officer, cared_for = pair(at=make.office())
    successor = worker(at=make.office())
    browser, page = browser_of(officer), reverse("caseload:care", args=[cared_for.pk])
    assert browser.post(page, {"role": "keyworker", "worker": str(successor.pk)}).status_code == 302
    assert successor.name in browser.get(page).content.decode()
    care = Care.objects.get(worker=successor)
    assert browser.post(reverse("caseload:end_care", args=[cared_for.pk, care.pk]), CONFIRMED).status_code == 302
    assert browser.get(reverse("caseload:end_care", args=[cared_for.pk, care.pk])).status_code == 404


def test_a_reference_photo_is_made_small_and_loses_what_the_camera_wrote():
    officer, shown = pair()
    exif = Image.Exif()
    exif[0x010E] = "taken at 51.4 N"
    said = {**typed("taken_on", date(2026, 11, 1)), "photo": photo(exif=exif)}
    assert browser_of(officer).post(reverse("caseload:photo", args=[shown.pk]), said).status_code == 302
    kept = Image.open(file_store.path_of(ReferencePhoto.objects.get(person=shown).sha256))
    assert (kept.format, kept.size, dict(kept.getexif())) == ("WEBP", (1000, 500), {})


def test_what_is_no_photo_is_refused_in_words():
    officer, shown = pair()
    said = {**typed("taken_on", date(2026, 11, 1)), "photo": SimpleUploadedFile("me.jpg", b"not a photo")}
    answer = browser_of(officer).post(reverse("caseload:photo", args=[shown.pk]), said)
    assert "This is not a photo that we can read" in answer.content.decode()


@pytest.mark.parametrize("page", ["move", "details", "photo", "care"])
def test_a_stranger_finds_no_page_and_is_on_the_trail(page):
    someone = person(lives=wing())
    stranger = make.administrator()
    assert browser_of(stranger).get(reverse(f"caseload:{page}", args=[someone.pk])).status_code == 404
    assert TrailEntry.objects.filter(what=f"look:caseload:{page}", outcome="refused", person_id=someone.pk).exists()
