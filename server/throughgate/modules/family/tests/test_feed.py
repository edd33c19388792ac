"""What a person's device is told: whom they asked for, what became of it, and kindly when somebody stopped."""

import pytest

from tests.device import Tablet, tablet_of
from tests.make import as_contact, as_worker, care, person, wing, worker
from throughgate.basics.clock import now
from throughgate.kernel.people.models import Limit, Relationship
from throughgate.modules.family import commands
from throughgate.modules.family.tests import make


@pytest.fixture
def who():
    return person(lives=wing())


@pytest.fixture
def tablet(who) -> Tablet:
    return tablet_of(who)


def test_from_asking_to_stopping_the_device_says_where_it_stands(tablet: Tablet, who):
    officer = worker()
    care(officer, who)
    act = tablet.say("family.ask_for_contact@1", name="Carol Thornwick", kind="MOT", email="carol@home.example")
    tablet.push()
    tablet.pull()
    (told,) = tablet.feed("family.requests").values()
    assert (told["standing"], told["act"], told["name"]) == ("waiting", str(act), "Carol Thornwick")
    asked = make.seen(as_worker(officer, now()), act)
    row = make.decided(as_worker(officer, now()), asked, limits=[Limit.REPLY_ONLY], reason="For three months.")
    tablet.pull()
    (told,) = tablet.feed("family.requests").values()
    assert (told["standing"], told["reason"], told["by"]) == ("asked", "For three months.", officer.name)
    assert tablet.feed("family.people") == {}
    commands.consent(as_contact(row.contact, now()), decision=row.pk, yes=True)
    tablet.pull()
    (mother,) = tablet.feed("family.people").values()
    assert (mother["name"], mother["limits"], mother["stopped_by"]) == ("Carol Thornwick", ["reply_only"], "")
    commands.stop_contact(as_contact(row.contact, now()), relationship=Relationship.objects.get(person=who).pk)
    tablet.pull()
    (mother,) = tablet.feed("family.people").values()
    assert (mother["stopped_by"], mother["reason"]) == ("them", "")


def test_an_end_by_staff_says_why_and_a_no_in_whose_words(tablet: Tablet, who):
    officer = worker()
    care(officer, who)
    row = make.decided(as_worker(officer, now()), make.asked(who, at=now()))
    commands.consent(as_contact(row.contact, now()), decision=row.pk, yes=True)
    commands.end_contact(as_worker(officer, now()), relationship=Relationship.objects.get(person=who).pk, reason="There is a court order.")
    no = make.asked(who, "Dean", "BRO", at=now(), email="dean@home.example")
    commands.refuse(as_worker(officer, now()), request=no.pk, reason="He is at the same place.")
    tablet.pull()
    (mother,) = tablet.feed("family.people").values()
    assert (mother["stopped_by"], mother["reason"]) == ("staff", "There is a court order.")
    told = {one["name"]: (one["standing"], one["reason"], one["by"]) for one in tablet.feed("family.requests").values()}
    assert told["Dean"] == ("refused", "He is at the same place.", officer.name)


def test_a_wish_that_was_written_down_is_not_told_as_theirs(tablet: Tablet, who):
    officer = worker()
    care(officer, who)
    row = make.decided(as_worker(officer, now()), make.asked(who, at=now()))
    commands.consent(as_contact(row.contact, now()), decision=row.pk, yes=True)
    commands.note_wish(as_worker(officer, now()), person=who.pk, name="Carol", email="carol@home.example")
    tablet.pull()
    (mother,) = tablet.feed("family.people").values()
    assert (mother["stopped_by"], mother["reason"]) == ("staff", "")
