"""What becomes of somebody's check-ins when they move: they follow, or end with a reason that the person reads."""

import pytest

from tests.make import DAY, HOUR, NOON, as_worker, place, prison, wing
from throughgate.kernel.people.models import Care
from throughgate.kernel.places.models import PlaceKind, Stay
from throughgate.kernel.policy.scope import scope
from throughgate.modules.caseload import commands as caseload
from throughgate.modules.supervision import commands
from throughgate.modules.supervision.models import Cancellation, PlanEnd
from throughgate.modules.supervision.tests import make

AT_THE_LIBRARY = commands.plans.Where("Northmere library", 51.5, -3.2, 200)


@pytest.fixture
def officer_and_person():
    return make.supervised()


def move(officer, person, to, setting, at=NOON):
    Stay.objects.filter(person=person).update(from_at=NOON - 30 * DAY)
    caseload.move_person(as_worker(officer, at), person=person.pk, place=to.pk, setting=setting, at=at)


def ended(officer):
    with scope(as_worker(officer)):
        return [end.why for end in PlanEnd.objects.all()], {row.why for row in Cancellation.objects.all()}


def test_going_into_prison_ends_every_plan_in_words(officer_and_person):
    officer, person = officer_and_person
    make.plan(officer, person)
    move(officer, person, wing("B", "ZLI"), "closed")
    [why], cancelled = ended(officer)
    assert why.startswith("You are in ZLI now, so this check-in has ended.")
    assert cancelled == {why}
    assert Care.objects.filter(person=person, to_at=None).count() == 1, "their officer outside stays"


@pytest.mark.parametrize(("where", "ends"), [(AT_THE_LIBRARY, True), (None, False)])
def test_another_region_ends_a_plan_with_an_agreed_place_and_no_other(officer_and_person, where, ends):
    officer, person = officer_and_person
    make.plan(officer, person, where=where)
    move(officer, person, place("ZEM-2", PlaceKind.OFFICE), "community")
    assert bool(ended(officer)[0]) == ends


def test_moving_within_a_prison_ends_nothing(officer_and_person):
    officer, person = officer_and_person
    Stay.objects.filter(person=person).update(place=wing("B", "ZLI"), setting="closed")
    make.plan(officer, person)
    move(officer, person, wing("C", "ZLI"), "closed")
    assert ended(officer) == ([], set())


def test_a_check_in_that_was_taken_before_the_move_counts_however_late_it_comes(officer_and_person):
    officer, person = officer_and_person
    make.plan(officer, person)
    due = make.checkin_due(person)
    move(officer, person, prison("ZLI"), "closed")
    sent = make.submit(person, due, at=NOON - HOUR, arrives=NOON + DAY)
    assert make.submission_of(sent).checkin == due


def test_one_that_was_taken_after_it_had_ended_is_refused_in_words(officer_and_person):
    officer, person = officer_and_person
    make.plan(officer, person)
    due = make.checkin_due(person)
    move(officer, person, prison("ZLI"), "closed")
    with pytest.raises(commands.submissions.CheckinCancelled):
        make.submit(person, due, at=NOON + HOUR)
