"""People move: what ends, what follows them, and who sees what; through the commands and their pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.make import DAY, HOUR, NOON, as_worker, browser_of, care, device, person, place, prison, wing, worker
from throughgate.basics.errors import NotFound
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.identity.models import DeviceKind, Holding
from throughgate.kernel.people.models import Care, CareRole, PersonNumber, WorkerRole
from throughgate.kernel.places.models import PlaceKind, Stay
from throughgate.kernel.tasks.models import Task
from throughgate.kernel.tasks.work import waiting_for
from throughgate.modules.caseload import commands
from throughgate.modules.caseload.commands import moves_file

CONFIRMED = {"act": ""}
HEADINGS = "Prison number or CRN,Place code,Setting,Moved on,At what time,Planned release"


def cell(code="ZLI-B-2-014", within="ZLI", letter="B"):
    return place(code, PlaceKind.CELL, wing(letter, within))


@pytest.fixture
def keyworker():
    """Works on a wing of the first prison, and nowhere else."""
    return worker(WorkerRole.PRISON_OFFICER, at=wing("B", "ZLI"))


@pytest.fixture
def resident(keyworker):
    """Somebody in a cell, with a keyworker there and a supervising officer outside."""
    lives = person(lives=cell())
    care(keyworker, lives, CareRole.KEYWORKER)
    care(worker(at=place("EPR-PE")), lives, CareRole.SUPERVISING)
    return lives


@pytest.fixture
def there():
    """Works in the other prison."""
    return worker(WorkerRole.CASE_MANAGER, at=prison("ZMI"))


def move(by, who, to, setting="closed", at=NOON - HOUR):
    commands.move_person(as_worker(by), person=who.pk, place=to.pk, setting=setting, at=at)


def holds(who):
    return {one.device.kind for one in Holding.objects.filter(person=who, to_at=None)}


def test_moving_to_another_prison_takes_leave_of_those_who_worked_there_and_of_its_devices(keyworker, resident, there):
    tablet = device(resident, DeviceKind.TABLET, at=cell())
    move(keyworker, resident, cell("ZMI-A-1-003", "ZMI", "A"))
    assert [one.role for one in Care.objects.filter(person=resident, to_at=None)] == ["supervising"]
    [held] = Holding.objects.filter(device=tablet)
    assert (held.to_at, held.put_away_at) == (NOON, None)
    assert TrailEntry.objects.filter(what="devices.end_holding@1", person_id=resident.pk, detail__device=str(tablet.pk)).exists()
    with pytest.raises(NotFound):
        move(keyworker, resident, cell())
    move(there, resident, wing("A", "ZMI"), at=NOON)


def test_moving_within_a_prison_changes_nothing_else(keyworker, resident):
    device(resident, DeviceKind.TABLET, at=cell())
    move(keyworker, resident, cell("ZLI-B-3-001"))
    assert holds(resident) == {"tablet"}
    assert Care.objects.filter(person=resident, to_at=None).count() == 2
    assert not Task.objects.exists()


def test_release_is_the_same_move_and_the_own_phone_goes_along(keyworker, resident):
    device(resident, DeviceKind.TABLET, at=cell())
    device(resident, DeviceKind.PHONE, at=cell())
    move(keyworker, resident, place("EPR-PE"), "community")
    assert holds(resident) == {"phone"}
    assert not Task.objects.exists(), "their supervising officer stays"


def test_a_phone_does_not_come_into_a_closed_prison():
    officer = worker(at=place("EPR-PE"))
    outside = person(lives=place("EPR-PE"))
    device(outside, DeviceKind.PHONE)
    move(officer, outside, cell())
    assert holds(outside) == set()
    assert not Care.objects.filter(person=outside).exists()


def test_what_waits_follows_the_person_and_somebody_is_asked_to_take_over(keyworker, resident, there):
    Task.objects.create(kind="talk.answer", about=resident.pk, person=resident, role="keyworker", opened_at=NOON - DAY, due_at=NOON)

    def inbox(who):
        return {task.kind for task in waiting_for(as_worker(who))}

    assert inbox(keyworker) == {"talk.answer"}
    assert inbox(there) == set()
    move(keyworker, resident, cell("ZMI-A-1-003", "ZMI", "A"))
    assert inbox(keyworker) == set()
    assert inbox(there) == {"talk.answer", "caseload.arrived"}

    browser = browser_of(there)
    page = reverse("caseload:arrived", args=[Task.objects.get(kind="caseload.arrived").about])
    assert page in browser.get(reverse("inbox")).content.decode()
    assert browser.get(page).headers["Location"] == reverse("caseload:care", args=[resident.pk])
    assert browser_of(keyworker).get(page).status_code == 404
    commands.give_care(as_worker(there), person=resident.pk, worker=there.pk, role="keyworker")
    assert inbox(there) == {"talk.answer"}


# By file.


def hand_in(browser, *lines):
    content = "\n".join((HEADINGS, *lines)).encode()
    return browser.post(reverse("caseload:moves"), {"file": SimpleUploadedFile("moves.csv", content)}).headers["Location"]


@pytest.fixture
def handed_in(there):
    """A file with one good line and five bad ones: who can move, who cannot, the browser, and the file's page."""
    good, bad, stranger = person(lives=prison("ZMI"), crn="X700001"), person(lives=prison("ZMI"), crn="X700002"), person(lives=wing())
    PersonNumber.objects.filter(person=stranger).update(value="X700003")
    cell("ZMI-A-1-003", "ZMI", "A")
    browser = browser_of(there)
    page = hand_in(
        browser,
        "x700001,zmi-a-1-003,open,17/11/2025,09:30,30/06/2027",
        "X700003,ZMI-A-1-003,open,17/11/2025,09:30,",
        "X700002,NOWHERE,lounge,31/02/2026,9 o'clock,",
        "X700002,ZMI-A-1-003,community,17/11/2025,,",
        "X700001,ZMI-A-1-003,open,17/11/2025,,",
        ",ZMI-A-1-003,open,18/11/2099,,",
    )
    return good, bad, browser, page


