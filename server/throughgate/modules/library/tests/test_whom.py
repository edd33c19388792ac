"""The same item, and whether each of some people sees it, with the reason."""

import pytest
from django.urls import reverse

from tests.device import tablet_of
from tests.make import LONG_AGO, NOON, as_worker, browser_of, person, prison, wing, worker
from throughgate.basics.clock import now
from throughgate.basics.errors import NotFound
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.people.models import PersonNumber, WorkerRole
from throughgate.kernel.people.numbers import NumberKind
from throughgate.kernel.places.models import Category, Group, Membership
from throughgate.kernel.policy.models import Restriction
from throughgate.kernel.policy.scope import scope
from throughgate.modules.library import queries
from throughgate.modules.library.commands.publishing import NotYourPlaces
from throughgate.modules.library.rules.audience import Rule
from throughgate.modules.library.tests.make import publish, shelf

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper():
    return worker(WorkerRole.TUTOR, at=prison())


def group_of(keeper, *people, at=None):
    with scope(as_worker(keeper)):
        group = Group.objects.create(name="Maths", place=at or prison(), by=keeper, from_at=LONG_AGO)
        for one in people:
            Membership.objects.create(group=group, person=one, by=keeper, from_at=LONG_AGO)
    return group


def titles(tablet):
    tablet.pull()
    return [row["in"]["en"]["title"] for row in tablet.feed("library.items").values()]


def answer(keeper, item, who):
    with scope(as_worker(keeper, now())) as act:
        return queries.sees(act, item.pk, who.pk)


def test_a_group_sees_what_is_for_it_for_as_long_as_one_is_of_it(keeper):
    ada, ben = person(lives=wing("A")), person(lives=wing("A"))
    group = group_of(keeper, ada)
    publish(keeper, shelf(prison(), keeper), Rule(groups=(group.pk,)))
    hers, his = tablet_of(ada), tablet_of(ben)
    assert (titles(hers), titles(his)) == (["Saving a little"], [])
    [row] = hers.feed("library.items").values()
    assert row["for"]["groups"] == ["Maths"]
    with scope(as_worker(keeper)):
        Membership.objects.filter(person=ada).update(to_at=NOON)
    assert titles(hers) == []


def test_a_category_is_that_of_the_prison_where_they_live(keeper):
    prison().__class__.objects.filter(code="ZLI").update(category=Category.B)
    inside, other = person(lives=wing("A")), person(lives=wing("A", "ZMI"))
    publish(keeper, shelf(None, keeper), Rule(categories=(Category.B,)))
    assert (titles(tablet_of(inside)), titles(tablet_of(other))) == (["Saving a little"], [])


def test_a_shelf_of_a_prison_reaches_no_group_of_another(keeper):
    elsewhere = group_of(keeper, at=prison("ZMI"))
    with pytest.raises(NotYourPlaces):
        publish(keeper, shelf(prison(), keeper), Rule(groups=(elsewhere.pk,)))


def test_a_group_that_is_over_is_nobody(keeper):
    group = group_of(keeper)
    Group.objects.filter(pk=group.pk).update(to_at=NOON)
    with pytest.raises(NotFound):
        publish(keeper, shelf(None, keeper), Rule(groups=(group.pk,)))


def test_each_answer_says_which_line_fits_and_which_does_not(keeper):
    polish, english, stopped = (person(lives=wing("A")) for _ in range(3))
    polish.__class__.objects.filter(pk=polish.pk).update(language="pl")
    item = publish(keeper, shelf(prison(), keeper), Rule(places=("ZLI",), languages=("pl",)), Rule(places=(wing("B").code,)))
    with scope(as_worker(keeper)):
        Restriction.objects.create(
            person=stopped, capability="library.read", reason="Wrote on it.", by=keeper, from_at=LONG_AGO, review_on=NOON.date()
        )
    yes, no, not_allowed = (answer(keeper, item, who) for who in (polish, english, stopped))
    assert (yes.ok, no.ok, not_allowed.ok) == (True, False, False)
    [by_language] = [lines for lines in yes.rules if len(lines) == 2]
    assert [(line.asks, line.they, line.fits) for line in by_language] == [("ZLI", "ZLI, ZLI-A", True), ("Polish", "Polish", True)]
    assert [line.fits for line in next(lines for lines in no.rules if len(lines) == 2)] == [True, False]
    assert (not_allowed.may_read, not_allowed.says) == (False, "Wrote on it.")


def test_only_who_keeps_the_shelf_and_knows_the_person_may_ask_and_the_trail_says_so(keeper):
    ada, stranger = person(lives=wing("A")), person(lives=wing("A", "ZMI"))
    with scope(as_worker(keeper)):
        PersonNumber.objects.create(person=ada, kind=NumberKind.PRISON, value="A1234BC")
    item = publish(keeper, shelf(prison(), keeper), Rule(places=("ZLI-A",)))
    browser, ask = browser_of(keeper), reverse("library:who_sees", args=[item.pk])
    page = browser.post(ask, {"person": "a1234bc"})
    assert page["Location"] == reverse("library:sees", args=[item.pk, ada.pk])
    assert f"{ada.name} sees this" in browser.get(page["Location"]).content.decode()
    assert TrailEntry.objects.filter(what="look:library:sees", person_id=ada.pk).exists()
    assert browser.get(reverse("library:sees", args=[item.pk, stranger.pk])).status_code == 404
    other = worker(WorkerRole.TUTOR, at=prison())
    assert browser_of(other).get(page["Location"]).status_code == 404
