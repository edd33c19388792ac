"""What is said reaches those it is for, once, when nothing speaks against it; and each knows how it stands."""

import pytest

from tests.make import DAY, HOUR, NOON, as_contact, as_person, contact
from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import Approval, NoContact
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.screening.models import Item
from throughgate.modules.touch import commands
from throughgate.modules.touch.commands import Kind, sending, taking_back
from throughgate.modules.touch.feed.outside import page
from throughgate.modules.touch.feed.reading import with_all
from throughgate.modules.touch.feed.rows import message_row
from throughgate.modules.touch.models import Message
from throughgate.modules.touch.policy import messages_of
from throughgate.modules.touch.tests import make


def seen_by(who):
    with scope(as_person(who)):
        return [message_row(row) for row in with_all(messages_of([who.pk])).order_by("arrived_at", "pk")]


def seen_outside(who, other):
    with scope(as_contact(other)):
        return page(as_contact(other), make.thread(who, other)).messages


def test_a_mother_writes_he_answers_offline_and_both_read_when():
    who, mother = make.two(kind="MOT")
    make.says(as_contact(mother, NOON), who, mother, "Good night, love.")
    (row,) = seen_by(who)
    assert (row.mine, row.words, row.standing, row.from_) == (False, "Good night, love.", "delivered", mother.pk)
    make.says(as_person(who, NOON + HOUR, arrives=NOON + 9 * HOUR), who, mother, "Night, mum.")
    commands.mark_read(as_person(who, NOON + 2 * HOUR), thread=make.thread(who, mother), up_to=row.id)
    first, answer = seen_outside(who, mother)
    assert (first.mine, first.standing) == (True, "read")
    assert (answer.written_at, answer.at, answer.from_name) == (NOON + HOUR, NOON + 9 * HOUR, who.known_as)


def test_what_is_held_does_not_travel_and_can_be_taken_back():
    who, mother = make.two()
    make.held_word()
    said = make.says(as_contact(mother), who, mother, "Meet me at the harbour")
    assert seen_by(who) == []
    assert [row.standing for row in seen_outside(who, mother)] == ["held"]
    with pytest.raises(NotFound):
        commands.take_back(as_person(who), message=said)
    commands.take_back(as_contact(mother), message=said)
    assert [row.standing for row in seen_outside(who, mother)] == ["taken_back"]
    assert Item.objects.get(pk=said).outcome == "withheld"
    passed = make.says(as_contact(mother), who, mother, "Good night")
    with pytest.raises(taking_back.PassedAlready):
        commands.take_back(as_contact(mother), message=passed)


def test_what_waited_on_a_tablet_does_not_pass_a_wish_of_no_contact():
    who, friend = make.two()
    NoContact.objects.create(person=who, contact=friend, name=friend.name, from_at=NOON + HOUR)
    with pytest.raises(sending.NotInTouch):
        make.says(as_person(who, NOON, arrives=NOON + DAY), who, friend, "Are you there?")
    with scope(as_person(who)):
        assert not Message.objects.exists()


def test_limits_hold_as_they_were_and_as_they_are():
    who, friend = make.two("text_only")
    careful = contact(of=who, limits="reply_only")
    card = {"thread": make.thread(who, friend), "kind": Kind.CARD, "design": "birthday", "words": "!"}
    with pytest.raises(sending.WordsOnly):
        commands.send(as_person(who), **card)
    Approval.objects.filter(relationship__contact=friend).update(limits="", reason="")
    commands.send(as_person(who), **card)
    with pytest.raises(sending.MayOnlyAnswer):
        make.says(as_person(who), who, careful, "Hello?")
    make.says(as_contact(careful), who, careful, "Hello")
    make.says(as_person(who), who, careful, "Hello")


def test_a_guardian_writes_for_their_child_and_officials_are_never_written_to_here():
    who, mother = make.two()
    child = contact(of=who, kind="DAU", guardian=mother, born=(NOON - 9 * 366 * DAY).date())
    make.says(as_contact(mother), who, child, "I lost a tooth")
    assert seen_by(who)[0].from_name == child.name
    solicitor = contact(of=who, kind="SOL")
    for act, other in ((as_person(who), solicitor), (as_contact(solicitor), solicitor), (as_contact(contact(of=who)), child)):
        with pytest.raises(NotFound):
            make.says(act, who, other, "Hello")


def test_what_does_not_fit_is_refused_in_words():
    who, friend = make.two()
    for words, said in (("", sending.NothingSaid), ("x" * 2_001, sending.TooManyLetters)):
        with pytest.raises(said):
            make.says(as_person(who), who, friend, words)
