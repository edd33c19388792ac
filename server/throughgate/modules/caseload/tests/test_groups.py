"""Groups are people named one by one where somebody works; who moves away is no longer of them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.make import NOON, as_worker, browser_of, person, place, prison, wing, worker
from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import PersonNumber, WorkerRole
from throughgate.kernel.people.numbers import NumberKind
from throughgate.kernel.places.models import Group, Membership, Setting
from throughgate.kernel.policy.scope import scope
from throughgate.modules.caseload import commands
from throughgate.modules.caseload.commands.groups import LivesElsewhere, NamedAlready, OfItAlready

pytestmark = pytest.mark.django_db


@pytest.fixture
def tutor():
    return worker(WorkerRole.TUTOR, at=prison())


@pytest.fixture
def maths(tutor):
    act = as_worker(tutor)
    commands.open_group(act, place=prison().pk, name="Maths on Tuesdays")
    with scope(act):
        return Group.objects.get(name="Maths on Tuesdays")


def members(of, by):
    with scope(as_worker(by)):
        return list(Membership.objects.filter(group=of, to_at=None).values_list("person", flat=True))


def test_somebody_is_of_a_group_until_they_are_taken_from_it(tutor, maths):
    ada = person(lives=wing("B"))
    commands.put_in_group(as_worker(tutor), group=maths.pk, person=ada.pk)
    assert members(maths, tutor) == [ada.pk]
    with pytest.raises(OfItAlready):
        commands.put_in_group(as_worker(tutor), group=maths.pk, person=ada.pk)
    with scope(as_worker(tutor)):
        membership = Membership.objects.get(person=ada)
    commands.take_from_group(as_worker(tutor), membership=membership.pk)
    assert members(maths, tutor) == []


def test_who_moves_within_stays_of_it_and_who_leaves_does_not(tutor, maths):
    ada, away = person(lives=wing("A")), place("EPR-X")
    commands.put_in_group(as_worker(tutor), group=maths.pk, person=ada.pk)
    to = {"person": ada.pk, "setting": Setting.CLOSED, "release_on": None}
    officer = worker(WorkerRole.CASE_MANAGER, at=prison())
    commands.move_person(as_worker(officer), place=wing("B").pk, at=NOON - timedelta(hours=2), **to)
    assert members(maths, tutor) == [ada.pk]
    commands.move_person(as_worker(officer), place=away.pk, at=NOON - timedelta(hours=1), **{**to, "setting": Setting.COMMUNITY})
    assert members(maths, tutor) == []


def test_a_group_has_a_name_of_its_own_and_ends_for_all(tutor, maths):
    with pytest.raises(NamedAlready):
        commands.open_group(as_worker(tutor), place=prison().pk, name="Maths on Tuesdays")
    commands.put_in_group(as_worker(tutor), group=maths.pk, person=person(lives=wing("A")).pk)
    commands.close_group(as_worker(tutor), group=maths.pk)
    assert members(maths, tutor) == []
    commands.open_group(as_worker(tutor), place=prison().pk, name="Maths on Tuesdays")


def test_nobody_keeps_a_group_of_elsewhere_or_puts_in_it_who_lives_elsewhere(tutor, maths):
    stranger = worker(WorkerRole.TUTOR, at=prison("ZMI"))
    for refused in (
        lambda: commands.open_group(as_worker(stranger), place=prison().pk, name="Ours"),
        lambda: commands.close_group(as_worker(stranger), group=maths.pk),
        lambda: commands.put_in_group(as_worker(tutor), group=maths.pk, person=person(lives=wing("A", "ZMI")).pk),
    ):
        with pytest.raises(NotFound):
            refused()
    both = worker(WorkerRole.TUTOR, at=place("ZALL"))
    ours = wing("C", "ZALL")
    act = as_worker(both)
    commands.open_group(act, place=ours.pk, name="Wing C")
    with scope(act):
        group = Group.objects.get(name="Wing C")
    with pytest.raises(LivesElsewhere):
        commands.put_in_group(as_worker(both), group=group.pk, person=person(lives=wing("D", "ZALL")).pk)


def test_the_pages_of_groups(tutor):
    browser, ada = browser_of(tutor), person(lives=wing("B"))
    with scope(as_worker(tutor)):
        PersonNumber.objects.create(person=ada, kind=NumberKind.PRISON, value="A1234BC")
    page = reverse("caseload:groups")
    assert browser.post(page, {"name": "Reading", "place": str(prison().pk)}).status_code == 302
    [line] = browser.get(page).context["groups"]
    group = reverse("caseload:group", args=[line.id])
    assert "Z9999ZZ" in browser.post(group, {"person": "z9999 zz"}).content.decode()
    assert browser.post(group, {"person": "a1234 bc"}).status_code == 302
    [member] = browser.get(group).context["members"]
    assert member.name == ada.name
    assert browser.post(reverse("caseload:take_from_group", args=[line.id, member.membership]), {"act": ""}).status_code == 302
    assert browser.post(reverse("caseload:close_group", args=[line.id]), {"act": ""}).status_code == 302
    assert b"There is no group where you work." in browser.get(page).content
