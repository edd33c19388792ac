"""Somebody moves while their tablet is out of touch: it drains, everything arrives, and both prisons see the right thing at each moment."""

import io

import pytest
from django.urls import reverse
from PIL import Image

from tests.device import Tablet, code_for, tablet_of
from tests.make import DAY, HOUR, MINUTE, browser_of, care, person, place, prison, wing, worker
from throughgate.basics.clock import now
from throughgate.kernel.identity.models import Device, Holding
from throughgate.kernel.people.models import CareRole, Person, WorkerRole
from throughgate.kernel.places.models import PlaceKind, Stay
from throughgate.kernel.policy.act import Act, Actor, ActorKind, Face
from throughgate.kernel.policy.models import Rollout
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.sync.models import Quarantined
from throughgate.kernel.tasks.work import waiting_for
from throughgate.modules.caseload import commands as caseload
from throughgate.modules.devices.tests.make import ASK
from throughgate.modules.talk.models import TalkRequest


@pytest.fixture
def here():
    """Works in the prison that they leave."""
    return worker(WorkerRole.CASE_MANAGER, at=prison("ZLI"))


@pytest.fixture
def there():
    """Works in the prison that they come to."""
    return worker(WorkerRole.CASE_MANAGER, at=prison("ZMI"))


@pytest.fixture
def owner(here):
    """Somebody in a cell, where asking to talk is switched on; in the other prison it is not."""
    lives = person(lives=place("ZLI-B-2-014", PlaceKind.CELL, wing("B", "ZLI")))
    care(here, lives, CareRole.KEYWORKER)
    Rollout.objects.create(capability="talk.ask", place=prison("ZLI"), from_at=now() - DAY)
    return lives


@pytest.fixture
def tablet(owner):
    """Their tablet since yesterday."""
    made = tablet_of(owner)
    Device.objects.filter(pk=made.id).update(label="LIN-0042", enrolled_at=now() - DAY)
    Holding.objects.update(from_at=now() - DAY)
    made.vaults = []
    return made


def says(tablet: Tablet, who: Person, acts: int, files: int = 0) -> None:
    tablet.vaults = [{"person": str(who.pk), "acts": acts, "files": files}]


def move(by, who, to, setting="closed"):
    moment = now()
    act = Act(Actor(ActorKind.WORKER, by.pk), moment, moment, Face.STAFF)
    caseload.move_person(act, person=who.pk, place=to.pk, setting=setting, at=moment - MINUTE)


def aboard(who):
    return browser_of(who).get(reverse("devices:aboard")).content.decode()


def inbox(who):
    moment = now()
    return {task.kind for task in waiting_for(Act(Actor(ActorKind.WORKER, who.pk), moment, moment, Face.STAFF))}


def asked():
    moment = now()
    with scope(Act(Actor(ActorKind.CLOCK), moment, moment, Face.OPS)):
        return list(TalkRequest.objects.order_by("asked_at").values_list("words", flat=True))


def hand_in_three(owner, tablet):
    """Made while the tablet was out of touch, before they left."""
    says(tablet, owner, 0)
    tablet.push()
    return [tablet.say(ASK, about="worker", words=f"Before {n}", made=now() - 3 * HOUR + n * MINUTE) for n in range(3)]


def test_until_the_tablet_is_heard_of_both_prisons_know_that_there_may_be_something_on_it(here, there, owner, tablet):
    hand_in_three(owner, tablet)
    assert "Nothing." in aboard(here)
    move(here, owner, wing("A", "ZMI"))
    old, new, page = aboard(here), aboard(there), reverse("devices:device", args=[tablet.id])
    for words in ("LIN-0042", "Somebody who has left", "Not in touch since they left. There may be something on it.", page):
        assert words in old
    assert owner.name not in old, "they are no longer in this prison's care"
    assert owner.name in new
    assert "LIN-0042" in new
    assert page not in new, "the tablet stays the old prison's"
    assert "Still aboard:" in browser_of(there).get(reverse("person", args=[owner.pk])).content.decode()
    assert browser_of(here).get(reverse("person", args=[owner.pk])).status_code == 404


def test_everything_arrives_and_is_for_whoever_looks_after_them_now(here, there, owner, tablet):
    acts = hand_in_three(owner, tablet)
    move(here, owner, wing("A", "ZMI"))
    says(tablet, owner, 3)
    tablet.offer([])
    for who in (here, there):
        assert "3 acts still on the tablet in ZLI-B-2-014" in aboard(who)
    results = tablet.push()
    assert [results[str(act)]["r"] for act in acts] == ["accepted"] * 3, "judged by what was allowed when they were made"
    assert asked() == ["Before 0", "Before 1", "Before 2"]
    assert (inbox(here), inbox(there)) == (set(), {"talk.answer", "caseload.arrived"})


