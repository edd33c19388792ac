"""The caseload, told as stories through its commands."""

from datetime import date

import pytest

from tests.make import DAY, LONG_AGO, NOON, as_clock, as_person, as_worker, care, pair, person, wing, worker
from throughgate.basics.errors import Again, NotFound
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.people.details import NotAnEmail, NotAPhoneNumber
from throughgate.kernel.people.models import Care, CareRole, ContactDetail, Person, PersonNumber, ReferencePhoto
from throughgate.kernel.people.numbers import WrongNumber
from throughgate.kernel.places.models import Stay
from throughgate.kernel.places.moves import MovedLater
from throughgate.modules.caseload import commands, jobs
from throughgate.modules.caseload.commands import care as caring
from throughgate.modules.caseload.commands import importing, records
from throughgate.modules.caseload.rules import moving, new_person
from throughgate.modules.caseload.tests import make


def add(by, **changes):
    """Add Ines Ferrant at Eastmere's first office, or where told."""
    said = {"given_name": "Ines", "family_name": "Ferrant", "born": date(1990, 4, 2), "crn": "x900001"}
    said |= {"place": make.office().pk, "setting": "community", "since": date(2026, 11, 2)}
    act = as_worker(by)
    commands.add_person(act, **(said | changes))
    return Person.objects.get(family_name="Ferrant")


def test_somebody_new_is_on_the_record_with_number_stay_and_supervising_worker():
    administrator = make.administrator()
    ines = add(administrator, worker=administrator.pk)
    assert ines.known_as == "Ines"
    assert [(n.kind, n.value) for n in ines.numbers.all()] == [("crn", "X900001")]
    assert [(s.place.code, s.setting, f"{s.from_at:%Y-%m-%d}") for s in ines.stays.all()] == [("ZEM-1", "community", "2026-11-02")]
    assert [c.worker for c in ines.cared_for_by.all()] == [administrator]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"crn": ""}, new_person.NeedsNumber),
        ({"crn": "12"}, WrongNumber),
        ({"family_name": " "}, new_person.NeedsName),
        ({"born": date(2026, 1, 1)}, new_person.BornImpossibly),
        ({"born": date(1890, 1, 1)}, new_person.BornImpossibly),
        ({"since": date(2026, 11, 19)}, new_person.NotYetThere),
        ({"since": date(1989, 1, 1)}, new_person.HereBeforeBirth),
        ({"setting": "closed"}, new_person.SettingDoesNotFit),
        ({"language": "tlh"}, records.LanguageUnknown),
    ],
)
def test_what_cannot_be_right_is_refused_with_its_reason(changes, refusal):
    with pytest.raises(refusal):
        add(make.administrator(), **changes)
    assert not Person.objects.filter(family_name="Ferrant").exists()


def test_a_number_has_one_owner_and_a_likeness_is_asked_about():
    administrator = make.administrator()
    add(administrator)
    with pytest.raises(new_person.NumberTaken):
        add(administrator, given_name="Someone", family_name="Else")
    with pytest.raises(new_person.AlreadyOnRecord):
        add(administrator, given_name="INES", crn="X900002")


def test_people_are_added_only_where_one_works():
    with pytest.raises(NotFound):
        add(make.case_manager())


def test_a_move_ends_one_stay_and_begins_the_next():
    officer, moved = pair()
    commands.move_person(as_worker(officer), person=moved.pk, place=wing().pk, setting="closed", at=NOON - DAY)
    assert next((s.place.code, s.to_at) for s in Stay.objects.filter(person=moved).order_by("-from_at")) == ("ZLI-B", None)
    assert Stay.objects.filter(person=moved, to_at=NOON - DAY).count() == 1


def test_a_move_cannot_be_tomorrow_nor_to_where_they_are_nor_before_the_last_one():
    officer, moved = pair()
    here = Stay.objects.get(person=moved)

    def move(**changes):
        said = {"person": moved.pk, "place": here.place_id, "setting": "community", "at": NOON}
        commands.move_person(as_worker(officer), **(said | changes))

    with pytest.raises(moving.MovesInTheFuture):
        move(at=NOON + DAY)
    with pytest.raises(moving.LivesThereAlready):
        move()
    with pytest.raises(MovedLater):
        move(place=wing().pk, setting="closed", at=LONG_AGO - DAY)
    with pytest.raises(new_person.SettingDoesNotFit):
        move(place=wing().pk)


def test_a_role_of_care_passes_from_one_worker_to_the_next():
    officer, cared_for = pair(at=make.office())
    successor = worker(at=make.office())
    commands.give_care(as_worker(officer), person=cared_for.pk, worker=successor.pk, role="supervising")
    assert [c.worker for c in Care.objects.filter(person=cared_for, to_at=None)] == [successor]
    with pytest.raises(caring.CaresAlready):
        commands.give_care(as_worker(successor), person=cared_for.pk, worker=successor.pk, role="supervising")
    with pytest.raises(caring.SeniorToThemself):
        commands.give_care(as_worker(successor), person=cared_for.pk, worker=successor.pk, role="senior")


def test_care_can_end_with_nobody_after_it():
    officer, cared_for = pair(at=make.office())
    keyworker = care(worker(at=make.office()), cared_for, CareRole.KEYWORKER)
    commands.end_care(as_worker(officer), care=keyworker.pk)
    keyworker.refresh_from_db()
    assert keyworker.to_at == NOON


