"""Conversations with several."""

import pytest

from tests.make import HOUR, NOON, as_contact, as_person, contact
from throughgate.basics.errors import NotFound
from throughgate.kernel.gateways.models import Letter, Returned
from throughgate.kernel.policy.scope import scope
from throughgate.modules.touch import commands
from throughgate.modules.touch.commands import Kind, groups, sending
from throughgate.modules.touch.feed.outside import page
from throughgate.modules.touch.tests import make
from throughgate.modules.touch.tests.test_commands import seen_by


@pytest.fixture
def home():
    """A person, mother and sister, and the group of the three."""
    who, mother = make.two(kind="MOT")
    sister = contact(of=who, kind="SIS")
    act = as_person(who)
    commands.make_group(act, name="Home", contacts=[mother.pk, sister.pk])
    return who, mother, sister, act.id


def say(act, group, words):
    commands.send(act, thread=group, kind=Kind.TEXT, words=words)


def seen_in(group, other):
    with scope(as_contact(other)):
        return [(row.from_name, row.words, row.mine) for row in page(as_contact(other), group).messages]


def test_all_see_all_and_whoever_leaves_sees_no_more(home):
    who, mother, sister, group = home
    say(as_contact(mother), group, "Tea is at five")
    say(as_person(who), group, "Save me some")
    assert [row.words for row in seen_by(who)] == ["Tea is at five", "Save me some"]
    assert seen_in(group, sister) == [(mother.name, "Tea is at five", False), (who.known_as, "Save me some", False)]
    commands.leave_group(as_contact(sister), thread=group)
    with pytest.raises(NotFound):
        say(as_contact(sister), group, "And me?")
    with pytest.raises(NotFound):
        seen_in(group, sister)


def test_who_may_not_be_in_touch_any_more_gets_nothing_and_leaves(home):
    who, mother, sister, group = home
    make.stops(as_contact(sister, NOON))
    say(as_person(who, NOON + HOUR), group, "Only mum reads this")
    assert seen_in(group, mother)[0][1] == "Only mum reads this"
    with pytest.raises(NotFound):
        seen_in(group, sister)
    with pytest.raises(NotFound):
        say(as_contact(contact(of=who)), group, "May I?")


def test_one_is_no_group_and_a_group_is_of_those_one_may_be_in_touch_with():
    who, mother = make.two()
    with pytest.raises(groups.OneIsNoGroup):
        commands.make_group(as_person(who), name="Home", contacts=[mother.pk])
    with pytest.raises(NotFound):
        commands.make_group(as_person(who), name="Home", contacts=[mother.pk, contact().pk])
    sister = contact(of=who)
    make.stops(as_contact(sister, NOON))
    with pytest.raises(sending.NotInTouch):
        commands.make_group(as_person(who), name="Home", contacts=[mother.pk, sister.pk])


def test_a_mail_says_that_there_is_something_and_nothing_of_it_once_an_hour():
    who, mother = make.two()
    type(mother).objects.filter(pk=mother.pk).update(email="mum@home.example")
    for words in ("The secret of the cell", "And another"):
        make.says(as_person(who), who, mother, words)
    letter = Letter.objects.get()
    assert (letter.to, "secret" in letter.text, who.known_as in letter.text) == ("mum@home.example", False, True)


def test_none_is_written_where_mail_comes_back():
    who, mother = make.two()
    type(mother).objects.filter(pk=mother.pk).update(email="mum@home.example")
    Returned.objects.create(address="mum@home.example", status="5.1.1", at=NOON)
    make.says(as_person(who), who, mother, "Are you there?")
    assert not Letter.objects.exists()