WRONG = (
    "1 line can be recorded",
    "5 lines have something wrong",
    "Nobody in your care has the number “X700003”",
    "There is no place “NOWHERE”",
    "“lounge” is not a setting",
    "“31/02/2026” is not a date",
    "is not a time",
    "does not fit",
    "This is the same as in line 2",
    "This is empty, and must not be",
)


def test_a_file_of_moves_names_every_bad_line_and_moves_nobody_yet(handed_in):
    good, bad, browser, page = handed_in
    shown = browser.get(page).content.decode()
    assert [words for words in WRONG if words not in shown] == []
    lines = browser.get(page + "?as=csv").content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["Line", "3", "4", "5", "6", "7"]
    assert Stay.objects.filter(person__in=(good, bad), to_at=None, place=prison("ZMI")).count() == 2


def test_confirmed_the_good_lines_are_recorded_once(handed_in):
    good, bad, browser, page = handed_in
    assert browser.post(page, CONFIRMED).status_code == 302
    stay = Stay.objects.get(person=good, to_at=None)
    assert (stay.place.code, stay.setting, f"{stay.from_at:%Y-%m-%d %H:%M}") == ("ZMI-A-1-003", "open", "2025-11-17 09:30")
    assert Stay.objects.get(person=bad, to_at=None).place == prison("ZMI")
    assert TrailEntry.objects.filter(what="caseload.record_moves@1", person_id=good.pk, outcome="accepted").exists()
    assert "1 move was recorded" in browser.get(page).content.decode()
    assert browser.post(page, CONFIRMED).status_code == 200, "it is done once"


def test_lines_are_judged_again_when_they_are_confirmed(there):
    goes = person(lives=prison("ZMI"), crn="X700001")
    cell("ZMI-A-1-003", "ZMI", "A")
    browser = browser_of(there)
    page = hand_in(browser, "X700001,ZMI-A-1-003,open,17/11/2025,09:30,")
    Stay.objects.filter(person=goes).update(from_at=NOON)
    shown = browser.post(page, CONFIRMED).content.decode()
    assert str(moves_file.NothingToRecord.says) in shown


def test_an_example_of_a_file_of_moves_is_one_that_could_be_handed_in(there):
    content = browser_of(there).get(reverse("caseload:moves_example")).content.decode("utf-8-sig")
    assert content.splitlines()[0] == HEADINGS
