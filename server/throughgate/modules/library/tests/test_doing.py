"""What people do with packages is written down for them, once, and counted for whoever keeps the item."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.device import tablet_of
from tests.make import NOON, as_person, browser_of, person, prison, wing, worker
from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.policy.scope import scope
from throughgate.modules.library.commands.doing import did
from throughgate.modules.library.models import Did
from throughgate.modules.library.rules.audience import Rule
from throughgate.modules.library.rules.kinds import Verb
from throughgate.modules.library.tests.make import edition, publish, quiz, shelf

pytestmark = pytest.mark.django_db
COINS = "library.did@1"


@pytest.fixture
def keeper():
    return worker(WorkerRole.TUTOR, at=prison())


@pytest.fixture
def osian():
    return person(given="Osian", family="Vaughan", lives=wing("A"))


@pytest.fixture
def coins():
    return quiz()


@pytest.fixture
def item(keeper, osian, coins):
    return publish(keeper, shelf(prison(), keeper), Rule(places=("ZLI",)), given=edition(blocks=[coins]))


def does(who, item, package, verb=Verb.PASSED, score=0.75, at=NOON, **more):
    given = {"edition": 1, "package": package.file.h, "verb": verb, "score": score, "seconds": 90} | more
    return did(as_person(who, at), item=item.pk, **given)


def test_what_was_done_offline_stands_once_and_comes_back_to_their_devices(osian, item, coins):
    tablet = tablet_of(osian)
    said = {"item": str(item.pk), "edition": 1, "package": coins.file.h, "verb": "passed", "score": 0.75, "seconds": 90}
    act = tablet.say(COINS, **said)
    tablet.push()
    tablet.push()
    with scope(as_person(osian)):
        (row,) = Did.objects.filter(person=osian)
    assert (row.pk, row.verb, row.score) == (act, "passed", 0.75)
    tablet.pull()
    (shown,) = tablet.feed("library.did").values()
    assert (shown["package"], shown["score"], shown["verb"]) == (coins.file.h, 0.75, "passed")


@pytest.mark.parametrize("wrong", [{"edition": 2}, {"package": "Other"}])
def test_what_an_edition_never_showed_was_not_done(osian, item, wrong):
    with pytest.raises(NotFound):
        does(osian, item, quiz(wrong.get("package", "Coins")), edition=wrong.get("edition", 1))


def test_what_is_not_for_somebody_they_did_not_do(item, coins):
    with pytest.raises(NotFound):
        does(person(lives=wing("A", "ZMI")), item, coins)


def test_whoever_keeps_it_sees_how_many_and_never_who(keeper, osian, item, coins):
    page = reverse("library:item", args=[item.pk])
    browser = browser_of(keeper)
    assert "What people did with it" not in browser.get(page).content.decode()
    does(osian, item, coins)
    assert "Fewer than five people finished it" in browser.get(page).content.decode()
    for n, score in enumerate((0.0, 0.5, 1.0, 1.0)):
        other = person(lives=wing("A"))
        does(other, item, coins, verb=Verb.FAILED, score=0.0)
        does(other, item, coins, verb=Verb.FINISHED, score=score, at=NOON + timedelta(minutes=n))
    told = browser.get(page).content.decode()
    assert "5 people finished it, and 1 of them passed." in told
    assert "65 out of 100" in told
    assert "Vaughan" not in told