def test_the_tablet_is_told_without_anybody_there_and_is_done_when_it_says_so(here, there, owner, tablet):
    hand_in_three(owner, tablet)
    move(here, owner, wing("A", "ZMI"))
    tablet.push()
    [gone] = tablet.gone
    assert gone["person"] == str(owner.pk)
    assert owner.known_as in gone["why"]
    assert "ZMI" not in gone["why"], "a lock screen does not say where somebody went"
    says(tablet, owner, 0)
    tablet.offer([])
    assert "Everything has been handed in; their things are still to be put away" in aboard(here)
    tablet.vaults = []
    tablet.push()
    tablet.push()
    assert tablet.gone == []
    assert ("Nothing." in aboard(here), "Nothing." in aboard(there)) == (True, True)
    assert Holding.objects.get().put_away_at


def test_on_the_old_tablet_they_read_where_they_went_in_their_own_words(here, owner, tablet):
    tablet.push()
    move(here, owner, wing("A", "ZMI"))
    [drop] = tablet.ask([])["scope"]["drop"]
    assert drop["why"] == "You moved to ZMI. Everything you wrote here has been sent. You find it on your other device."
    assert drop["wipe"]


def test_released_they_read_what_they_left(here, owner, tablet):
    tablet.push()
    move(here, owner, place("EPR-PE"), "community")
    [drop] = tablet.ask([])["scope"]["drop"]
    assert drop["why"].startswith("You left ZLI.")
    tablet.say(ASK, about="worker", words="Not yet sent")
    tablet.offer([])
    [drop] = tablet.ask([])["scope"]["drop"]
    assert "is being sent now" in drop["why"]


def test_photos_that_are_aboard_come_too(here, owner, tablet):
    photo = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(photo, "WEBP")
    sent = tablet.keep_file(photo.getvalue(), "image/webp")
    act = tablet.say(ASK, about="worker", words="With a photo", files=[sent], made=now() - HOUR)
    move(here, owner, wing("A", "ZMI"))
    says(tablet, owner, 1, 1)
    assert tablet.push()[str(act)]["r"] == "held"
    assert "1 act, 1 file still on the tablet" in aboard(here)
    assert asked() == ["With a photo"]


def test_what_somebody_made_on_it_after_they_left_is_set_aside_and_can_be_applied(here, there, owner, tablet):
    tablet.push()
    move(here, owner, wing("A", "ZMI"))
    act = tablet.say(ASK, about="worker", words="In the van")
    assert tablet.push()[str(act)]["code"] == "not_your_device"
    assert asked() == []
    row = Quarantined.objects.get()
    assert reverse("devices:thing", args=[row.pk]) in browser_of(there).get(reverse("devices:set_aside")).content.decode()


def test_a_tablet_that_somebody_gave_back_by_hand_is_still_aboard_too(here, owner, tablet):
    tablet.push()
    browser = browser_of(here)
    assert browser.post(reverse("devices:end_holding", args=[tablet.id, owner.pk]), {"act": ""}).status_code == 302
    assert owner.name in aboard(here)
    tablet.enrol(code_for(owner))
    assert "Nothing." in aboard(here), "they have it again"
    assert tablet.push() == {}
    assert tablet.gone == []


def test_on_a_shared_tablet_only_theirs_is_put_away(here, owner, tablet):
    mate = person(lives=wing("B", "ZLI"))
    tablet.enrol(code_for(mate))
    move(here, owner, wing("A", "ZMI"))
    tablet.vaults = [{"person": str(mate.pk), "acts": 2, "files": 0}]
    tablet.push()
    assert Holding.objects.get(person=owner).put_away_at
    assert Holding.objects.get(person=mate).to_at is None
    assert Stay.objects.filter(person=owner).count() == 2


def test_they_read_on_the_new_tablet_that_something_is_still_on_the_old_one(here, owner, tablet):
    says(tablet, owner, 2)
    tablet.push()
    move(here, owner, prison("ZMI"))
    new = tablet_of(owner)
    new.pull()
    assert new.notice == "Your old tablet still holds things you saved. They will arrive when it is next on."
    tablet.vaults = []
    tablet.push()
    new.pull()
    assert new.notice == ""


def test_where_the_old_one_has_not_been_in_touch_they_read_that_and_no_more(here, owner, tablet):
    tablet.push()
    move(here, owner, prison("ZMI"))
    Person.objects.filter(pk=owner.pk).update(language="cy")
    new = tablet_of(owner)
    new.pull()
    assert new.notice
    assert "in touch" not in new.notice, "in their own language"
    Person.objects.filter(pk=owner.pk).update(language="en")
    new.pull()
    assert new.notice.startswith("Your old tablet has not been in touch since you left it.")


def test_whoever_left_nothing_behind_reads_nothing(owner, tablet):
    other = tablet_of(owner)
    other.pull()
    assert other.notice == ""
