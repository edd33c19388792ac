"""What each place has, what there is twice, what wants looking after: who sees it, and that nobody is seen in it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.device import tablet_of
from tests.make import NOON, as_clock, as_person, as_worker, browser_of, person, prison, wing, worker
from throughgate.basics.clock import now
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.policy.scope import scope
from throughgate.modules.library import jobs, queries
from throughgate.modules.library.commands.saying import comment
from throughgate.modules.library.commands.tallying import Total, tell_totals
from throughgate.modules.library.models import Sketch, Tally
from throughgate.modules.library.rules.audience import Rule
from throughgate.modules.library.rules.body import Paragraph
from throughgate.modules.library.rules.tallies import Did
from throughgate.modules.library.tests.make import edition, publish, shelf

pytestmark = pytest.mark.django_db
LAST_WEEK = date(2026, 11, 12)
LONG = " ".join(f"In week {n} you meet somebody else who helps." for n in range(30))


@pytest.fixture
def keeper():
    return worker(WorkerRole.TUTOR, at=prison())


@pytest.fixture
def coordinator():
    return worker(WorkerRole.TUTOR, at=prison("ZMI"))


def tell(who, item, *did, week=LAST_WEEK):
    return tell_totals(as_person(who), week=week, totals=[Total(item.pk, "en", list(did))])


def tallies():
    with scope(as_clock()):
        return list(Tally.objects.order_by("pk").values("week", "place__code", "opened", "read", "heard", "finished"))


def seen(who, narrowed=None):
    with scope(as_worker(who, now())) as act:
        return {one.title: one for one in queries.upkeep(act, narrowed or queries.Narrowed())}


def squares(who, place="ZLI"):
    with scope(as_worker(who, now())) as act:
        [line] = [line for line in queries.places_by_topic(act) if line.name == place]
    return {cell.topic: cell for cell in line.cells}


def test_what_devices_counted_is_added_up_by_week_and_prison_and_names_nobody(keeper):
    item = publish(keeper, shelf(prison(), keeper), Rule(places=("ZLI",)))
    ada, ben = person(lives=wing("A")), person(lives=wing("B"))
    tell(ada, item, Did.OPENED, Did.READ)
    tell(ben, item, Did.OPENED, Did.OPENED)
    assert tallies() == [{"week": date(2026, 11, 9), "place__code": "ZLI", "opened": 2, "read": 1, "heard": 0, "finished": 0}]
    entries = TrailEntry.objects.filter(what="library.tell_totals@1")
    assert entries.count() == 2
    assert not [entry for entry in entries if str(item.pk) in str(entry.detail)]


def test_a_tablet_that_offers_its_week_again_is_counted_once(keeper):
    item = publish(keeper, shelf(prison(), keeper), Rule(places=("ZLI",)))
    tablet = tablet_of(person(lives=wing()))
    tablet.say("library.tell_totals@1", week="2026-11-12", totals=[{"item": str(item.pk), "language": "cy", "did": ["opened", "heard"]}])
    week = list(tablet.outbox)
    assert [tablet.offer(week).status_code for _time in range(2)] == [200, 200]
    assert [(one["opened"], one["heard"]) for one in tallies()] == [(1, 1)]


def test_an_item_that_is_not_there_is_counted_nowhere(keeper):
    item = publish(keeper, shelf(prison(), keeper), Rule(places=("ZLI",)))
    item.pk = keeper.pk
    tell(person(lives=wing()), item, Did.OPENED)
    assert tallies() == []


def test_four_people_are_not_shown_and_the_fifth_shows_them_all(keeper):
    item = publish(keeper, shelf(prison(), keeper), Rule(places=("ZLI",)))
    week = now().date() - timedelta(days=7)
    for _n in range(4):
        tell_totals(as_person(person(lives=wing()), now()), week=week, totals=[Total(item.pk, "en", [Did.OPENED])])
    assert seen(keeper)["Saving a little"].opened is None
    tell_totals(as_person(person(lives=wing()), now()), week=week, totals=[Total(item.pk, "en", [Did.OPENED])])
    assert seen(keeper)["Saving a little"].opened == 5


def test_a_place_is_held_against_the_others_and_against_what_people_there_read_and_ask(keeper):
    shelves = {code: shelf(prison(code), keeper, code) for code in ("ZLI", "ZMI", "ZTI")}
    item = publish(keeper, shelves["ZLI"], Rule(places=(wing("A").code,)))
    for code, n in (("ZMI", 3), ("ZTI", 4)):
        for _n in range(n):
            publish(keeper, shelves[code], Rule(places=(code,)))
    readers = [person(lives=wing("A")) for _n in range(5)]
    for reader in readers:
        reader.language = "pl"
        reader.save()
        comment(as_person(reader, now()), item=item.pk, words="More of this.")
    cells = squares(keeper)
    assert (cells["money"].items, cells["money"].middle, cells["money"].level, cells["money"].asked) == (1, 3.5, "few", 5)
    assert cells["money"].lacking == (("Polish", 5),)
    assert (cells["faith"].level, cells["faith"].asked) == ("none", None)
    page = browser_of(keeper).get(reverse("library:cell", kwargs={"place": prison().pk, "topic": "money"})).content.decode()
    assert all(words in page for words in ("Saving a little", "5 people commented", "ZTI: 4", "ZLI-A"))


def test_keepers_see_their_own_place_and_who_coordinates_sees_all(keeper, coordinator):
    shelf(prison(), keeper)
    shelf(None, coordinator, "Everywhere")
    prison("ZMI")
    boss = worker(WorkerRole.ADMINISTRATOR, at=prison("ZMI"))
    pages = {who: browser_of(who).get(reverse("library:estate")).content.decode() for who in (keeper, coordinator, boss)}
    assert [("ZLI" in page, "ZMI</th>" in page) for page in pages.values()] == [(True, False), (True, True), (False, True)]
    of_another = reverse("library:cell", kwargs={"place": prison("ZMI").pk, "topic": "money"})
    assert (browser_of(keeper).get(of_another).status_code, browser_of(boss).get(of_another).status_code) == (404, 200)


def test_a_near_copy_on_another_shelf_is_found_and_shown_beside_the_first(keeper, coordinator):
    here, there = shelf(prison(), keeper, "Notices"), shelf(None, coordinator, "Everywhere")
    first = publish(coordinator, there, Rule(), given=edition("Your weeks", blocks=[Paragraph(LONG)]))
    copy = publish(keeper, here, Rule(places=("ZLI",)), given=edition("The weeks", blocks=[Paragraph(LONG + " Ask us.")]))
    publish(keeper, here, Rule(places=("ZLI",)), given=edition("Again", blocks=[Paragraph(LONG)]))
    jobs.sketch_editions(NOON)
    assert jobs.sketch_editions(NOON) == 0
    with scope(as_worker(keeper)) as act:
        pairs = {frozenset((pair.one.title, pair.other.title)): pair for pair in queries.alike(act)}
    assert pairs.keys() == {frozenset(("Your weeks", "The weeks")), frozenset(("Your weeks", "Again"))}
    browser = browser_of(keeper)
    assert "The weeks" in browser.get(reverse("library:alike")).content.decode()
    beside = browser.get(reverse("library:both", kwargs={"item": copy.pk}), {"other": str(first.pk)}).content.decode()
    assert "Your weeks" in beside
    assert "Ask us." in beside
    elsewhere = browser_of(worker(WorkerRole.TUTOR, at=prison("ZTI")))
    assert elsewhere.get(reverse("library:both", kwargs={"item": copy.pk}), {"other": str(first.pk)}).status_code == 404


def test_a_newer_edition_is_looked_at_anew_and_says_how_hard_it_reads(keeper):
    here = shelf(prison(), keeper)
    item = publish(keeper, here, Rule(places=("ZLI",)), given=edition(blocks=[Paragraph(LONG)]))
    jobs.sketch_editions(NOON)
    hard = "Administrative determinations notwithstanding, representatives subsequently authorise supplementary documentation. " * 3
    publish(keeper, here, Rule(places=("ZLI",)), item=item.pk, after=1, given=edition(blocks=[Paragraph(hard)]))
    jobs.sketch_editions(NOON)
    with scope(as_clock()):
        assert set(Sketch.objects.values_list("edition__n", "language")) == {(2, "en"), (2, "cy")}
    assert list(seen(keeper, queries.Narrowed(age=14))) == ["Saving a little"]
    assert not seen(keeper, queries.Narrowed(language="pl"))


def test_lists_can_be_sorted_narrowed_and_taken_away(keeper):
    publish(keeper, shelf(prison(), keeper), Rule(places=("ZLI",)))
    browser = browser_of(keeper)
    for name, asked in (("estate", "sort=-money"), ("upkeep", "finding=no_sound&sort=title"), ("alike", "sort=one")):
        assert browser.get(f"{reverse(f'library:{name}')}?{asked}").status_code == 200
        taken = browser.get(f"{reverse(f'library:{name}')}?{asked}&as=csv")
        assert taken.headers["Content-Type"].startswith("text/csv")
    assert "Saving a little" in browser.get(reverse("library:upkeep") + "?finding=no_sound").content.decode()
    assert "Saving a little" not in browser.get(reverse("library:upkeep") + "?finding=no_welsh").content.decode()
    assert TrailEntry.objects.filter(what="look:library-estate.csv").exists()