def test_details_change_by_ending_the_old_ones():
    officer, reached = pair()

    def change(**said):
        commands.change_details(as_worker(officer), person=reached.pk, known_as="Red", **said)

    change(phone="07700900123", email="red@example.org")
    change(phone="+44 7700 900124")
    standing = ContactDetail.objects.filter(person=reached, to_at=None)
    assert [(d.kind, d.value) for d in standing] == [("phone", "07700 900124")]
    assert ContactDetail.objects.filter(person=reached).count() == 3
    with pytest.raises(NotAPhoneNumber):
        change(phone="12")
    with pytest.raises(NotAnEmail):
        change(email="red at home")


def test_a_reference_photo_is_never_from_the_future():
    officer, shown = pair()
    commands.set_reference_photo(as_worker(officer), person=shown.pk, photo="c" * 64, taken_at=NOON + DAY)
    assert ReferencePhoto.objects.get(person=shown).taken_at == NOON


def test_a_person_chooses_their_own_language():
    me = person()
    commands.choose_language(as_person(me), language="cy", easy_read=True)
    me.refresh_from_db()
    assert (me.language, me.easy_read) == ("cy", True)
    with pytest.raises(records.LanguageUnknown):
        commands.choose_language(as_person(me), language="tlh", easy_read=False)


def test_a_file_is_checked_first_and_nobody_is_imported_until_somebody_confirms():
    administrator = make.administrator()
    file = make.hand_in(administrator, make.said(), make.said(crn="X900002", given="Joan", worker=administrator.email))
    assert not Person.objects.exists()

    commands.import_people(as_worker(administrator), file=file.id)
    joan = Person.objects.get(given_name="Joan")
    assert [c.worker for c in joan.cared_for_by.all()] == [administrator]
    assert TrailEntry.objects.get(person_id=joan.pk).detail == {"file": str(file.id), "line": 3}
    with pytest.raises(importing.ImportedBefore):
        commands.import_people(as_worker(administrator), file=file.id)


def test_every_fault_of_every_line_is_named_and_the_good_lines_can_still_come_in():
    taken = PersonNumber.objects.get(person=person()).value
    administrator = make.administrator()
    file = make.hand_in(
        administrator,
        make.said(),
        make.said(
            given="", born="31/02/1990", crn="nonsense", place="ZLI-B", setting="at home", from_="", language="Klingon", worker="x@y"
        ),
        make.said(given="Ann", crn=taken),
        make.said(given="Ben"),
        make.said(crn="X900005"),
        make.said(given="Cai", crn="X900006", born="01/01/2025"),
    )
    assert make.faults(file) == {
        3: ["given", "born", "crn", "place", "setting", "from", "language", "worker"],
        4: ["crn"],
        5: ["crn"],
        6: ["family"],
        7: ["born"],
    }
    assert "“31/02/1990” is not a date. Write it like 21/11/2026." in make.reasons(file)
    assert "This is the same as in line 2: X900001." in make.reasons(file)

    commands.import_people(as_worker(administrator), file=file.id)
    assert list(Person.objects.filter(family_name="Ferrant").values_list("given_name", flat=True)) == ["Ines"]


def test_a_number_taken_between_checking_and_confirming_is_found():
    administrator = make.administrator()
    file = make.hand_in(administrator, make.said(), make.said(given="Joan", crn="X900002"))
    person(crn="X900002")
    commands.import_people(as_worker(administrator), file=file.id)
    assert make.faults(file) == {3: ["crn"]}
    assert not Person.objects.filter(given_name="Joan").exists()


def test_a_file_with_nobody_good_or_nobody_at_all_is_refused():
    administrator = make.administrator()
    file = make.hand_in(administrator, make.said(crn="1"))
    with pytest.raises(importing.NobodyToImport):
        commands.import_people(as_worker(administrator), file=file.id)
    with pytest.raises(importing.NobodyInFile):
        make.hand_in(administrator)
    with pytest.raises(importing.TooManyLines):
        make.hand_in(administrator, *[make.said()] * (importing.MOST_LINES + 1))


def test_the_same_act_twice_is_one_import():
    administrator = make.administrator()
    file, act = make.hand_in(administrator, make.said()), as_worker(administrator)
    commands.import_people(act, file=file.id)
    commands.import_people(act, file=file.id)
    assert Person.objects.count() == 1


def test_a_refused_act_is_answered_the_same_again():
    administrator = make.administrator()
    act = as_worker(administrator)
    said = {"given_name": "A", "family_name": "B", "place": make.office().pk, "setting": "community", "since": NOON.date()}
    with pytest.raises(new_person.NeedsNumber):
        commands.add_person(act, **said)
    with pytest.raises(Again):
        commands.add_person(act, **said, crn="X900009")


def test_a_file_is_forgotten_after_a_month_and_its_people_stay():
    administrator = make.administrator()
    file = make.hand_in(administrator, make.said())
    commands.import_people(as_worker(administrator), file=file.id)
    assert jobs.forget_people_files(NOON + 29 * DAY) == 0
    assert jobs.forget_people_files(NOON + 30 * DAY) == 1
    assert make.files_of(administrator) == 0
    assert Person.objects.count() == 1


def test_a_young_file_is_not_forgotten():
    file = make.hand_in(make.administrator(), make.said())
    with pytest.raises(importing.KeptStill):
        commands.forget_people_file(as_clock(), file=file.id)
